import { type Format, hasBytes } from '../format.ts';

export const npy: Format = {
  name: 'npy',
  title: 'a NumPy array',
  recognise: ({ head }) => (hasBytes(head, 0, '\x93NUMPY') ? 'certain' : undefined),
  advice: 'Put the array into the ONNX model as an initializer: onnx.numpy_helper.from_array(array, name).',
};
