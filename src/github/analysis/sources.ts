import type { Reference } from '../expression/syntax.ts';

/**
 * What somebody from outside can write. `*` is any one segment; what lies below a source is one too.
 * https://securitylab.github.com/resources/github-actions-untrusted-input/
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
const untrusted: readonly string[] = [
  'github.head_ref',
  'github.event.issue.title',
  'github.event.issue.body',
  'github.event.pull_request.title',
  'github.event.pull_request.body',
  'github.event.pull_request.head.ref',
  'github.event.pull_request.head.label',
  'github.event.pull_request.head.repo.default_branch',
  'github.event.pull_request.head.repo.description',
  'github.event.pull_request.head.repo.homepage',
  'github.event.pull_request.head.repo.name',
  'github.event.comment.body',
  'github.event.review.body',
  'github.event.review_comment.body',
  'github.event.discussion.title',
  'github.event.discussion.body',
  'github.event.pages.*.page_name',
  'github.event.pages.*.title',
  'github.event.pages.*.summary',
  'github.event.head_commit.message',
  'github.event.head_commit.author.email',
  'github.event.head_commit.author.name',
  'github.event.head_commit.committer.email',
  'github.event.head_commit.committer.name',
  'github.event.commits.*.message',
  'github.event.commits.*.author.email',
  'github.event.commits.*.author.name',
  'github.event.commits.*.committer.email',
  'github.event.commits.*.committer.name',
  'github.event.workflow_run.head_branch',
  'github.event.workflow_run.display_title',
  'github.event.workflow_run.path',
  'github.event.workflow_run.head_commit.message',
  'github.event.workflow_run.head_commit.author.email',
  'github.event.workflow_run.head_commit.author.name',
  'github.event.workflow_run.head_commit.committer.email',
  'github.event.workflow_run.head_commit.committer.name',
  'github.event.workflow_run.head_repository.description',
  'github.event.workflow_run.head_repository.default_branch',
  'github.event.workflow_run.pull_requests.*.head.ref',
  'github.event.workflow_run.referenced_workflows.path',
  'github.event.workflow.path',
  'github.event.merge_group.head_ref',
  'github.event.merge_group.committer.email',
  'github.event.merge_group.committer.name',
  'github.event.changes.title.from',
  'github.event.changes.body.from',
  'github.event.changes.head.ref.from',
  'github.event.forkee.description',
  'github.event.forkee.homepage',
];

/** Given by who may write to the repository, or by a program of its own: trusted to start it, not to be harmless. */
const given: readonly string[] = [
  'github.ref_name',
  'github.ref',
  'github.event.ref',
  'github.event.inputs',
  'github.event.client_payload',
  'github.event.release.name',
  'github.event.release.body',
  'github.event.release.tag_name',
  'github.event.label.name',
  'github.event.milestone.title',
  'github.event.deployment.payload',
  'inputs',
];

const untrustedPaths = untrusted.map((source) => source.split('.'));
const givenPaths = given.map((source) => source.split('.'));

/** Whether a reference is, holds or lies below something that anyone from outside writes. */
export function isUntrusted({ path }: Reference): boolean {
  return untrustedPaths.some((source) => overlaps(source, path));
}

/** Whether a reference is what a person with rights, a caller or another program gave. */
export function isGiven({ path }: Reference): boolean {
  return givenPaths.some((source) => isBelow(source, path));
}

function overlaps(source: readonly string[], path: Reference['path']): boolean {
  // `github` and `github.event` as a whole hold all of them.
  const least = Math.min(source.length, path.length);
  for (let at = 0; at < least; at += 1) if (!isSame(source[at], path[at])) return false;
  return least > 0;
}

function isBelow(source: readonly string[], path: Reference['path']): boolean {
  return path.length >= source.length && overlaps(source, path);
}

function isSame(expected: string | undefined, segment: Reference['path'][number] | undefined): boolean {
  // What only the run knows may be this.
  if (typeof segment !== 'string') return true;
  return expected === '*' || segment === '*' || segment === expected;
}
