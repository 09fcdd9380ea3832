import type { Command } from 'commander';
import { type Digest, isDigest } from '../base/digest.ts';
import { InputError } from '../base/errors.ts';
import type { Terminal } from './terminal.ts';

/**
 * One command: a file in a folder of `commands/` that exports `command`. The file's name is its path: `audit-verify.ts` is
 * `holdfast audit verify`.
 */
export interface CommandFile {
  summary: string;
  /** Shown by `--help`; each is a whole command line. */
  examples: string[];
  /** What `--format` takes; absent: text and json. */
  formats?: readonly string[];
  /** Arguments and options, on top of `--format` and `--help`. */
  configure(command: Command): void;
  /** Returns the exit code. Loads what it uses when it runs, so that others start fast. */
  run(terminal: Terminal, args: string[], options: Options): Promise<number>;
}

export interface Options {
  /** One of the command's formats. */
  format: string;
  [name: string]: unknown;
}

/** docs and DESIGN: what an exit code means. */
export const exitCodes = {
  holds: 0,
  doesNotHold: 1,
  wrongInput: 2,
  outsideFailed: 3,
  bug: 70,
  interrupted: 130,
} as const;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** JSON on standard output, with the version that its readers rely on. */
export function writeJson(terminal: Terminal, value: Record<string, unknown>): void {
  terminal.out(`${JSON.stringify({ schemaVersion: 1, ...value }, null, 2)}\n`);
}

/** The digest of a plan, as `--digest` names it. @throws InputError for what is no digest */
export function mustBeDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new InputError({
    code: 'not-a-digest',
    message: `--digest ${text.slice(0, 80)} is no digest`,
    fix: 'give sha256: and 64 hexadecimal digits, as `holdfast compare` printed it',
  });
}
