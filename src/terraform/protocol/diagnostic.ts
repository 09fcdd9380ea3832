import type { Message } from './messages.ts';

/** Names of attributes, keys of maps, and numbers of elements, from the block down. */
export type AttributePath = (string | number)[];

const error = 1;

/** An error as a `Diagnostic` message. */
export function errorMessage(summary: string, detail: string, path?: AttributePath): Message {
  return { severity: error, summary, detail, ...(path && { attribute: { steps: path.map(step) } }) };
}

function step(part: string | number): Message {
  return typeof part === 'number' ? { elementKeyInt: part } : { attributeName: part };
}
