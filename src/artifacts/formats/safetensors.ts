import { type Ends, type Format, hasBytes, type Recognition } from '../format.ts';

// https://github.com/huggingface/safetensors#format
const maxHeaderBytes = 100_000_000;

function recognise({ head, sizeBytes }: Ends): Recognition {
  if (head.length < 10 || !hasBytes(head, 8, '{')) return undefined;
  const headerBytes = Buffer.from(head).readBigUInt64LE(0);
  return headerBytes >= 2n && headerBytes <= maxHeaderBytes && Number(headerBytes) + 8 <= sizeBytes
    ? 'certain'
    : undefined;
}

export const safetensors: Format = {
  name: 'safetensors',
  title: 'a safetensors file',
  recognise,
  advice:
    'It holds weights without a graph. Export the whole model as ONNX: torch.onnx.export(model, args, "model.onnx").',
};
