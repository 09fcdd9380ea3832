/** Where a command writes, and what that place can show. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress and remarks, so that results can be piped. */
  err(text: string): void;
  /** True when `err` goes to a person who sees lines replaced. */
  interactive: boolean;
  colour: boolean;
  environment: Record<string, string | undefined>;
  cwd: string;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  signal: AbortSignal;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

/** Colour only where a person sees it: https://no-color.org/ */
export function paint(terminal: Terminal, style: keyof typeof codes, text: string): string {
  return terminal.colour ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}

/** The real terminal of this process. */
export function processTerminal(): Terminal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stop.abort(new Error(`interrupted by ${name}`)));
  }
  // Who reads only the first lines, as head does, closes the pipe: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const interactive = process.stderr.isTTY === true && process.env.CI === undefined;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    environment: process.env,
    cwd: process.cwd(),
    signal: stop.signal,
  };
}
