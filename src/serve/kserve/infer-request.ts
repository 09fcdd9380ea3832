import { type Datatype, datatypes, type Tensor, type TensorSpec } from '../../inference/tensor.ts';
import { elementOf } from '../body/element.ts';
import { HttpError, quoted } from '../http/http-error.ts';

export interface InferRequest {
  id?: string;
  inputs: Tensor[];
  /** The names of the outputs that are asked for; all when it is undefined. */
  outputs?: string[];
}

/** Far more than models have; bounds the work on hostile requests. */
const maxTensors = 100;
const maxDimensions = 8;
const maxIdLength = 256;

type Fields = Record<string, unknown>;

/**
 * Reads the inference request object. Whether it fits a model is judged later.
 * @throws HttpError `input`
 */
export function readInferRequest(value: unknown): InferRequest {
  const fields = fieldsOf(value, 'the request', ['id', 'parameters', 'inputs', 'outputs']);
  checkParameters(fields.parameters, 'the request');
  const { id } = fields;
  if (id !== undefined && (typeof id !== 'string' || id.length > maxIdLength)) {
    throw new HttpError('input', `id must be a text of at most ${maxIdLength} characters`);
  }
  const inputs = listOf(fields.inputs, 'inputs').map(readInput);
  return {
    ...(id === undefined ? {} : { id }),
    inputs,
    ...(fields.outputs === undefined ? {} : { outputs: listOf(fields.outputs, 'outputs').map(readOutput) }),
  };
}

/** @throws HttpError `input` when one is not there or is asked for twice */
export function chosenOutputs(specs: TensorSpec[], names: string[] | undefined): TensorSpec[] {
  if (names === undefined || names.length === 0) return specs;
  for (const [at, name] of names.entries()) {
    if (!specs.some((spec) => spec.name === name)) {
      const known = specs.map((spec) => spec.name).join(', ');
      throw new HttpError('input', `there is no output ${quoted(name)}; outputs are: ${known}`);
    }
    if (names.indexOf(name) !== at) throw new HttpError('input', `the output ${name} is asked for twice`);
  }
  return specs.filter((spec) => names.includes(spec.name));
}

function fieldsOf(value: unknown, what: string, known: string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError('input', `${what} must be a JSON object`);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new HttpError(
      'input',
      `${what} has the unknown field ${quoted(unknown)}; fields are: ${known.join(', ')}`,
    );
  }
  // A copy without a prototype: a key that is not there is undefined, whatever it is called.
  return Object.assign(Object.create(null), value) as Fields;
}

function listOf(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new HttpError('input', `${what} must be a list of tensors`);
  if (value.length > maxTensors) throw new HttpError('input', `${what} has more than ${maxTensors} tensors`);
  return value;
}

function nameOf(fields: Fields, what: string): string {
  if (typeof fields.name === 'string') return fields.name;
  throw new HttpError('input', `${what} has no name`);
}

function readOutput(value: unknown, at: number): string {
  const what = `outputs[${at}]`;
  const fields = fieldsOf(value, what, ['name', 'parameters']);
  checkParameters(fields.parameters, what);
  return nameOf(fields, what);
}

function readInput(value: unknown, at: number): Tensor {
  const what = `inputs[${at}]`;
  const fields = fieldsOf(value, what, ['name', 'shape', 'datatype', 'parameters', 'data']);
  checkParameters(fields.parameters, what);
  const name = nameOf(fields, what);
  const datatype = datatypes.find((known) => known === fields.datatype);
  if (!datatype) throw new HttpError('input', `${what} has no datatype of: ${datatypes.join(', ')}`);
  const { shape } = fields;
  if (!isShape(shape)) {
    throw new HttpError('input', `${what} needs a shape: a list of at most ${maxDimensions} integers from 1`);
  }
  if (!Array.isArray(fields.data)) throw new HttpError('input', `${what} needs data: a list of values`);
  const data: Tensor['data'] = [];
  addElements(fields.data, { name, datatype, levels: shape.length, data });
  return { name, datatype, shape, data };
}

function isShape(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length > maxDimensions) return false;
  return value.every((size) => Number.isSafeInteger(size) && size >= 1);
}

interface Filling {
  name: string;
  datatype: Datatype;
  /** How deep lists may still be nested. */
  levels: number;
  data: Tensor['data'];
}

/** Data may be flat or nested by the shape; either way it is in row-major order. */
function addElements(values: unknown[], filling: Filling): void {
  const { name, datatype, levels, data } = filling;
  for (const value of values) {
    if (Array.isArray(value) && levels > 1) {
      addElements(value, { ...filling, levels: levels - 1 });
      continue;
    }
    const element = elementOf(value, datatype);
    if (element === undefined) {
      throw new HttpError(
        'input',
        `the input ${quoted(name)} has a value that is not ${datatype}, at ${data.length}`,
      );
    }
    data.push(element);
  }
}

/**
 * A parameter that is not understood could change what is asked, so only those pass that say what is done anyway. The
 * first two are of the binary extension, the last is what MLServer's clients send.
 */
const harmless: Record<string, unknown[]> = {
  binary_data: [false],
  binary_data_output: [false],
  content_type: ['str', 'np'],
};

function checkParameters(value: unknown, what: string): void {
  if (value === undefined) return;
  const known = Object.keys(harmless);
  for (const [key, setting] of Object.entries(
    fieldsOf(value, `parameters of ${what}`, [...known, 'binary_data_size']),
  )) {
    if (Object.hasOwn(harmless, key) && harmless[key]?.includes(setting)) continue;
    const binary = key.startsWith('binary');
    const why = binary
      ? 'the binary tensor extension is not supported: send the data as JSON'
      : 'it has no such setting';
    throw new HttpError('input', `parameters of ${what}: ${key}: ${why}`);
  }
}
