import { ownersOf } from '../../github/read/codeowners.ts';
import type { GithubFacts } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, repositoryCheck } from '../on-github.ts';

/** https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const check = repositoryCheck({
  id: 'github-repository/codeowners',
  title: 'Workflows and infrastructure have owners',
  severity: 'medium',
  why: 'Who may change the workflows gets every secret and role that they have: without owners any reviewer may let that pass',
  fix: 'Name the owners of `/.github/`, of `holdfast.yaml` and of the infrastructure in `.github/CODEOWNERS`',
  controls: ['CICD-SEC-1'],
  judge(github) {
    const guarded = guardedPaths(github);
    if (guarded.length === 0) return undefined;
    const { codeowners } = github;
    const file = codeowners?.file ?? '.github/CODEOWNERS';
    const open = guarded.filter(
      (path) => !codeowners || (ownersOf(codeowners, path)?.owners.length ?? 0) === 0,
    );
    return open.length === 0
      ? pass
      : open.map((path) => failAt({ file, line: 1, column: 1 }, `nobody owns ${path}`));
  },
  examples: {
    bad: [
      { '.github/workflows/a.yml': 'on: push\njobs: {}\n' },
      { '.github/workflows/a.yml': 'on: push\njobs: {}\n', CODEOWNERS: '/docs/ @acme/writers\n' },
    ],
    good: [
      {
        '.github/workflows/a.yml': 'on: push\njobs: {}\n',
        CODEOWNERS: '/.github/ @acme/platform\n/CODEOWNERS @acme/platform\n',
      },
    ],
  },
});

/** One of each: what decides over the rest. */
function guardedPaths({ workflows, manifests, codeowners }: GithubFacts): string[] {
  const [workflow] = workflows;
  const infrastructure = manifests.find(({ ecosystems }) => ecosystems.includes('terraform'));
  return [
    workflow?.file ?? [],
    infrastructure?.path ?? [],
    workflow && codeowners ? codeowners.file : [],
  ].flat();
}
