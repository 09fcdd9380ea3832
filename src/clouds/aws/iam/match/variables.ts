import { unknownPart } from '../types.ts';
import { plainText } from './fit.ts';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

/** What a condition key is in the request: its values, null when it is absent, undefined when it is not known. */
export type Lookup = (key: string) => string[] | null | undefined;

const variable = /\$\{([^{}]*)\}/g;

export function hasVariables(text: string): boolean {
  return text.includes('${');
}

/** The text with its variables filled in; `open` are keys that are not known: each stands as `unknownPart`. */
export interface Filled {
  text: string;
  open: string[];
}

/**
 * `${key}`, `${key, 'default'}`; `${*}`, `${?}` and `${$}` are the plain characters. A variable whose key is absent,
 * or has many values, makes the whole text match nothing.
 */
export function fillVariables(text: string, lookup: Lookup): Filled | null {
  const open: string[] = [];
  let absent = false;
  const filled = text.replaceAll(variable, (_, inner: string) => {
    if (inner === '*' || inner === '?' || inner === '$') return plainText(inner);
    const [key = '', fallback] = splitDefault(inner);
    const values = lookup(key);
    if (values === undefined) {
      open.push(key);
      return unknownPart;
    }
    if (values?.length === 1 && values[0] !== undefined) return plainText(values[0]);
    if (fallback === undefined || values !== null) absent = true;
    return plainText(fallback ?? '');
  });
  return absent ? null : { text: filled, open };
}

function splitDefault(inner: string): [key: string, fallback?: string] {
  const found = /^\s*([^,]*?)\s*,\s*'([^']*)'\s*$/.exec(inner);
  return found?.[1] !== undefined && found[2] !== undefined ? [found[1], found[2]] : [inner.trim()];
}
