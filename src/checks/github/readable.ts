import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

/** Nothing can be said of what cannot be read. */
export const check = repositoryLikeCheck({
  id: 'github/readable',
  title: 'GitHub takes every workflow as it stands',
  severity: 'low',
  why: 'A file that GitHub refuses never runs, and what it was to check is not checked; nor can anything be said of it here',
  fix: 'Mend what is said of the file; `actionlint` tells more of the syntax',
  controls: ['actionlint:syntax-check'],
  judge({ issues }) {
    if (issues.length === 0) return pass;
    return issues.map(({ code, message, place }) => {
      const file = { file: '.github', line: 1, column: 1 };
      if (code === 'github-workflow' || code === 'github-yaml-duplicate')
        return failAt(place ?? file, message);
      return { outcome: 'cannot-tell' as const, message, place: place ?? file };
    });
  },
  examples: {
    bad: [
      'on: push\njobs: {}\n',
      'on: push\non: pull_request\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n',
    ],
    good: ['on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n'],
  },
});
