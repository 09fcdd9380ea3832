import { type Known, known, unknown } from '../../base/known.ts';
import type { Job, Text, Variable } from '../types.ts';

const reference = /\$\{\{\s*(inputs|matrix)\.([\w.-]+)\s*\}\}/;
const variantsMax = 256;

/**
 * What a text of a job may come to, where it holds no expressions but inputs that the caller gives as plain text and
 * values of the matrix.
 * @param given by the one call that is followed; undefined where there is none
 */
export function textsOf({ value }: Text, job: Job, given: readonly Variable[] | undefined): Known<string>[] {
  const found = variantsOf(value, job, given).slice(0, variantsMax);
  return found.map((text) =>
    text.includes('${{') ? unknown(`${value.slice(0, 100)} is not known before the run`) : known(text),
  );
}

function variantsOf(text: string, job: Job, given: readonly Variable[] | undefined): string[] {
  const [whole, context, name] = reference.exec(text) ?? [];
  if (whole === undefined || name === undefined) return [text];
  const isMatrix = context === 'matrix';
  // A matrix that is an expression may have any values.
  if (isMatrix && job.matrixExpression) return [text];
  const values = (isMatrix ? job.matrix : (given ?? [])).filter((one) => one.name === name);
  const plain = values.filter(({ value }) => !value.value.includes('${{'));
  if (plain.length === 0 || plain.length < values.length) return [text];
  return plain.flatMap(({ value }) =>
    variantsOf(
      text.replace(whole, () => value.value),
      job,
      given,
    ),
  );
}
