import { type Ends, type Format, hasBytes, type Recognition } from '../format.ts';

const [proto, stop, frame] = [0x80, 0x2e, 0x95];
// Protocols 0 and 1 have no signature: what their first opcodes look like. https://docs.python.org/3/library/pickletools.html
const textOpcodes =
  /^[(\]}]*(?:c[\w.]+\n[\w.]+\n|[(\]}](?:d|l|t|[IFSVUX])|[IFLSV][^\n]{0,200}\n|\(i[\w.]+\n)/;

function recognise({ head, tail, sizeBytes }: Ends): Recognition {
  const version = head[1] ?? 0;
  if (head[0] === proto && version >= 2 && version <= 5) {
    const framed = version >= 4 && head[2] === frame && hasBytes(head, 8, [0, 0, 0]);
    return framed ? 'certain' : 'likely';
  }
  const text = Buffer.from(head).toString('latin1');
  return sizeBytes > 2 && tail.at(-1) === stop && textOpcodes.test(text) ? 'likely' : undefined;
}

export const pickle: Format = {
  name: 'pickle',
  title: 'a Python pickle, which can run any code when it is loaded',
  recognise,
  advice:
    'Export the model as ONNX: skl2onnx.to_onnx(model, X[:1]) for scikit-learn, torch.onnx.export(model, args, "model.onnx") for PyTorch.',
};
