import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { AccessDiff } from '../../access/diff.ts';
import type { IntentReport } from '../../access/intent.ts';
import type { EnvironmentAccess } from '../../access/types.ts';
import { InputError } from '../../base/errors.ts';
import type { Issue } from '../../base/issue.ts';
import type { Check } from '../../checks/check.ts';
import { loadChecks } from '../../checks/registry.ts';
import { applyBaseline, type Baseline, parseBaseline } from '../../findings/baseline.ts';
import { type Failing, failing } from '../../findings/gate.ts';
import { inOrder, judge } from '../../findings/judge.ts';
import { findingsOfSarif } from '../../findings/merge-sarif.ts';
import { policyChangeId, policyChanges } from '../../findings/policy-change.ts';
import type { Finding, Judged } from '../../findings/types.ts';
import { applyWaivers } from '../../findings/waivers.ts';
import { differences, intentOf, matrices } from './access.ts';
import { withChange } from './change.ts';
import { type EstateChoices, type Estates, type RootReport, readEstates } from './estates.ts';

export interface CheckResult extends Judged {
  roots: readonly RootReport[];
  issues: readonly Issue[];
  /** What fails the build. */
  failing: readonly Failing[];
  /** The folder that places are relative to. */
  dir?: string;
  assumptions: readonly string[];
  access?: Record<string, EnvironmentAccess>;
  /** Where there is a holdfast.yaml. */
  intent?: Record<string, IntentReport>;
  diff?: Record<string, AccessDiff>;
}

export interface CheckChoices extends EstateChoices {
  /** A folder, a plan or a revision of git that the change is judged by: its policy counts, and what it could not tell. */
  base?: string;
  /** The file of a baseline, absolute. Where there is a base, the base's own counts: a change cannot accept itself. */
  baseline?: string;
  /** SARIF of other tools: one gate and one list of waivers for all. */
  sarif?: readonly { text: string; file: string }[];
  /** Whether to compute who can do what as well, and what the change does to it. */
  access?: boolean;
  /** Ids of controls; a check that covers one must not fail, whatever its severity. */
  required: readonly string[];
  now: Date;
}

/** Makes every check on a folder, a plan or a state. */
export async function check(choices: CheckChoices): Promise<CheckResult> {
  // While Terraform works, there is time to load them.
  const loading = loadChecks();
  loading.catch(() => undefined);
  const { base } = choices;
  if (base === undefined) {
    const [estates, baseline] = await Promise.all([readEstates(choices), readBaseline(choices.baseline)]);
    return judged(choices, await loading, { estates, baseline });
  }
  return withChange({ ...choices, base }, async ({ before, after, dir, baseDir }) => {
    const baseline = await readBaseline(choices.baseline && inBase(choices.baseline, dir, baseDir));
    return judged(choices, await loading, { estates: after, baseline, before });
  });
}

/** The baseline as the base has it: a change cannot accept its own findings. */
function inBase(file: string, dir: string, base: string): string {
  const path = relative(dir, file);
  return path.startsWith('..') ? file : join(base, path);
}

interface ReadBaseline {
  file: string;
  baseline: Baseline;
}

/** @throws InputError when it cannot be read, or is none */
async function readBaseline(file: string | undefined): Promise<ReadBaseline | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new InputError({ code: 'baseline', message: `cannot read ${file}: ${error.message}` });
  });
  const name = basename(file);
  return { file: name, baseline: parseBaseline(text, name) };
}

/** @throws InputError for a control that no check covers: requiring it would demand nothing */
function mustBeCovered(required: readonly string[], checks: readonly Check[]): void {
  const known = new Set([policyChangeId, ...checks.flatMap(({ id, controls }) => [id, ...controls])]);
  const unknown = required.filter((one) => !known.has(one));
  if (unknown.length === 0) return;
  throw new InputError({
    code: 'unknown-control',
    message: `no check covers ${unknown.join(', ')}`,
    fix: 'name a control as findings show it, such as SecurityHub:S3.8, or the id of a check',
  });
}

interface Grounds {
  estates: Estates;
  baseline: ReadBaseline | undefined;
  before?: Estates;
}

/** Judges what there is, by the policy of what was before. */
async function judged(
  choices: CheckChoices,
  checks: readonly Check[],
  grounds: Grounds,
): Promise<CheckResult> {
  const { estates, before, baseline } = grounds;
  mustBeCovered(choices.required, checks);
  const own = judge(estates.estates, checks);
  const merged = (choices.sarif ?? []).flatMap(({ text, file }) => findingsOfSarif(text, file));
  const today = choices.now.toISOString().slice(0, 10);
  const changes = before ? rulesChanged(before, estates) : [];
  // Waivers that a change brings do not cover the change.
  const { waivers = {} } = (before ?? estates).platform ?? {};
  const waived = applyWaivers([...own.findings, ...merged, ...changes], waivers, today);
  const { findings: all, gone } = withBaseline(
    baseline,
    before ? asBefore(waived, judge(before.estates, checks)) : waived,
  );
  const findings = (await patched(estates, all)).sort(inOrder);
  const environments = choices.access ? matrices(estates) : undefined;
  return {
    ...own,
    findings,
    roots: estates.roots,
    issues: [...estates.issues, ...gone],
    failing: failing(findings, choices.required),
    assumptions: assumptionsOf(estates),
    ...(estates.dir !== undefined && { dir: estates.dir }),
    ...(environments && { access: environments }),
    ...(environments && estates.platform && { intent: intentOf(estates, environments) }),
    ...(environments && before && { diff: differences(matrices(before), environments) }),
  };
}

async function patched({ dir }: Estates, findings: Finding[]): Promise<Finding[]> {
  if (dir === undefined || !findings.some(({ change }) => change)) return findings;
  const { withPatches } = await import('./fix.ts');
  return withPatches(dir, findings);
}

function rulesChanged(before: Estates, after: Estates): Finding[] {
  return before.platform && after.dir !== undefined ? policyChanges(before.platform, after.own) : [];
}

/** What could not be told before, and cannot now, is not new. */
function asBefore(findings: readonly Finding[], before: Judged): Finding[] {
  const open = new Set(before.findings.filter(isOpen).map(({ fingerprint }) => fingerprint));
  return findings.map((finding) =>
    isOpen(finding) && open.has(finding.fingerprint) ? { ...finding, known: true } : finding,
  );
}

function isOpen({ outcome }: Finding): boolean {
  return outcome === 'cannot-tell';
}

function withBaseline(
  read: ReadBaseline | undefined,
  findings: Finding[],
): { findings: Finding[]; gone: Issue[] } {
  if (!read) return { findings, gone: [] };
  const applied = applyBaseline(findings, read.baseline);
  const gone = applied.gone.map(({ check: id, name }) => ({
    code: 'baseline-gone',
    message: `${read.file} has ${id} at ${name}, which is mended`,
    fix: 'make the baseline anew, so that it cannot come back unseen',
  }));
  return { findings: applied.findings, gone };
}

function assumptionsOf({ estates, roots }: Estates): string[] {
  const all = [
    ...roots.flatMap((root) => root.assumptions),
    ...estates.flatMap(({ estate }) => (estate.github ? [] : estate.aws.assumptions)),
  ];
  return [...new Set(all)];
}
