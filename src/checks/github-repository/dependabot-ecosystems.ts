import type { GithubFacts } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, repositoryCheck } from '../on-github.ts';

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
export const check = repositoryCheck({
  id: 'github-repository/dependabot-ecosystems',
  title: 'Something watches over every kind of dependency',
  severity: 'medium',
  why: 'What is pinned and never moved keeps its holes: nobody hears of a new version of an action, an image or a provider',
  fix: 'Add an entry with that `package-ecosystem` to `.github/dependabot.yml`',
  controls: ['OpenSSF:Dependency-Update-Tool'],
  judge(github) {
    const missing = missingOf(github);
    const file = github.dependabot?.file ?? '.github/dependabot.yml';
    if (missing.length === 0) return pass;
    return missing.map(({ path, name }) =>
      failAt({ file, line: 1, column: 1 }, `Dependabot does not watch ${name}, which ${path} belongs to`),
    );
  },
  examples: {
    bad: [
      { '.github/workflows/a.yml': 'on: push\njobs: {}\n' },
      {
        'package.json': '{}',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n    schedule:\n      interval: weekly\n',
      },
    ],
    good: [
      {
        '.github/workflows/a.yml': 'on: push\njobs: {}\n',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n    schedule:\n      interval: weekly\n',
      },
    ],
  },
});

/** One manifest of each kind that nothing watches. */
function missingOf({ manifests, dependabot }: GithubFacts): { path: string; name: string }[] {
  const watched = new Set((dependabot?.updates ?? []).map(({ ecosystem }) => ecosystem));
  const missing = new Map<string, string>();
  for (const { path, ecosystems } of manifests) {
    const [name] = ecosystems;
    if (name === undefined || ecosystems.some((one) => watched.has(one)) || missing.has(name)) continue;
    missing.set(name, path);
  }
  return [...missing].map(([name, path]) => ({ name, path }));
}
