import type { InputRow, TensorSpec } from '../../inference/tensor.ts';
import { readJson, readText } from '../body/json-body.ts';
import { HttpError } from '../http/http-error.ts';

export const rowTypes = ['application/json', 'application/jsonlines', 'text/csv', 'text/plain'] as const;
export type RowType = (typeof rowTypes)[number];

const forms = '{"instances": [...]}, {"inputs": ...}, or one object with the inputs by name';

/**
 * The rows that a body of `/invocations` holds:
 * - `application/json`: `{"instances": [row, ...]}`; `{"inputs": value}`, `{"inputs": [value, ...]}` or
 *   `{"inputs": {"name": [value, ...]}}`; or one row. A row is an object of values by the names of the inputs, or for a
 *   model with one input its value alone.
 * - `application/jsonlines`: a row on each line.
 * - `text/csv`: numbers, a row on each line, without a header, in the order of the inputs.
 * - `text/plain`: one text, for a model whose only input is text.
 * Whether the values fit the model is judged later.
 * @throws HttpError `body` or `input`; `too-large` for more than `batch` rows
 */
export function readRows(type: RowType, body: Buffer, inputs: TensorSpec[], batch: number): InputRow[] {
  switch (type) {
    case 'application/json':
      return bounded(rowsOfJson(readJson(body), inputs, batch), batch);
    case 'application/jsonlines':
      return linesOf(readText(body), batch).map((line) => rowOf(readJson(Buffer.from(line)), inputs));
    case 'text/csv':
      return linesOf(readText(body), batch).map((line, at) => rowOfCsv(line, at, inputs));
    case 'text/plain':
      return [{ [onlyText(inputs).name]: readText(body) }];
  }
}

function bounded<T>(rows: T[], batch: number): T[] {
  if (rows.length === 0) throw new HttpError('input', 'there are no rows in the body');
  if (rows.length <= batch) return rows;
  throw new HttpError('too-large', `the body has ${rows.length} rows; at most ${batch} are taken at once`);
}

function linesOf(text: string, batch: number): string[] {
  // One more than may be, so that a body of nothing but line ends makes no long list.
  const lines = text.split('\n', batch + 2).map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > batch) throw new HttpError('too-large', `the body has more than ${batch} lines`);
  if (lines.includes('')) throw new HttpError('body', `line ${lines.indexOf('') + 1} is empty`);
  return bounded(lines, batch);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rowsOfJson(value: unknown, inputs: TensorSpec[], batch: number): InputRow[] {
  if (!isObject(value)) throw new HttpError('input', `the body must be ${forms}`);
  const [key, ...others] = Object.keys(value);
  if (others.length > 0 || (key !== 'instances' && key !== 'inputs')) return [value as InputRow];
  const content = value[key];
  if (Array.isArray(content)) return bounded(content, batch).map((row) => rowOf(row, inputs));
  if (key === 'instances') throw new HttpError('input', 'instances must be a list');
  return isObject(content) ? rowsOfColumns(content, batch) : [rowOf(content, inputs)];
}

function rowOf(value: unknown, inputs: TensorSpec[]): InputRow {
  if (isObject(value)) return value as InputRow;
  const [only, ...others] = inputs;
  if (only && others.length === 0) return { [only.name]: value } as InputRow;
  throw new HttpError('input', `a row must be an object with: ${inputs.map(({ name }) => name).join(', ')}`);
}

function rowsOfColumns(columns: Record<string, unknown>, batch: number): InputRow[] {
  const lists = Object.entries(columns).map(([name, column]) => {
    if (!Array.isArray(column))
      throw new HttpError('input', 'inputs must hold a list of values for each input');
    return [name, column] as const;
  });
  const length = lists[0]?.[1].length ?? 0;
  if (lists.some(([, column]) => column.length !== length)) {
    throw new HttpError('input', 'the lists in inputs are of different lengths');
  }
  bounded(lists[0]?.[1] ?? [], batch);
  return Array.from({ length }, (_, at) =>
    Object.fromEntries(lists.map(([name, column]) => [name, column[at]])),
  );
}

function onlyText(inputs: TensorSpec[]): TensorSpec {
  const [only, ...others] = inputs;
  if (only?.datatype === 'BYTES' && others.length === 0) return only;
  throw new HttpError('input', 'text/plain is for models whose only input is text; send application/json');
}

const csvNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

function rowOfCsv(line: string, at: number, inputs: TensorSpec[]): InputRow {
  if (inputs.some(({ datatype }) => datatype === 'BYTES' || datatype === 'BOOL')) {
    throw new HttpError('input', 'text/csv is for models of numbers only; send application/json');
  }
  const cells = line.split(',');
  if (!cells.every((cell) => csvNumber.test(cell))) {
    throw new HttpError('body', `line ${at + 1} has something else than numbers with commas between them`);
  }
  const numbers = cells.map(Number);
  const [only, ...others] = inputs;
  if (only && others.length === 0) return { [only.name]: numbers };
  return rowOfWidths(numbers, at, inputs);
}

function rowOfWidths(numbers: number[], at: number, inputs: TensorSpec[]): InputRow {
  const widths = inputs.map(({ shape }) => shape[1] ?? 1);
  const sum = widths.reduce((total, width) => total + width, 0);
  if (widths.some((width) => width < 1) || numbers.length !== sum) {
    const needed = widths.some((width) => width < 1)
      ? 'JSON, as its inputs may be of any width'
      : `${sum} numbers`;
    throw new HttpError('input', `line ${at + 1} has ${numbers.length} numbers; this model needs ${needed}`);
  }
  let start = 0;
  return Object.fromEntries(
    inputs.map(({ name }, index) => {
      const end = start + (widths[index] ?? 1);
      const values = numbers.slice(start, end);
      start = end;
      return [name, values];
    }),
  );
}
