import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

const leastDays = 7;

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#cooldown- */
export const check = repositoryLikeCheck({
  id: 'github-repository/dependabot-cooldown',
  title: 'New versions are a week old before they are taken',
  severity: 'low',
  why: 'A version that was taken over by somebody else is mostly noticed within days: who takes each at once takes that too',
  fix: 'Set `cooldown: default-days: 7`; updates that mend a known hole do not wait',
  controls: ['zizmor:dependabot-cooldown'],
  judge({ dependabot }) {
    if (!dependabot) return undefined;
    return dependabot.updates.map(({ cooldownDays, ecosystem, place }) =>
      cooldownDays !== undefined && cooldownDays >= leastDays
        ? pass
        : failAt(place, `updates of ${ecosystem} wait ${cooldownDays ?? 0} days; ${leastDays} is the least`),
    );
  },
  examples: {
    bad: [
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: daily\n',
      },
    ],
    good: [
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    cooldown:\n      default-days: 7\n    schedule:\n      interval: daily\n',
      },
    ],
  },
});
