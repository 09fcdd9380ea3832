import type { Ends, Format, Recognition } from '../format.ts';

// https://github.com/huggingface/safetensors#format
const maxHeaderBytes = 100_000_000;

function recognise({ head, sizeBytes }: Ends): Recognition {
  // A list of integers may begin so by chance, but not with a key or a space as the next byte.
  if (!/^\{[\s"}]/.test(Buffer.from(head.subarray(8, 10)).toString('latin1'))) return undefined;
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
