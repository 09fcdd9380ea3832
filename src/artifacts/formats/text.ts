import type { Ends, Format, Recognition } from '../format.ts';

function recognise({ head, sizeBytes }: Ends): Recognition {
  if (sizeBytes === 0) return undefined;
  try {
    // As a stream: the head may end within a character.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text.
    return /[\x00-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : 'likely';
  } catch {
    return undefined;
  }
}

export const text: Format = {
  name: 'text',
  title: 'a text file',
  recognise,
  advice: 'Keep notes and labels beside the model folder, or in metadata_props of the ONNX model.',
};
