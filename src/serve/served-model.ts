import type { Digest } from '../base/digest.ts';
import { type LoadOptions, loadOnnxModel } from '../inference/onnx-model.ts';
import type { Tensor, TensorSpec } from '../inference/tensor.ts';

/** Which version of which model something is. */
export interface ModelIdentity {
  name: string;
  /** As it stands in the path of a request: `3`. */
  version: string;
  digest: Digest;
}

/** A verified model that is loaded and can be asked. */
export interface ServedModel extends ModelIdentity {
  /** The protocol's name for ONNX models. */
  platform: 'onnx_onnxv1';
  inputs: TensorSpec[];
  outputs: TensorSpec[];
  /** Tensors by the names and types of `inputs`; answers in the order of `outputs`. Rejects after `close`. */
  predict(inputs: Tensor[]): Promise<Tensor[]>;
  /** Waits for the predictions that are under way, then frees the memory. May be called more than once. */
  close(): Promise<void>;
}

/**
 * Loads the bytes of a model that was verified before: nothing here looks at evidence.
 * @throws ToolError when ONNX Runtime is not installed
 * @throws VerificationError `step-failed` when ONNX Runtime refuses the model
 */
export async function loadServedModel(
  bytes: Uint8Array,
  { name, version, digest }: ModelIdentity,
  options: LoadOptions = {},
): Promise<ServedModel> {
  const loaded = await loadOnnxModel(bytes, `${name}@${version}`, options);
  // A session must not be released while it runs, so those that run are waited for.
  let running = 0;
  const idle = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;
  const drain = async () => {
    if (running > 0) await idle.promise;
    await loaded.close();
  };
  return {
    name,
    version,
    digest,
    platform: 'onnx_onnxv1',
    inputs: loaded.inputs,
    outputs: loaded.outputs,
    async predict(inputs) {
      if (closing) throw new Error(`${name}@${version} was closed`);
      running += 1;
      try {
        return await loaded.predict(inputs);
      } finally {
        running -= 1;
        if (running === 0 && closing) idle.resolve();
      }
    },
    close() {
      closing ??= drain();
      return closing;
    },
  };
}
