import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#insecure-external-code-execution-- */
export const check = repositoryLikeCheck({
  id: 'github-repository/dependabot-execution',
  title: 'Dependabot runs no code of dependencies',
  severity: 'high',
  why: 'A dependency that runs code while it is looked at can read the credentials of private registries',
  fix: 'Remove `insecure-external-code-execution: allow`',
  controls: ['zizmor:dependabot-execution'],
  judge({ dependabot }) {
    if (!dependabot) return undefined;
    const found = dependabot.updates.flatMap(({ externalCodeExecution }) =>
      externalCodeExecution?.value === 'allow' ? externalCodeExecution.place : [],
    );
    return found.length === 0
      ? pass
      : found.map((place) => failAt(place, 'insecure-external-code-execution is allow'));
  },
  examples: {
    bad: [
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: bundler\n    directory: /\n    insecure-external-code-execution: allow\n    schedule:\n      interval: weekly\n',
      },
    ],
    good: [
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: bundler\n    directory: /\n    schedule:\n      interval: weekly\n',
      },
    ],
  },
});
