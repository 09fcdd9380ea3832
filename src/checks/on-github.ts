import type { Place } from '../base/issue.ts';
import type { Surroundings } from '../github/analysis/calls.ts';
import type { GithubFacts, Job, Step, Uses, Workflow } from '../github/types.ts';
import type { Check, CheckFacts, Judgement, Told, Verdict } from './check.ts';

type Given = Judgement | readonly Judgement[] | undefined;

/** A check that judges workflows one by one. `undefined`: it does not concern this one. */
export function workflowCheck(
  check: CheckFacts & { judge(workflow: Workflow, github: GithubFacts): Given },
): Check {
  return githubCheck(check, function* (github) {
    for (const workflow of github.workflows)
      yield* verdicts(check.judge(workflow, github), { name: workflow.file, place: workflow.place });
  });
}

/** A check that judges jobs one by one. */
export function jobCheck(
  check: CheckFacts & { judge(job: Job, workflow: Workflow, github: GithubFacts): Given },
): Check {
  return githubCheck(check, function* (github) {
    for (const workflow of github.workflows)
      for (const job of workflow.jobs)
        yield* verdicts(check.judge(job, workflow, github), {
          name: `${workflow.file} ${job.id}`,
          place: job.place,
        });
  });
}

/** A step and what stands around it, in a job or in a composite action. */
export interface StepIn extends Surroundings {
  step: Step;
}

/** A check that judges steps one by one: those of jobs, and those of the repository's own composite actions. */
export function stepCheck(check: CheckFacts & { judge(found: StepIn, github: GithubFacts): Given }): Check {
  return githubCheck(check, function* (github) {
    for (const { name, found } of stepsOf(github))
      yield* verdicts(check.judge(found, github), { name, place: found.step.place });
  });
}

/** A check that judges uses one by one: the actions of steps, and the workflows that jobs call. */
export function usesCheck(check: CheckFacts & { judge(uses: Uses): Given }): Check {
  return githubCheck(check, function* (github) {
    for (const { name, found } of stepsOf(github)) yield* ofUses(found.step.uses, name, check.judge);
    for (const workflow of github.workflows)
      for (const { id, uses } of workflow.jobs) yield* ofUses(uses, `${workflow.file} ${id}`, check.judge);
  });
}

function ofUses(uses: Uses | undefined, name: string, judge: (uses: Uses) => Given): Iterable<Verdict> {
  return uses ? verdicts(judge(uses), { name, place: uses.text.place }) : [];
}

/** A check that judges the repository as a whole, where a whole one was read. */
export function repositoryCheck(check: CheckFacts & { judge(github: GithubFacts): Given }): Check {
  return githubCheck(check, function* (github) {
    if (github.isRepository) yield* verdicts(check.judge(github), { name: 'the repository' });
  });
}

/** A check of whatever was read, a whole repository or single workflows. */
export function repositoryLikeCheck(check: CheckFacts & { judge(github: GithubFacts): Given }): Check {
  return githubCheck(check, function* (github) {
    yield* verdicts(check.judge(github), { name: 'the repository' });
  });
}

function githubCheck(
  check: CheckFacts & { judge: unknown },
  judge: (github: GithubFacts) => Iterable<Verdict>,
): Check {
  const { judge: _own, ...facts } = check;
  return { ...facts, judge: ({ github }) => (github ? judge(github) : []) };
}

function* stepsOf(github: GithubFacts): Generator<{ name: string; found: StepIn }> {
  for (const workflow of github.workflows)
    for (const job of workflow.jobs)
      for (const [at, step] of job.steps.entries())
        yield {
          name: `${workflow.file} ${job.id} ${nameOf(step)}`,
          found: { github, workflow, job, step, before: job.steps.slice(0, at) },
        };
  for (const action of github.actions)
    for (const [at, step] of action.steps.entries())
      yield {
        name: `${action.file} ${nameOf(step)}`,
        found: { github, action, step, before: action.steps.slice(0, at) },
      };
}

/** Its id, or its number counted from 1. */
function nameOf({ id, index }: Step): string {
  return id ?? `step ${index + 1}`;
}

function* verdicts(given: Given, subject: { name: string; place?: Place }): Generator<Verdict> {
  if (given === undefined) return;
  const judged: readonly Judgement[] = 'outcome' in given ? [given] : given;
  for (const judgement of judged) yield { subject, ...judgement };
}

/** `fail` at a place of its own. */
export function failAt(place: Place, message: string, more: Omit<Told, 'message' | 'place'> = {}): Judgement {
  return { outcome: 'fail', message, place, ...more };
}
