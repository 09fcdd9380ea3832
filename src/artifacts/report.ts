import { type FindingCode, findingCodes, type Severity, type Verdict } from './finding-codes.ts';

export interface Finding {
  code: FindingCode;
  severity: Severity;
  message: string;
  /** Byte in the file where it was seen, from 0. */
  offset?: number;
  /** Place inside the format: `graph.node[3] "Conv_3"`. */
  where?: string;
}

export interface FileReport {
  /** Relative to the scanned folder, with `/`; control characters are written as `\u{..}`. */
  path: string;
  sizeBytes: number;
  /** 64 hexadecimal digits; absent when the file was not read: a link, a device, one that is too large. */
  sha256?: string;
  /** `onnx`, `onnx-external-data`, the name of a recognised format (`pickle`, `zip`), `unknown`, or `not-a-file`. */
  format: string;
  verdict: Verdict;
  findings: Finding[];
}

export interface ScanReport {
  schemaVersion: 1;
  /** The worst of all files' and of the folder's own findings. */
  verdict: Verdict;
  /** What concerns the folder as a whole: too many files, nothing in it. */
  findings: Finding[];
  /** Sorted by path. */
  files: FileReport[];
}

const badness: Record<Verdict, number> = { clean: 0, unscannable: 1, unsafe: 2 };

/** The worst verdict: `unsafe` before `unscannable` before `clean`. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = 'clean';
  for (const verdict of verdicts) if (badness[verdict] > badness[result]) result = verdict;
  return result;
}

export function verdictOf(findings: readonly Finding[]): Verdict {
  return worst(findings.map((finding) => findingCodes[finding.code].verdict));
}

export function finding(
  code: FindingCode,
  message: string,
  place: { offset?: number; where?: string } = {},
): Finding {
  return { code, severity: findingCodes[code].severity, message, ...place };
}

/** Text from a hostile file, fit for a terminal and a log: control and direction characters escaped, cut at 100. */
export function printable(text: string): string {
  const cut = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return escapeControls(cut);
}

/** Control, format (bidirectional), private and unpaired characters and line separators as `\u{..}`. */
export function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
