import type { Job, Step, Uses, Workflow } from '../types.ts';

/** Organisations of GitHub itself, whose runners run the workflow anyway. */
const firstParty = new Set(['actions', 'github']);

export function isFirstParty(uses: Uses): boolean {
  return uses.kind === 'repository' && firstParty.has(uses.owner.toLowerCase());
}

/** Every `uses` of a workflow: steps, and reusable workflows that jobs call. */
export function usesOf({ jobs }: Workflow): { uses: Uses; job: Job; step?: Step }[] {
  return jobs.flatMap((job) => [
    ...(job.uses ? [{ uses: job.uses, job }] : []),
    ...job.steps.flatMap((step) => (step.uses ? [{ uses: step.uses, job, step }] : [])),
  ]);
}

/** Why what is used may change without notice; undefined where a commit or a digest names it, or it is one's own. */
export function looseness(uses: Uses): string | undefined {
  const { value } = uses.text;
  switch (uses.kind) {
    case 'local':
      return undefined;
    case 'docker':
      return uses.pin === 'digest' ? undefined : `${value} is not named by a digest`;
    case 'unreadable':
      return `${value.slice(0, 100)} is not known before the run`;
    case 'repository':
      return loosenessOfRef(value, uses.refKind);
  }
}

function loosenessOfRef(value: string, kind: (Uses & { kind: 'repository' })['refKind']): string | undefined {
  switch (kind) {
    case 'commit':
      return undefined;
    case 'tag':
      return `${value} is named by a tag, which its owner can move`;
    case 'branch-or-tag':
      return `${value} is named by a branch or tag, which its owner can move`;
    case 'short-commit':
      return `${value} is named by a shortened commit, which another may come to match`;
    case 'expression':
      return `${value} is not known before the run`;
    case 'none':
      return `${value} names no commit`;
  }
}
