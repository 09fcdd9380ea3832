import type { Finding } from './types.ts';

/** Why a finding fails the build. */
export interface Failing {
  finding: Finding;
  because: string;
}

/**
 * The findings that fail the build: of severity high or above, of a required control, what could not be told where a
 * failure would count, and checks that crashed. Neither waived ones nor those of the baseline.
 */
export function failing(findings: readonly Finding[], requiredControls: readonly string[] = []): Failing[] {
  const required = new Set(requiredControls);
  return findings.flatMap((finding) => {
    if (finding.waived || finding.known) return [];
    const because = reasonOf(finding, required);
    return because === undefined ? [] : [{ finding, because }];
  });
}

function reasonOf(finding: Finding, required: ReadonlySet<string>): string | undefined {
  if (finding.outcome === 'error') return 'the check could not be made';
  const control = finding.controls.find((one) => required.has(one));
  const isSevere = finding.severity === 'critical' || finding.severity === 'high';
  if (!isSevere && control === undefined) return undefined;
  const what = control === undefined ? `severity ${finding.severity}` : `${control} is required`;
  return finding.outcome === 'cannot-tell' ? `cannot be told, and ${what}` : what;
}
