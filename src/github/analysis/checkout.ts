import { expressionsIn, nameOfReference, referencesIn } from '../expression/find.ts';
import type { Reference } from '../expression/syntax.ts';
import type { GithubFacts, Job, Step, Text, Workflow } from '../types.ts';
import { calledAction, callsOf, type Surroundings } from './calls.ts';
import { codeEvents } from './events.ts';
import { outsiderScenarios, type Scenario } from './scenario.ts';

/** A step that brings in the code of somebody's pull request, in a run with the rights of the repository. */
export interface UntrustedCheckout {
  step: Step;
  /** What names it: a reference, or a command. */
  by: string;
  place: Text['place'];
  /** Whether it names a commit, which cannot change after somebody looked at it. */
  isCommit: boolean;
  scenarios: readonly Scenario[];
}

const headForms = [
  /^github\.head_ref$/,
  /^github\.event\.pull_request\.head\./,
  /^github\.event\.pull_request\.merge_commit_sha$/,
  /^github\.event\.pull_request\.number$/,
  /^github\.event\.number$/,
  /^github\.event\.issue\.number$/,
  /^github\.event\.workflow_run\.(?:head_|pull_requests)/,
  /^github\.event\.comment\./,
  /^github\.event\.client_payload\./,
];
const stepForm =
  /(?:^|[._-])(?:head|pr|pull|ref|sha|branch|commit|merge)(?:[._-]|$)|head_?(?:sha|ref)|pr_?number|merge_?sha/;
const commands: readonly RegExp[] = [
  /\bgh\s+(?:-R\s+\S+\s+)?pr\s+checkout\b/,
  /\bhub\s+pr\s+checkout\b/,
  /\bgit\b[^\n]*\b(?:fetch|pull|checkout|switch|merge|clone|worktree)\b[^\n]*(?:refs\/)?pull\/[^\s/]*\/?(?:head|merge)?/,
];

/** Steps of a job that check out what somebody from outside proposes, in events that have the rights of the repository. */
export function untrustedCheckouts(workflow: Workflow, job: Job, github?: GithubFacts): UntrustedCheckout[] {
  if (!workflow.triggers.some(({ event }) => codeEvents.includes(event))) return [];
  return proposedCheckouts(workflow, job, github).flatMap((found) => {
    const scenarios = outsiderScenarios(workflow, job, found.step).filter(({ event }) =>
      codeEvents.includes(event),
    );
    return scenarios.length > 0 ? [{ ...found, scenarios }] : [];
  });
}

/** The same whoever starts the job: a condition may ask who does. */
export function proposedCheckouts(
  workflow: Workflow,
  job: Job,
  github?: GithubFacts,
): Omit<UntrustedCheckout, 'scenarios'>[] {
  return job.steps.flatMap((step) => {
    const found = headOf(step, { workflow, job, step, before: [], ...(github && { github }) });
    return found ? [{ ...found, step }] : [];
  });
}

type Head = Pick<UntrustedCheckout, 'by' | 'place' | 'isCommit'>;

function headOf(step: Step, around: Surroundings): Head | undefined {
  if (step.uses?.kind === 'repository' && /(?:^|\/)checkout$/.test(step.uses.name))
    return headOfCheckout(step, around);
  return step.run ? headOfCommand(step.run, around) : headOfAction(step, around);
}

/** A checkout within an action of the repository itself, one level down. */
function headOfAction(step: Step, around: Surroundings): Head | undefined {
  const { github } = around;
  const action = github && !around.action ? calledAction(step, github) : undefined;
  for (const inner of action?.steps ?? []) {
    const call = { given: step.with, around };
    const found = action && github && headOf(inner, { github, action, call, step: inner, before: [] });
    if (found) return { ...found, place: step.place };
  }
  return undefined;
}

function headOfCheckout(step: Step, around: Surroundings): Head | undefined {
  for (const name of ['ref', 'repository', 'commit']) {
    const given = step.with.find((variable) => variable.name.toLowerCase() === name)?.value;
    const by = given && headIn(given, around);
    if (given && by) return { by, place: given.place, isCommit: /sha\b/.test(by) };
    if (given && /^refs\/pull\//.test(given.value))
      return { by: given.value, place: given.place, isCommit: false };
  }
  return undefined;
}

const maxHops = 3;
const maxCalls = 20;

/** The reference of a text that leads to somebody's code, also through `env` and what a caller hands over. */
function headIn(text: Text, around: Surroundings, hops = 0): string | undefined {
  for (const { expression } of expressionsIn(text)) {
    if (!expression) return 'an expression that cannot be read';
    for (const reference of referencesIn(expression)) {
      const name = nameOfReference(reference);
      if (headForms.some((form) => form.test(name)) || isOutputOfHead(name)) return name;
      const further = hops < maxHops ? headBehind(reference, around, hops + 1) : undefined;
      if (further) return further;
    }
  }
  return undefined;
}

function headBehind({ path }: Reference, around: Surroundings, hops: number): string | undefined {
  const [context, name] = path;
  if (typeof name !== 'string') return undefined;
  const { step, job, workflow } = around;
  if (context === 'env') {
    const all = [...(step?.env ?? []), ...(job?.env ?? []), ...(workflow?.env ?? [])];
    const set = all.find((variable) => variable.name.toLowerCase() === name);
    return set && headIn(set.value, around, hops);
  }
  if (context !== 'inputs') return undefined;
  for (const { given, around: caller } of callsInto(around)) {
    const value = given.find((variable) => variable.name.toLowerCase() === name)?.value;
    const found = value && headIn(value, caller, hops);
    if (found) return found;
  }
  return undefined;
}

/** Calls that somebody from outside reaches with the rights of the repository. */
function callsInto({ call, action, workflow, github }: Surroundings) {
  if (call) return [call];
  const target = action ?? workflow;
  if (!target || !github) return [];
  return callsOf(target, github)
    .slice(0, maxCalls)
    .filter(
      ({ around }) =>
        !around.workflow ||
        !around.job ||
        outsiderScenarios(around.workflow, around.job).some(({ event }) => codeEvents.includes(event)),
    );
}

/** `steps.pr.outputs.head_sha`: what an earlier step found out about the pull request. */
function isOutputOfHead(name: string): boolean {
  return /^(?:steps|needs)\./.test(name) && stepForm.test(name);
}

function headOfCommand(run: Text, around: Surroundings): Head | undefined {
  for (const form of commands) {
    const found = form.exec(run.value.slice(0, 100_000));
    if (found) return { by: found[0].trim().slice(0, 80), place: run.place, isCommit: false };
  }
  const lines = run.value
    .split('\n', 2_000)
    .filter((line) => /\bgit\b.*\b(?:checkout|fetch|pull|switch|merge|clone|reset)\b/.test(line));
  for (const line of lines) {
    const by = headIn({ value: line, place: run.place }, around) ?? headByVariable(line, around);
    if (by) return { by, place: run.place, isCommit: /sha\b/i.test(by) };
  }
  return undefined;
}

function headByVariable(line: string, around: Surroundings): string | undefined {
  const { step, job, workflow } = around;
  for (const { name, value } of [...(step?.env ?? []), ...(job?.env ?? []), ...(workflow?.env ?? [])]) {
    if (!new RegExp(`\\$\\{?${name.replace(/\W/g, '')}\\b`).test(line)) continue;
    const by = headIn(value, around);
    if (by) return by;
  }
  return /\$\{?GITHUB_HEAD_REF\b/.test(line) ? 'GITHUB_HEAD_REF' : undefined;
}
