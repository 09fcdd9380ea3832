import { expressionsIn, nameOfReference, referencesIn } from '../expression/find.ts';
import type { Job, Step, Text, Workflow } from '../types.ts';
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
export function untrustedCheckouts(workflow: Workflow, job: Job): UntrustedCheckout[] {
  if (!workflow.triggers.some(({ event }) => codeEvents.includes(event))) return [];
  return job.steps.flatMap((step) => {
    const found = headOf(step, job);
    if (!found) return [];
    const scenarios = outsiderScenarios(workflow, job, step).filter(({ event }) =>
      codeEvents.includes(event),
    );
    return scenarios.length > 0 ? [{ ...found, step, scenarios }] : [];
  });
}

type Head = Pick<UntrustedCheckout, 'by' | 'place' | 'isCommit'>;

function headOf(step: Step, job: Job): Head | undefined {
  if (step.uses?.kind === 'repository' && /(?:^|\/)checkout$/.test(step.uses.name))
    return headOfCheckout(step);
  return step.run && headOfCommand(step.run, step, job);
}

function headOfCheckout(step: Step): Head | undefined {
  for (const name of ['ref', 'repository', 'commit']) {
    const given = step.with.find((variable) => variable.name.toLowerCase() === name)?.value;
    const by = given && headIn(given);
    if (given && by) return { by, place: given.place, isCommit: /sha\b/.test(by) };
    if (given && /^refs\/pull\//.test(given.value))
      return { by: given.value, place: given.place, isCommit: false };
  }
  return undefined;
}

/** The reference of a text that leads to somebody's code. */
function headIn(text: Text): string | undefined {
  const names = expressionsIn(text).flatMap(({ expression }) =>
    expression ? referencesIn(expression).map(nameOfReference) : ['an expression that cannot be read'],
  );
  return names.find((name) => headForms.some((form) => form.test(name)) || isOutputOfHead(name));
}

/** `steps.pr.outputs.head_sha`: what an earlier step found out about the pull request. */
function isOutputOfHead(name: string): boolean {
  return /^(?:steps|needs)\./.test(name) && stepForm.test(name);
}

function headOfCommand(run: Text, step: Step, job: Job): Head | undefined {
  for (const form of commands) {
    const found = form.exec(run.value.slice(0, 100_000));
    if (found) return { by: found[0].trim().slice(0, 80), place: run.place, isCommit: false };
  }
  const lines = run.value
    .split('\n', 2_000)
    .filter((line) => /\bgit\b.*\b(?:checkout|fetch|pull|switch|merge|clone|reset)\b/.test(line));
  for (const line of lines) {
    const by = headIn({ value: line, place: run.place }) ?? headByVariable(line, step, job);
    if (by) return { by, place: run.place, isCommit: /sha\b/i.test(by) };
  }
  return undefined;
}

function headByVariable(line: string, step: Step, job: Job): string | undefined {
  for (const { name, value } of [...step.env, ...job.env]) {
    if (!new RegExp(`\\$\\{?${name.replace(/\W/g, '')}\\b`).test(line)) continue;
    const by = headIn(value);
    if (by) return by;
  }
  return /\$\{?GITHUB_HEAD_REF\b/.test(line) ? 'GITHUB_HEAD_REF' : undefined;
}
