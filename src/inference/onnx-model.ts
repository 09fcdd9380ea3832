import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { ToolError, VerificationError } from '../base/errors.ts';
import type { Datatype, Tensor, TensorSpec } from './tensor.ts';

/** A model that is loaded and can be asked. */
export interface LoadedModel {
  inputs: TensorSpec[];
  outputs: TensorSpec[];
  /** Tensors by the names and types of `inputs`; answers in the order of `outputs`. */
  predict(inputs: Tensor[]): Promise<Tensor[]>;
  close(): Promise<void>;
}

export interface LoadOptions {
  /** Threads of one prediction. */
  threads?: number;
}

/** ONNX Runtime's names of types, by the protocol's. */
const ortTypes: Record<Datatype, OrtTensor.Type> = {
  BOOL: 'bool',
  INT8: 'int8',
  INT16: 'int16',
  INT32: 'int32',
  INT64: 'int64',
  UINT8: 'uint8',
  UINT16: 'uint16',
  UINT32: 'uint32',
  UINT64: 'uint64',
  FP32: 'float32',
  FP64: 'float64',
  BYTES: 'string',
};
const datatypeOf = new Map(Object.entries(ortTypes).map(([ours, theirs]) => [theirs, ours as Datatype]));

/**
 * Loaded on use: it is the heaviest thing here, and most commands need no model. Its telemetry is switched off before
 * it is loaded, which is when it looks: nothing here reports to anybody.
 */
async function runtime(): Promise<typeof import('onnxruntime-node')> {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new ToolError(
      'ONNX Runtime is not installed for this machine: run `npm install onnxruntime-node`',
      { cause: error },
    );
  }
}

/**
 * Loads a model from its bytes. Only the CPU provider, no custom operators, nothing from files.
 * @throws VerificationError `step-failed` when ONNX Runtime refuses it
 */
export async function loadOnnxModel(
  bytes: Uint8Array,
  subject: string,
  options: LoadOptions = {},
): Promise<LoadedModel> {
  const ort = await runtime();
  let session: InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: options.threads ?? 1,
      interOpNumThreads: 1,
      // Errors come back as errors; the runtime's own printing of them would show requests.
      logSeverityLevel: 4,
    });
  } catch (error) {
    throw new VerificationError(
      'step-failed',
      subject,
      `ONNX Runtime cannot load it: ${String((error as Error).message).slice(0, 500)}`,
    );
  }
  const inputs = session.inputMetadata.map((value) => specOf(value, subject));
  const outputs = session.outputMetadata.map((value) => specOf(value, subject));
  return {
    inputs,
    outputs,
    async predict(tensors) {
      const feeds = Object.fromEntries(tensors.map((tensor) => [tensor.name, toOrt(ort, tensor)]));
      const results = await session.run(feeds);
      return outputs.map((spec) => fromOrt(spec, results[spec.name]));
    },
    close: () => session.release(),
  };
}

function specOf(value: InferenceSession.ValueMetadata, subject: string): TensorSpec {
  const datatype = value.isTensor ? datatypeOf.get(value.type) : undefined;
  if (!value.isTensor || !datatype) {
    throw new VerificationError(
      'step-failed',
      subject,
      `${value.name} is of a type that cannot be sent over the protocol`,
    );
  }
  // A dimension with a name, or none, may have any length.
  return {
    name: value.name,
    datatype,
    shape: value.shape.map((length) => (typeof length === 'number' && length >= 0 ? length : -1)),
  };
}

function toOrt(ort: typeof import('onnxruntime-node'), { datatype, data, shape }: Tensor): OrtTensor {
  const { Tensor: Class } = ort;
  if (datatype === 'BYTES') return new Class('string', data as string[], shape);
  if (datatype === 'BOOL') return new Class('bool', Uint8Array.from(data, Number), shape);
  if (datatype === 'INT64') return new Class('int64', BigInt64Array.from(data as bigint[]), shape);
  if (datatype === 'UINT64') return new Class('uint64', BigUint64Array.from(data as bigint[]), shape);
  return new Class(ortTypes[datatype] as 'float32', data as number[], shape);
}

function fromOrt({ name, datatype }: TensorSpec, result: OrtTensor | undefined): Tensor {
  if (!result) throw new ToolError(`ONNX Runtime gave no output ${name}`);
  const values = [...(result.data as Iterable<string | number | bigint>)];
  return {
    name,
    datatype,
    shape: [...result.dims],
    data: datatype === 'BOOL' ? values.map(Boolean) : values,
  };
}

/** @throws ToolError when it is not installed for this machine */
export async function onnxRuntimeVersion(): Promise<string> {
  const { env } = await runtime();
  return env.versions.node ?? 'of unknown version';
}
