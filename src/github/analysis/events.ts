import type { Workflow } from '../types.ts';

/**
 * Who can make an event happen. `fork`: anyone, by a pull request from a fork, but with a token that only reads and
 * without secrets; `anyone`: anyone, with all that the workflow has; `writer`: who may write to the repository;
 * `schedule`: the clock, on the default branch; `caller`: whoever starts the workflow that calls this one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export type Actor = 'fork' | 'anyone' | 'writer' | 'schedule' | 'caller';

const actors: Readonly<Record<string, Actor>> = {
  pull_request: 'fork',
  pull_request_review: 'fork',
  pull_request_review_comment: 'fork',
  pull_request_comment: 'anyone',
  pull_request_target: 'anyone',
  issues: 'anyone',
  issue_comment: 'anyone',
  discussion: 'anyone',
  discussion_comment: 'anyone',
  commit_comment: 'anyone',
  fork: 'anyone',
  watch: 'anyone',
  // A wiki may be open to everybody.
  gollum: 'anyone',
  workflow_run: 'anyone',
  schedule: 'schedule',
  workflow_call: 'caller',
};

export function actorOf(event: string): Actor {
  return Object.hasOwn(actors, event) ? (actors[event] ?? 'writer') : 'writer';
}

/** Events that somebody from outside starts and that run with the rights of the repository. */
export const privilegedEvents: readonly string[] = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'commit_comment',
  'gollum',
];

/** Events that carry, or lead to, the code of somebody's pull request with the rights of the repository. */
export const codeEvents: readonly string[] = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'workflow_call',
];

/** Events of a pull request that run its own code without the rights of the repository. */
export const pullRequestEvents: readonly string[] = [
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
];

export function hasEvent(workflow: Workflow, ...events: readonly string[]): boolean {
  return workflow.triggers.some(({ event }) => events.includes(event));
}
