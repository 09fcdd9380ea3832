import type { Terminal } from '../terminal.ts';

/** A terminal that keeps what is written to it. */
export function recordingTerminal(cwd: string, environment: Record<string, string> = {}) {
  const text = { out: '', err: '' };
  const terminal: Terminal = {
    out(part) {
      text.out += part;
    },
    err(part) {
      text.err += part;
    },
    interactive: false,
    colour: false,
    environment,
    cwd,
    signal: new AbortController().signal,
  };
  return { terminal, text };
}
