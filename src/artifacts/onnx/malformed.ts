import type { FindingCode } from '../finding-codes.ts';
import { type Finding, finding } from '../report.ts';

/** Ends the reading of a model: after it, no byte can be given a meaning that is sure. */
export class Malformed extends Error {
  override name = 'Malformed';
  readonly finding: Finding;

  constructor(code: FindingCode, message: string, offset: number, where?: string) {
    super(message);
    this.finding = finding(code, message, { offset, ...(where === undefined ? {} : { where }) });
  }
}
