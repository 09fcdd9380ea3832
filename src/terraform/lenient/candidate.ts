import type { Issue } from '../../base/issue.ts';
import { placeIn, type SourceFile } from '../source/source-file.ts';
import type { TextEdit } from '../source/text.ts';
import { blanked } from '../source/text.ts';
import type { Edit } from '../source/types.ts';
import { editOf } from './files.ts';

export type RepairCode =
  | 'assumed-variable'
  | 'assumed-argument'
  | 'assumed-reference'
  | 'assumed-value'
  | 'left-out-argument'
  | 'left-out-block'
  | 'left-out-module'
  | 'left-out-file'
  | 'old-syntax';

/** One way to get rid of one problem. */
export interface Candidate {
  edits: Edit[];
  /** A file to leave out. */
  without?: string;
  variables?: Record<string, unknown>;
  /** What is done, without the reason: with code and place it tells one repair from another. */
  what: string;
  code: RepairCode;
  place?: Issue['place'];
}

export function candidate(file: SourceFile, code: RepairCode, what: string, edits: TextEdit[]): Candidate {
  const { line, column } = placeIn(file, { start: edits[0]?.start ?? 0, end: edits[0]?.end ?? 0 });
  return {
    edits: edits.map(({ start, end, text }) => editOf(file, start, end, text)),
    what,
    code,
    place: { file: file.path, line, column },
  };
}

/** Takes a stretch of a file out and keeps its lines. */
export function leftOut(
  file: SourceFile,
  code: RepairCode,
  what: string,
  { start, end }: { start: number; end: number },
): Candidate {
  return candidate(file, code, what, [{ start, end, text: blanked(file.text.slice(start, end)) }]);
}

export function fileLeftOut(file: SourceFile): Candidate {
  return {
    edits: [],
    without: file.path,
    what: 'the whole file is left out',
    code: 'left-out-file',
    place: { file: file.path, line: 1, column: 1 },
  };
}

export function noteOf({ what, code, place }: Candidate, reason: string): Issue {
  return { code, message: `${what}: ${reason}`, ...(place && { place }) };
}

/** Whether a note tells of a candidate. */
export function isNoteOf(note: Issue, { what, code, place }: Candidate): boolean {
  const samePlace =
    note.place?.file === place?.file &&
    note.place?.line === place?.line &&
    note.place?.column === place?.column;
  return samePlace && note.code === code && note.message.startsWith(`${what}: `);
}
