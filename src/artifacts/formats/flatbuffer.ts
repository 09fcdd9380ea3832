import { type Format, hasBytes } from '../format.ts';

// File identifiers of TensorFlow Lite and of ONNX Runtime's own format.
const identifiers = ['TFL3', 'ORTM'];

export const flatbuffer: Format = {
  name: 'flatbuffer',
  title: 'a TensorFlow Lite or ORT-format model',
  recognise: ({ head }) =>
    identifiers.some((identifier) => hasBytes(head, 4, identifier)) ? 'certain' : undefined,
  advice:
    'Give the ONNX model that it was made from, or export one: python -m tf2onnx.convert --tflite FILE.',
};
