import { InferenceSession } from 'onnxruntime-node';

const quiet = { logSeverityLevel: 4, intraOpNumThreads: 1, interOpNumThreads: 1 } as const;

/** What ONNX Runtime says against a model, as bytes or as a path; undefined when it loads. */
export async function runtimeObjection(model: Uint8Array | string): Promise<string | undefined> {
  try {
    const options = { ...quiet, graphOptimizationLevel: 'disabled' } as const;
    const session = await (typeof model === 'string'
      ? InferenceSession.create(model, options)
      : InferenceSession.create(model, options));
    await session.release();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
