import type { Fit } from '../match/fit.ts';
import { fillVariables, hasVariables, type Lookup } from '../match/variables.ts';
import type { Condition } from '../policy/statement.ts';
import { unknownPart } from '../types.ts';
import { type ParsedOperator, parseOperator } from './operators.ts';

/** `open`: the key is not known; `unknown`: the policy's own text is not. */
export type Truth = 'yes' | 'no' | 'open' | 'unknown';

export interface CompiledCondition extends Condition {
  /** In lower case: keys are not case-sensitive. */
  lookupKey: string;
  /** Undefined for an operator that AWS does not have. */
  parsed: ParsedOperator | undefined;
  /** Whether values hold variables, which only policies of 2012 have. */
  variable: boolean;
}

export function compileCondition(condition: Condition, version: string): CompiledCondition {
  return {
    ...condition,
    lookupKey: condition.key.toLowerCase(),
    parsed: parseOperator(condition.operator),
    variable: version !== '2008-10-17' && condition.values.some(hasVariables),
  };
}

/** Whether a condition holds, and the keys that stand open. */
export function judgeCondition(
  condition: CompiledCondition,
  lookup: Lookup,
): { truth: Truth; open: string[] } {
  const { parsed, key, lookupKey } = condition;
  if (!parsed || key.includes(unknownPart)) return { truth: 'unknown', open: [] };
  const values = lookup(lookupKey);
  if (parsed.type === 'null') return { truth: judgeNull(condition, values), open: [key] };
  if (values === undefined) return { truth: 'open', open: [key] };
  if (values === null) return { truth: absentTruth(parsed), open: [] };
  const texts = fillValues(condition, lookup);
  const truth = judgeValues(parsed, texts, values);
  return { truth, open: truth === 'open' ? openKeys(texts, key) : [] };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
function judgeNull({ values }: CompiledCondition, present: string[] | null | undefined): Truth {
  if (present === undefined) return 'open';
  if (values.some((value) => value.includes(unknownPart))) return 'unknown';
  const wanted = present === null ? 'true' : 'false';
  return values.some((value) => value.toLowerCase() === wanted) ? 'yes' : 'no';
}

/**
 * A key that is not in the request: negated operators and ForAllValues hold, others do not, IfExists always holds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function absentTruth({ ifExists, qualifier, negated }: ParsedOperator): Truth {
  if (ifExists || qualifier === 'ForAllValues') return 'yes';
  if (qualifier === 'ForAnyValue') return 'no';
  return negated ? 'yes' : 'no';
}

/** A value with its variables filled in, and those that are not known. */
interface FilledValue {
  text: string;
  open: string[];
}

function fillValues({ values, variable }: CompiledCondition, lookup: Lookup): FilledValue[] {
  if (!variable) return values.map((text) => ({ text, open: [] }));
  return values.flatMap((value) => {
    const filled = fillVariables(value, lookup);
    if (!filled) return [];
    return { text: filled.text, open: value.includes(unknownPart) ? [] : filled.open };
  });
}

function openKeys(texts: FilledValue[], key: string): string[] {
  const keys = new Set(texts.flatMap(({ open }) => open));
  return keys.size > 0 ? [...keys] : [key];
}

function judgeValues(parsed: ParsedOperator, texts: FilledValue[], values: string[]): Truth {
  const each = values.map((value) => {
    const any = anyOf(texts.map((text) => truthOf(parsed.fit(text.text, value), text.open.length > 0)));
    return parsed.negated ? not(any) : any;
  });
  // Without a qualifier, many values: a negated operator must hold for each, another for one.
  if (parsed.qualifier === 'ForAllValues' || (!parsed.qualifier && parsed.negated)) return allOf(each);
  return anyOf(each);
}

function truthOf(fit: Fit, isOpen: boolean): Truth {
  switch (fit) {
    case 'all':
      return 'yes';
    case 'none':
      return 'no';
    case 'some':
      return 'open';
    case 'unknown':
      return isOpen ? 'open' : 'unknown';
  }
}

export function not(truth: Truth): Truth {
  if (truth === 'yes') return 'no';
  return truth === 'no' ? 'yes' : truth;
}

export function anyOf(truths: Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  if (truths.includes('unknown')) return 'unknown';
  return truths.includes('open') ? 'open' : 'no';
}

export function allOf(truths: Truth[]): Truth {
  return not(anyOf(truths.map(not)));
}
