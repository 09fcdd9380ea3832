import type { Ends, Format, Recognition } from '../format.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function recognise({ head, sizeBytes }: Ends): Recognition {
  if (sizeBytes === 0) return undefined;
  try {
    const text = utf8.decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text.
    return /[\x00-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : 'likely';
  } catch {
    return undefined;
  } finally {
    utf8.decode();
  }
}

export const text: Format = {
  name: 'text',
  title: 'a text file',
  recognise,
  advice: 'Keep notes and labels beside the model folder, or in metadata_props of the ONNX model.',
};
