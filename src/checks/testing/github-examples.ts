import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import { readGithubFiles } from '../../github/read/repository.ts';
import type { GithubFacts } from '../../github/types.ts';
import { readPlanDocument } from '../../terraform/plan/read-plan.ts';
import type { Estate, Example } from '../check.ts';

/** The facts of an example: one text is a workflow alone, several files are a repository. */
export async function githubOf(example: Example): Promise<GithubFacts> {
  if (typeof example !== 'string') return readGithubFiles(example);
  return { ...(await readGithubFiles({ '.github/workflows/example.yml': example })), isRepository: false };
}

export async function estateOf(example: Example): Promise<Estate> {
  const plan = await readPlanDocument({
    format_version: '1.2',
    planned_values: { root_module: {} },
    configuration: { root_module: {} },
  });
  return { plan, aws: collectFacts(plan), github: await githubOf(example) };
}
