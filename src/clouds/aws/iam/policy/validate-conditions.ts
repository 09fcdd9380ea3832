import { isService, serviceOf } from '../catalogue/services.ts';
import { parseRange } from '../conditions/addresses.ts';
import { dateOf, type ParsedOperator, parseOperator } from '../conditions/operators.ts';
import { hasVariables } from '../match/variables.ts';
import { unknownPart } from '../types.ts';
import type { Condition, Report, Statement } from './statement.ts';

export function validateConditions({ conditions }: Statement, report: Report): void {
  for (const condition of conditions) {
    const { operator, key } = condition;
    if (operator.includes(unknownPart) || key.includes(unknownPart)) continue;
    const path = `.Condition.${operator}`;
    const parsed = parseOperator(operator);
    if (!parsed) {
      report('error', 'operator-unknown', path, `There is no condition operator ${operator}`);
      continue;
    }
    validateKey(key, `${path}.${key}`, report);
    validateValues(condition, parsed, `${path}.${key}`, report);
  }
}

function validateKey(key: string, path: string, report: Report): void {
  const colon = key.indexOf(':');
  if (colon < 1) {
    report('error', 'condition-key-malformed', path, `${key} is not of the form service:Key`);
    return;
  }
  const prefix = key.slice(0, colon).toLowerCase();
  if (prefix === 'aws' || !isService(prefix)) return;
  const keys = [...(serviceOf(prefix)?.keys.keys() ?? [])].map((known) => known.toLowerCase());
  const isKnown = keys.some((known) => {
    const at = known.search(/\$\{|</);
    return at < 0 ? known === key.toLowerCase() : key.toLowerCase().startsWith(known.slice(0, at));
  });
  if (!isKnown && keys.length > 0 && !/:resourcetag\//i.test(key)) {
    report('warning', 'condition-key-unknown', path, `AWS documents no condition key ${key}`);
  }
}

function validateValues(
  { values, key }: Condition,
  parsed: ParsedOperator,
  path: string,
  report: Report,
): void {
  for (const value of values) {
    if (value.includes(unknownPart) || hasVariables(value)) continue;
    const expected = expectedOf(parsed, value);
    if (expected)
      report('error', 'condition-value-invalid', path, `${value}: ${key} is compared with ${expected}`);
  }
}

/** What the operator wants, when the value is not that. */
function expectedOf({ type }: ParsedOperator, value: string): string | undefined {
  switch (type) {
    case 'bool':
    case 'null':
      return /^(true|false)$/i.test(value) ? undefined : 'true or false';
    case 'number':
      return value.trim() !== '' && !Number.isNaN(Number(value)) ? undefined : 'a number';
    case 'date':
      return Number.isNaN(dateOf(value)) ? 'a date such as 2026-01-31T00:00:00Z' : undefined;
    case 'address':
      return parseRange(value) ? undefined : 'an address or a range such as 10.0.0.0/8';
    case 'arn':
      return value === '*' || value.startsWith('arn:') || value.startsWith('*') ? undefined : 'an ARN';
    case 'string':
    case 'binary':
      return undefined;
  }
}
