import type { FindingCode } from '../finding-codes.ts';
import type { AnalysisContext, ExternalRange } from '../format.ts';
import { type Finding, finding } from '../report.ts';
import type { Source } from '../source.ts';
import type { Message } from './message.ts';
import { canonicalDomain } from './operators.ts';

/** What all checks of one model share. */
export class ModelContext {
  readonly source: Source;
  readonly file: AnalysisContext;
  readonly findings: Finding[] = [];
  readonly external: ExternalRange[] = [];
  /** Local functions by `functionKey`. */
  readonly functions = new Map<string, Message>();
  #dropped = 0;

  constructor(source: Source, file: AnalysisContext) {
    this.source = source;
    this.file = file;
  }

  add(code: FindingCode, message: string, at: Message, where: string): void {
    if (this.findings.length < this.file.limits.findingsPerFile)
      this.findings.push(finding(code, message, { offset: at.offset, where }));
    else this.#dropped += 1;
  }

  /** The findings, and how many more there were. */
  close(): Finding[] {
    if (this.#dropped === 0) return this.findings;
    return [...this.findings, finding('limit-exceeded', `${this.#dropped} further findings are not listed`)];
  }
}

/** The version of each imported operator set, by canonical domain. */
export type Opsets = ReadonlyMap<string, number>;

/** Identifies a local function, and the calls of it. */
export function functionKey(message: Message, nameField: 'name' | 'op_type'): string {
  const parts = [canonicalDomain(message.text('domain')), message.text(nameField), message.text('overload')];
  return JSON.stringify(parts);
}
