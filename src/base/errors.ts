import { formatIssue, type Issue } from './issue.ts';

/** What the user gave is wrong; carries every problem found. Exit code 2. */
export class InputError extends Error {
  override name = 'InputError';
  readonly issues: Issue[];

  constructor(...issues: Issue[]) {
    super(issues.map(formatIssue).join('\n'));
    this.issues = issues;
  }
}

/** Why something is not trusted. A closed list: who handles one sees all of them. */
export const verificationCodes = [
  'approval-missing',
  'approver-is-author',
  'approver-not-entitled',
  'artifact-damaged',
  'artifact-missing',
  'checkpoint-invalid',
  'data-erased',
  'envelope-malformed',
  'evidence-missing',
  'format-not-admitted',
  'gate-failed',
  'gate-unknown',
  'isolation-insufficient',
  'key-damaged',
  'key-not-pinned',
  'log-inconsistent',
  'metadata-differs',
  'model-files-differ',
  'not-in-log',
  'not-permitted',
  'rejected',
  'scan-refused',
  'signature-invalid',
  'signer-not-allowed',
  'statement-invalid',
  'step-failed',
] as const;

export type VerificationCode = (typeof verificationCodes)[number];

/** Something did not hold: a digest, a signature, a gate, an approval. Exit code 1. */
export class VerificationError extends Error {
  override name = 'VerificationError';
  readonly code: VerificationCode;
  /** The thing that is not trusted: a path, a digest, a reference. */
  readonly subject: string;
  /** The message without the subject and the code. */
  readonly reason: string;

  constructor(code: VerificationCode, subject: string, message: string, options?: ErrorOptions) {
    super(`${subject}: ${message} (${code})`, options);
    this.code = code;
    this.subject = subject;
    this.reason = message;
  }
}

/** A store could not do what was asked: disk full, permission, locked. Exit code 3. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** A program outside is missing or failed: bubblewrap, terraform, a runtime. Exit code 3. */
export class ToolError extends Error {
  override name = 'ToolError';
}
