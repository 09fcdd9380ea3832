import type { Place } from '../base/issue.ts';
import type { CheckFacts, Severity, Told } from '../checks/check.ts';
import type { Patch } from './patch.ts';

/** `error`: the check itself failed, so that nothing is known. */
export type FindingOutcome = 'fail' | 'cannot-tell' | 'error';

/** What a check found wrong, or could not tell. */
export interface Finding {
  /** The id of the check; for other tools, the id of their rule. */
  check: string;
  title: string;
  severity: Severity;
  outcome: FindingOutcome;
  message: string;
  why: string;
  fix: string;
  controls: readonly string[];
  /** The address of the instance, or the subject's name. */
  name: string;
  /** Absent when the subject is no resource. */
  address?: string;
  /** The folder of the root module, from the repository's. */
  root?: string;
  environment?: string;
  /** The file is relative to the repository. */
  place?: Place;
  endLine?: number;
  attribute?: string;
  evidence: readonly string[];
  /** `assumed`: it rests on something that nobody checked. */
  confidence: 'certain' | 'assumed';
  assumptions: readonly string[];
  /** The same as long as the same thing is wrong with the same subject, wherever its lines move. */
  fingerprint: string;
  waived?: Waived;
  /** Whether the baseline has it. */
  known?: boolean;
  change?: Told['change'];
  /** Whether that change can be made at once. */
  isChangeSafe?: boolean;
  /** That change in the file, where it is one place of it. */
  patch?: Patch;
  /** Absent: Holdfast's own. */
  tool?: string;
}

export interface Waived {
  waiver: string;
  owner: string;
  reason: string;
  /** `2027-03-31`, the last day. */
  expires: string;
}

/** What a check says of itself, without its examples. */
export type CheckSummary = Omit<CheckFacts, 'examples'>;

/** What all checks said of all estates. */
export interface Judged {
  /** Worst first, then by place. */
  findings: Finding[];
  passed: { check: string; name: string; root?: string }[];
  checks: CheckSummary[];
}
