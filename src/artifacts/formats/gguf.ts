import { type Format, hasBytes } from '../format.ts';

const signatures = ['GGUF', 'lmgg', 'tjgg', 'fmgg'];

export const gguf: Format = {
  name: 'gguf',
  title: 'a GGUF or GGML model',
  recognise: ({ head }) =>
    signatures.some((signature) => hasBytes(head, 0, signature)) ? 'certain' : undefined,
  advice: 'Export the original model as ONNX: optimum-cli export onnx --model NAME FOLDER.',
};
