import { type Ends, type Format, hasBytes, type Recognition } from '../format.ts';

// ELF, WebAssembly, Mach-O in both byte orders and both widths, universal Mach-O or a Java class.
const signatures = [
  '\x7fELF',
  '\x00asm',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
];

function recognise({ head }: Ends): Recognition {
  if (signatures.some((signature) => hasBytes(head, 0, signature))) return 'certain';
  if (hasBytes(head, 0, '#!')) return 'likely';
  if (!hasBytes(head, 0, 'MZ') || head.length < 64) return undefined;
  // https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#ms-dos-stub-image-only
  return hasBytes(head, Buffer.from(head).readUInt32LE(0x3c), 'PE\0\0') ? 'certain' : 'likely';
}

export const executable: Format = {
  name: 'executable',
  title: 'a program or library',
  recognise,
  dangerous: true,
  advice:
    'A model folder holds models only. Operators of your own must be composed of standard ONNX operators.',
};
