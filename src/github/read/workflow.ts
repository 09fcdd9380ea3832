import type { Issue, Result } from '../../base/issue.ts';
import type { Node, Workflow } from '../types.ts';
import { concurrencyOf, readJob } from './job.ts';
import { entriesOf, get, present, textOf, variablesOf } from './node.ts';
import { readPermissions } from './permissions.ts';
import { readTree } from './tree.ts';
import { readTriggers } from './triggers.ts';

/**
 * One workflow from its text. What GitHub would refuse comes as issues, beside whatever could be read.
 * @param file its path, for places
 */
export function readWorkflow(text: string, file: string): Result<Workflow> {
  const { value: root, issues } = readTree(text, file);
  if (!root) return { issues };
  const commentAt = commentsOf(text);
  const workflow: Workflow = {
    file,
    place: { file, line: 1, column: 1 },
    root,
    triggers: readTriggers(get(root, 'on')),
    permissions: readPermissions(get(root, 'permissions')),
    env: variablesOf(get(root, 'env')),
    jobs: entriesOf(get(root, 'jobs')).map(({ key, value }) => readJob(key, value, commentAt)),
    ...present<Pick<Workflow, 'name' | 'defaultShell' | 'concurrency'>>({
      name: textOf(get(root, 'name')),
      defaultShell: textOf(get(get(get(root, 'defaults'), 'run'), 'shell')),
      concurrency: concurrencyOf(get(root, 'concurrency')),
    }),
  };
  return { value: workflow, issues: [...issues, ...problemsOf(root, workflow)] };
}

function problemsOf(root: Node, { file, triggers, jobs, place }: Workflow): Issue[] {
  const told = (message: string): Issue => ({ code: 'github-workflow', message, place });
  if (root.kind !== 'map') return [told(`${file} holds no map`)];
  const problems: Issue[] = [];
  if (triggers.length === 0) problems.push(told(`${file} says no event under \`on\``));
  if (jobs.length === 0) problems.push(told(`${file} has no jobs`));
  for (const job of jobs)
    if (!job.uses && job.steps.length === 0)
      problems.push({ ...told(`the job ${job.id} has neither steps nor uses`), place: job.place });
  return problems;
}

/** `# v4.2.1` behind a value: what a pinned commit is said to be. */
export function commentsOf(text: string): (line: number) => string | undefined {
  const lines = text.split('\n');
  return (line) => /\s#\s*(\S.*?)\s*$/.exec((lines[line - 1] ?? '').slice(0, 1_000))?.[1];
}
