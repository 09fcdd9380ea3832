import { type Ends, type Format, hasBytes, type Recognition } from '../format.ts';

// xz, zstd, lz4.
const signatures = ['\xfd7zXZ\x00', '\x28\xb5\x2f\xfd', '\x04\x22\x4d\x18'];
const bzip2 = /^BZh[1-9]1AY&SY/;

function recognise({ head }: Ends): Recognition {
  if (signatures.some((signature) => hasBytes(head, 0, signature))) return 'certain';
  if (bzip2.test(Buffer.from(head.subarray(0, 10)).toString('latin1'))) return 'certain';
  const [first = 0, second = 0] = head;
  // https://www.rfc-editor.org/rfc/rfc1950#section-2.2
  const zlib = first === 0x78 && (first * 256 + second) % 31 === 0;
  return zlib || hasBytes(head, 0, '\x1f\x8b\x08') ? 'likely' : undefined;
}

export const compressed: Format = {
  name: 'compressed',
  title: 'compressed data, as joblib (.pkl.gz) and R (.rds) write it',
  recognise,
  advice:
    'Leave the model uncompressed; when it is a joblib dump, export it as ONNX: skl2onnx.to_onnx(model, X[:1]).',
};
