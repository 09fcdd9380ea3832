import type { Issue } from '../base/issue.ts';
import { loadChecks } from '../checks/registry.ts';
import { type Failing, failing } from '../findings/gate.ts';
import { inOrder, judge } from '../findings/judge.ts';
import type { Judged } from '../findings/types.ts';
import { applyWaivers } from '../findings/waivers.ts';
import { type EstateChoices, type Estates, type RootReport, readEstates } from './estates.ts';

export interface CheckResult extends Judged {
  roots: readonly RootReport[];
  issues: readonly Issue[];
  /** What fails the build. */
  failing: readonly Failing[];
  /** The folder that places are relative to. */
  dir?: string;
  assumptions: readonly string[];
}

export interface CheckChoices extends EstateChoices {
  /** Ids of controls; a check that covers one must not fail, whatever its severity. */
  required: readonly string[];
  now: Date;
}

/** Makes every check on a folder, a plan or a state. */
export async function check(choices: CheckChoices): Promise<CheckResult> {
  const [estates, checks] = await Promise.all([readEstates(choices), loadChecks()]);
  const judged = judge(estates.estates, checks);
  const today = choices.now.toISOString().slice(0, 10);
  const findings = applyWaivers(judged.findings, estates.platform?.waivers ?? {}, today).sort(inOrder);
  return {
    ...judged,
    findings,
    roots: estates.roots,
    issues: estates.issues,
    failing: failing(findings, choices.required),
    assumptions: assumptionsOf(estates),
    ...(estates.dir !== undefined && { dir: estates.dir }),
  };
}

function assumptionsOf({ estates, roots }: Estates): string[] {
  const all = [
    ...roots.flatMap((root) => root.assumptions),
    ...estates.flatMap(({ estate }) => estate.aws.assumptions),
  ];
  return [...new Set(all)];
}
