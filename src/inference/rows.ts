import type { Result } from '../base/issue.ts';
import type { Datatype, InputRow, Scalar, Tensor, TensorSpec } from './tensor.ts';

/** Whether a tensor of a type can hold a value, and the value as that type's own. */
function converted(value: Scalar, datatype: Datatype): Tensor['data'][number] | undefined {
  switch (datatype) {
    case 'BYTES':
      // ONNX Runtime's binding cuts a text at its first NUL, and half a surrogate pair is no text.
      return typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value : undefined;
    case 'BOOL':
      return typeof value === 'boolean' ? value : undefined;
    case 'FP32':
    case 'FP64':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'INT64':
    case 'UINT64':
      return Number.isSafeInteger(value) && inRange(value as number, datatype) ? BigInt(value) : undefined;
    default:
      return Number.isInteger(value) && inRange(value as number, datatype) ? value : undefined;
  }
}

function inRange(value: number, datatype: Datatype): boolean {
  if (datatype.startsWith('U')) return value >= 0 && value < 2 ** Number(datatype.slice(4));
  const half = 2 ** (Number(datatype.slice(3)) - 1);
  return value >= -half && value < half;
}

/**
 * Examples as one batch: for each input of a model a tensor whose first dimension is the number of examples.
 * @returns issues that name the example and the input, when one is missing, unknown or of the wrong type
 */
export function rowsToTensors(rows: InputRow[], specs: TensorSpec[]): Result<Tensor[]> {
  const issues: Result<Tensor[]>['issues'] = [];
  const say = (message: string, fix: string) => issues.push({ code: 'input-invalid', message, fix });
  const names = specs.map(({ name }) => name);
  for (const [index, row] of rows.entries()) {
    const extra = Object.keys(row).filter((name) => !names.includes(name));
    if (extra.length > 0)
      say(`example ${index} has the unknown input ${extra[0]}`, `inputs are: ${names.join(', ')}`);
  }
  const tensors = specs.map((spec) => columnOf(rows, spec, say));
  return issues.length > 0 ? { issues } : { value: tensors, issues };
}

function columnOf(rows: InputRow[], spec: TensorSpec, say: (message: string, fix: string) => void): Tensor {
  const { name, datatype } = spec;
  const vector = spec.shape.length > 1;
  const width = vector ? widthOf(rows, spec) : 1;
  const data: Tensor['data'] = [];
  for (const [index, row] of rows.entries()) {
    const values = valuesOf(row, name).map((value) => converted(value, datatype));
    const good = values.filter((value) => value !== undefined);
    if (good.length === width && values.length === width) data.push(...good);
    else {
      const wanted = width === 1 ? 'one value' : `${width} values`;
      say(
        `example ${index}: the input ${name} is ${describe(row[name])}`,
        `give ${wanted} of type ${datatype}`,
      );
    }
  }
  return { name, datatype, shape: vector ? [rows.length, width] : [rows.length], data };
}

function valuesOf(row: InputRow, name: string): Scalar[] {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The model's own width, or that of the first example where the model takes any. */
function widthOf(rows: InputRow[], { name, shape }: TensorSpec): number {
  const fixed = shape[1] ?? 1;
  const first = rows[0]?.[name];
  return fixed >= 0 ? fixed : Array.isArray(first) ? first.length : 1;
}

function describe(value: InputRow[string] | undefined): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string' && value.includes('\0')) return 'a string with a NUL character';
  if (typeof value === 'string' && !value.isWellFormed()) return 'a string that is not valid Unicode';
  return Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
}
