import type { Datatype, Tensor, TensorSpec } from '../../inference/tensor.ts';
import { HttpError, quoted } from '../http/http-error.ts';
import type { ServerLimits } from '../options.ts';

type InputLimits = Pick<ServerLimits, 'batch' | 'textBytes'>;

/**
 * Judges a request's tensors by what the model takes: each input once, of its type and shape, within the limits.
 * @throws HttpError `input` or `too-large`
 */
export function checkInputs(tensors: Tensor[], specs: TensorSpec[], limits: InputLimits): void {
  const wanted = specs.map(({ name }) => name);
  for (const { name } of tensors) {
    if (!wanted.includes(name)) {
      throw new HttpError('input', `there is no input ${quoted(name)}; inputs are: ${wanted.join(', ')}`);
    }
  }
  for (const spec of specs) {
    const given = tensors.filter(({ name }) => name === spec.name);
    const [tensor] = given;
    if (!tensor) throw new HttpError('input', `the input ${spec.name} is missing`);
    if (given.length > 1)
      throw new HttpError('input', `the input ${spec.name} is given ${given.length} times`);
    checkType(tensor, spec);
    checkShape(tensor, spec, limits.batch);
    checkValues(tensor, limits.textBytes);
  }
}

function checkType({ name, datatype }: Tensor, spec: TensorSpec): void {
  if (datatype === spec.datatype) return;
  throw new HttpError('input', `the input ${name} is ${datatype}; the model takes ${spec.datatype}`);
}

function checkShape({ name, shape, data }: Tensor, spec: TensorSpec, batch: number): void {
  const fits =
    shape.length === spec.shape.length && shape.every((size, at) => fitsSize(size, spec.shape[at]));
  if (!fits) {
    throw new HttpError(
      'input',
      `the input ${name} has the shape [${shape}]; the model takes [${spec.shape}], where -1 is any size from 1`,
    );
  }
  // The product may be inexact when it is huge, but then it is not the length of any list.
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) {
    throw new HttpError(
      'input',
      `the input ${name} has ${data.length} values; its shape [${shape}] needs ${count}`,
    );
  }
  if (spec.shape[0] === -1 && (shape[0] ?? 0) > batch) {
    throw new HttpError(
      'too-large',
      `the input ${name} has ${shape[0]} rows; at most ${batch} are taken at once`,
    );
  }
}

function fitsSize(size: number, wanted: number | undefined): boolean {
  return Number.isSafeInteger(size) && size >= 1 && (wanted === -1 || size === wanted);
}

function checkValues({ name, datatype, data }: Tensor, textBytes: number): void {
  if (datatype === 'BYTES') for (const text of data) checkText(name, String(text), textBytes);
  if (!datatype.startsWith('FP')) return;
  if (data.every((value) => isHeld(Number(value), datatype))) return;
  throw new HttpError('input', `the input ${name} has a number that ${datatype} cannot hold`);
}

function isHeld(value: number, datatype: Datatype): boolean {
  return Number.isFinite(datatype === 'FP32' ? Math.fround(value) : value);
}

/**
 * ONNX Runtime's binding takes text as C strings: it would judge only what stands before a NUL, and replace lone
 * surrogates. Neither is the text that was sent, so both are refused.
 */
function checkText(name: string, text: string, textBytes: number): void {
  if (text.length > textBytes || Buffer.byteLength(text) > textBytes) {
    throw new HttpError('too-large', `the input ${name} has a text of more than ${textBytes} bytes`);
  }
  if (text.includes('\0')) throw new HttpError('input', `the input ${name} has a NUL character in its text`);
  if (!text.isWellFormed())
    throw new HttpError('input', `the input ${name} has text that is not valid Unicode`);
}
