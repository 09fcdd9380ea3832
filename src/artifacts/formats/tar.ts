import { type Format, hasBytes } from '../format.ts';

export const tar: Format = {
  name: 'tar',
  title: 'a tar archive',
  recognise: ({ head }) => (hasBytes(head, 257, 'ustar') ? 'certain' : undefined),
  advice: 'Leave the files unpacked in the model folder.',
};
