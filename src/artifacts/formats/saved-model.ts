import { type Format, hasBytes } from '../format.ts';

export const savedModel: Format = {
  name: 'saved-model',
  title: 'a TensorFlow SavedModel',
  // Schema version 1, then a long graph. An ONNX model that begins so has IR version 1, which is not admitted either.
  recognise: ({ head }) =>
    hasBytes(head, 0, [0x08, 0x01, 0x12]) && (head[3] ?? 0) >= 0x80 ? 'likely' : undefined,
  advice: 'Export the model as ONNX: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx.',
};
