import type { ScanLimits } from './limits.ts';
import type { Finding } from './report.ts';
import type { Source } from './source.ts';

/** The ends of a file: enough to recognise every format that we know. */
export interface Ends {
  sizeBytes: number;
  /** The first 4 KiB. */
  head: Uint8Array;
  /** The last 66 KiB: a zip archive is found from its end. */
  tail: Uint8Array;
}

/** `certain`: a signature of four bytes or more that chance does not make. `likely`: it looks like one. */
export type Recognition = 'certain' | 'likely' | undefined;

/** A part of another file that a model takes as its own. */
export interface ExternalRange {
  /** Relative to the scanned folder, with `/`; known to stay inside it, not yet known to exist. */
  path: string;
  offsetBytes: number;
  sizeBytes: number;
  /** The tensor that it belongs to, for messages. */
  where: string;
}

export interface Analysis {
  findings: Finding[];
  /** False when the bytes are not of this format, or damaged: then the file may well be of another one. */
  wellFormed: boolean;
  external: ExternalRange[];
}

export interface AnalysisContext {
  /** Of the file, relative to the scanned folder, with `/`. */
  path: string;
  limits: ScanLimits;
  /** Milliseconds as `performance.now()` counts them. */
  deadlineMs: number;
}

/**
 * One format, one file in `formats/`. A format without `analyse` is recognised so that the refusal can say what the
 * file is and what would be admitted instead; one with it is judged by its content.
 */
export interface Format {
  name: string;
  /** For messages: `a Python pickle`. */
  title: string;
  recognise(ends: Ends): Recognition;
  /** Files that are never admitted beside a model; everything else without `analyse` is `format-not-admitted`. */
  dangerous?: true;
  /** What to do instead, where the format is refused. */
  advice?: string;
  /** Reads without executing. May throw; the scan reports that as `scanner-failed`. */
  analyse?(source: Source, context: AnalysisContext): Analysis;
}

/** Whether `bytes` has exactly these at `offset`; text is compared as Latin-1. */
export function hasBytes(bytes: Uint8Array, offset: number, expected: string | readonly number[]): boolean {
  const wanted = typeof expected === 'string' ? Buffer.from(expected, 'latin1') : expected;
  for (const [index, byte] of wanted.entries()) if (bytes[offset + index] !== byte) return false;
  return true;
}
