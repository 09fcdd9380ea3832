import { isObject, type ObjectValue, type Value } from '../../protocol/value.ts';
import { asNumber, asText, EvaluationError } from '../values.ts';

// Arguments as functions need them; what is of another type Terraform refuses.

export function text(value: Value | undefined): string {
  const found = asText(value);
  if (found === undefined) throw new EvaluationError('a text is needed');
  return found;
}

export function number(value: Value | undefined): number {
  const found = asNumber(value);
  if (found === undefined) throw new EvaluationError('a number is needed');
  return found;
}

export function list(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new EvaluationError('a list is needed');
}

export function object(value: Value | undefined): ObjectValue {
  if (isObject(value)) return value;
  throw new EvaluationError('a map or an object is needed');
}
