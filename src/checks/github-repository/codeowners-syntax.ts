import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

/** https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax */
export const check = repositoryLikeCheck({
  id: 'github-repository/codeowners-syntax',
  title: 'Every line of CODEOWNERS counts',
  severity: 'medium',
  why: 'GitHub passes over a line that it cannot read, without a word: what it names has no owner',
  fix: 'Write a pattern and its owners: `/infra/ @acme/platform`',
  controls: [],
  judge({ codeowners }) {
    if (!codeowners) return undefined;
    const wrong = codeowners.rules.filter(({ problem }) => problem !== undefined);
    return wrong.length === 0 ? pass : wrong.map(({ place, problem = '' }) => failAt(place, problem));
  },
  examples: {
    bad: [{ CODEOWNERS: '/infra/ acme\n' }, { CODEOWNERS: '!/docs/ @acme\n' }],
    good: [{ CODEOWNERS: '# who owns what\n* @acme\n/infra/ @acme/platform ada@acme.example\n/docs/\n' }],
  },
});
