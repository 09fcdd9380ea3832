import { type Format, hasBytes } from '../format.ts';

const signatures = ['7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07'];

export const archive: Format = {
  name: 'archive',
  title: 'a 7z or RAR archive',
  recognise: ({ head }) =>
    signatures.some((signature) => hasBytes(head, 0, signature)) ? 'certain' : undefined,
  advice: 'Leave the files unpacked in the model folder.',
};
