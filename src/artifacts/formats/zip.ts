import { type Ends, type Format, hasBytes, type Recognition } from '../format.ts';

const endRecord = 'PK\x05\x06';
const endRecordBytes = 22;

/** From its end, as readers find it: an archive may have anything before it. */
function endsAsZip(tail: Uint8Array): boolean {
  const view = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength);
  let at = view.lastIndexOf(endRecord, undefined, 'latin1');
  while (at !== -1) {
    // The length of the comment, which ends the file. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
    if (
      at + endRecordBytes <= view.length &&
      at + endRecordBytes + view.readUInt16LE(at + 20) === view.length
    )
      return true;
    at = at === 0 ? -1 : view.lastIndexOf(endRecord, at - 1, 'latin1');
  }
  return false;
}

function recognise({ head, tail }: Ends): Recognition {
  return hasBytes(head, 0, 'PK\x03\x04') || endsAsZip(tail) ? 'certain' : undefined;
}

export const zip: Format = {
  name: 'zip',
  title: 'a zip archive, as PyTorch (.pt), NumPy (.npz) and Keras (.keras) write them',
  recognise,
  advice:
    'Export the model as ONNX: torch.onnx.export(model, args, "model.onnx") for PyTorch, model.export("model.onnx", format="onnx") for Keras.',
};
