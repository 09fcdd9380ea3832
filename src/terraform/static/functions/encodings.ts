import { createHash } from 'node:crypto';
import { parseDocument, stringify, visit } from 'yaml';
import { isObject, type ObjectValue, type Value } from '../../protocol/value.ts';
import { EvaluationError, sortedKeys } from '../values.ts';
import { text } from './arguments.ts';
import type { Functions } from './static-function.ts';

/** As Terraform writes JSON: keys sorted, and `<`, `>`, `&` escaped. */
export function jsonOf(value: Value): string {
  return JSON.stringify(inOrder(value)).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function inOrder(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, inOrder(value[key] ?? null)]));
}

function jsonDecoded([value]: readonly Value[]): Value {
  try {
    return JSON.parse(text(value)) as Value;
  } catch {
    throw new EvaluationError('it is no JSON');
  }
}

/** YAML 1.1 takes these for bools, numbers and times, and YAML 1.2 does not. */
const yaml11 =
  /^(?:y|yes|n|no|on|off|[-+]?\d{4}-\d\d?-\d.*|[-+]?0\d.*|[-+]?0o\d+|[-+]?\d[\d_]*[_:][\d_:.]*)$/i;

/** Undefined where Terraform may read a scalar in another way. */
function yamlDecoded([value]: readonly Value[]): Value | undefined {
  const document = parseDocument(text(value), { schema: 'core', merge: false });
  if (document.errors.length > 0) throw new EvaluationError('it is no YAML');
  let isSame = true;
  visit(document, {
    Scalar(_key, { type, source }) {
      if (type === 'PLAIN' && yaml11.test(source ?? '')) isSame = false;
      return isSame ? undefined : visit.BREAK;
    },
  });
  return isSame ? (document.toJS({ maxAliasCount: 0 }) as Value) : undefined;
}

const hash = (name: string, encoding: 'hex' | 'base64') => ({
  call: ([value]: readonly Value[]) => createHash(name).update(text(value)).digest(encoding),
});

/** RFC 3986, as Go's QueryEscape: a space is a plus. */
function urlEncoded([value]: readonly Value[]): string {
  const encoded = encodeURIComponent(text(value)).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return encoded.replaceAll('%20', '+');
}

export const encodings: Functions = {
  base64decode: { call: ([value]) => Buffer.from(text(value), 'base64').toString('utf8') },
  base64encode: { call: ([value]) => Buffer.from(text(value)).toString('base64') },
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  jsondecode: { call: jsonDecoded },
  jsonencode: { call: ([value]) => jsonOf(value ?? null) },
  md5: hash('md5', 'hex'),
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  urlencode: { call: urlEncoded },
  yamldecode: { call: yamlDecoded },
  yamlencode: {
    // A text of many lines is written as a block.
    call: ([value]) =>
      JSON.stringify(value).includes('\\n')
        ? undefined
        : stringify(inOrder(value ?? null) as ObjectValue, {
            defaultStringType: 'QUOTE_DOUBLE',
            defaultKeyType: 'QUOTE_DOUBLE',
            indentSeq: false,
            lineWidth: 0,
          }),
  },
};
