import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue } from '../../base/issue.ts';
import { noRepairs, type Repairs, repair } from '../lenient/repair.ts';
import type { ScratchOptions } from '../source/types.ts';
import { type Diagnostic, issueOf } from './diagnostics.ts';
import { Journal } from './journal.ts';
import { plain } from './result/findings.ts';
import { runSession, type Session, type SessionOptions } from './session.ts';

export interface EvaluateOptions extends Omit<SessionOptions, 'attach' | 'scratch'> {
  attach: Omit<SessionOptions['attach'], 'journal' | 'lenient'>;
  scratch: Pick<ScratchOptions, 'remoteState'>;
}

/** The last session that was run, and what led to it. */
export interface Evaluation {
  /** `strict` when Terraform accepts the configuration as it is; `none` when no session made a plan. */
  mode: 'strict' | 'lenient' | 'none';
  session: Session;
  journal: Journal;
  /** What strict Terraform refuses or warns of. */
  problems: Issue[];
  /** What was changed in the copy so that the rest can be judged. */
  repairs: Issue[];
}

/** Sessions with repairs; each one must make progress, so that few are needed. */
const roundsMax = 12;

/** Evaluates a project as it is; when Terraform refuses it, what can be saved of it. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const strict = await session(options, 'strict', noRepairs);
  const problems = problemsOf(strict.session);
  if (isWhole(strict.session)) return { mode: 'strict', ...strict, problems, repairs: [] };
  const { applyErrors, scratch } = strict.session;
  const found = await lenient(options, [...problems, ...applyErrors.map((one) => issueOf(one, scratch))]);
  // A plan that could not be simulated to its end is still Terraform's own.
  return found.mode === 'none' && strict.session.plan !== undefined
    ? { mode: 'strict', ...strict, problems: [...problems, ...notSimulated(strict.session)], repairs: [] }
    : { ...strict, ...found };
}

/** Sessions with more and more repairs, until one gets to its end or nothing more can be repaired. */
async function lenient(options: EvaluateOptions, problems: Issue[]): Promise<Found> {
  let repairs = noRepairs;
  let best: Found = { mode: 'none', problems, repairs: [] };
  for (let round = 1; round <= roundsMax; round++) {
    const { session: made, journal } = await session(options, `lenient-${round}`, repairs);
    const notes = [...modernised(made), ...repairs.notes];
    const all = [...problems, ...(made.plan === undefined ? problemsOf(made) : notSimulated(made))];
    if (made.plan !== undefined)
      best = { mode: 'lenient', session: made, journal, problems: all, repairs: notes };
    else if (best.mode === 'none') best = { ...best, problems: all, repairs: notes };
    if (isWhole(made)) return best;
    const diagnostics = made.plan === undefined ? made.diagnostics : made.applyErrors;
    const next = await repair({ project: options.project, ...made, diagnostics, before: repairs });
    if (!next) return best;
    repairs = next;
  }
  return best;
}

/** What lenient evaluation came to: a session, or only what it tried. */
type Found = { mode: 'none'; problems: Issue[]; repairs: Issue[] } | (Evaluation & { mode: 'lenient' });

/** Whether there is a plan, and everything that follows from it is known. */
function isWhole({ plan, applyErrors }: Session): boolean {
  return plan !== undefined && applyErrors.length === 0;
}

async function session(
  options: EvaluateOptions,
  name: string,
  repairs: Repairs,
): Promise<{ session: Session; journal: Journal }> {
  const workDir = join(options.workDir, name);
  await mkdir(workDir, { recursive: true });
  const journal = new Journal();
  const made = await runSession({
    ...options,
    workDir,
    variables: [...(await assumedVariables(workDir, repairs)), ...options.variables],
    scratch: {
      ...options.scratch,
      without: repairs.without,
      edits: repairs.edits,
      asWritten: name === 'strict',
    },
    attach: { ...options.attach, journal, lenient: name !== 'strict' },
  });
  if (journal.bugs.length > 0) throw journal.bugs[0];
  return { session: made, journal };
}

/** Before the user's own, which win. */
async function assumedVariables(workDir: string, { variables }: Repairs): Promise<string[]> {
  if (Object.keys(variables).length === 0) return [];
  const file = join(workDir, 'assumed.tfvars.json');
  await writeFile(file, JSON.stringify(variables));
  return [`-var-file=${file}`];
}

function modernised({ scratch }: Session): Issue[] {
  return scratch.changes
    .filter(({ what }) => what === 'old-syntax')
    .map(({ what, place, detail }) => ({ code: what, message: detail, place: plain(place) }));
}

/** Values that stay unknown because the simulated apply did not get to them. */
function notSimulated({ applyErrors, scratch }: Session): Issue[] {
  return applyErrors.map((one) => {
    const issue = issueOf(one, scratch);
    return {
      ...issue,
      code: 'not-simulated',
      message: `some values stay unknown, because the apply could not be simulated: ${issue.message}`,
    };
  });
}

/** An override of a block that Terraform did not understand finds nothing to override: that block is the problem. */
function isArtefact({ summary, range }: Diagnostic): boolean {
  return (
    /^Missing .* to override$/.test(summary) && /(?:^|\/)holdfast_[a-z_0-9]+\.tf$/.test(range?.filename ?? '')
  );
}

function problemsOf({ diagnostics, scratch, withheld, plan }: Session): Issue[] {
  return [
    ...scratch.issues,
    ...diagnostics
      .filter((one, _, all) => !isArtefact(one) || all.every(isArtefact))
      .map((one) => issueOf(one, scratch)),
    ...withheld.map((what) => ({
      code: plan === undefined ? 'not-safe-to-run' : 'not-applied',
      message: what,
    })),
  ];
}
