import type { Issue } from '../base/issue.ts';
import type { Failing } from '../findings/gate.ts';
import type { Judged } from '../findings/types.ts';

/** What a report of findings is made of. */
export interface Report extends Judged {
  roots: readonly {
    root: string;
    environment?: string;
    origin: string;
    mode?: string;
    resources: number;
    problems: readonly Issue[];
  }[];
  issues: readonly Issue[];
  failing: readonly Failing[];
  assumptions: readonly string[];
}

/** Findings as machines read them. */
export function findingsJson({ findings, passed, checks, roots, issues, failing, assumptions }: Report) {
  return {
    holds: failing.length === 0,
    failing: failing.map(({ finding, because }) => ({ fingerprint: finding.fingerprint, because })),
    findings,
    passed,
    checks,
    roots,
    issues,
    assumptions,
  };
}
