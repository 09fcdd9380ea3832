import { stringOf } from '../../github/read/node.ts';
import type { Ruleset } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

/** https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets */
export const check = repositoryLikeCheck({
  id: 'github-repository/ruleset',
  title: 'Rules for the default branch ask for review, and nobody goes around them',
  severity: 'high',
  why: 'Who may write to the branch without review, or rewrite it, decides alone what is deployed from it',
  fix: 'Make the ruleset active, with `pull_request` (one approval, code owners), `non_fast_forward` and `deletion`, and no actor that always bypasses',
  controls: ['OpenSSF:Branch-Protection'],
  judge: ({ rulesets }) => rulesets.filter(guardsBranches).flatMap(judged),
  examples: {
    bad: [
      {
        '.github/rulesets/main.json':
          '{"name":"main","target":"branch","enforcement":"evaluate","conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"]}},"rules":[]}',
      },
      {
        '.github/rulesets/main.json':
          '{"name":"main","target":"branch","enforcement":"active","conditions":{"ref_name":{"include":["~ALL"]}},"rules":[{"type":"deletion"},{"type":"non_fast_forward"}]}',
      },
    ],
    good: [
      {
        '.github/rulesets/main.json':
          '{"name":"main","target":"branch","enforcement":"active","conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"]}},"rules":[{"type":"deletion"},{"type":"non_fast_forward"},{"type":"pull_request","parameters":{"required_approving_review_count":1,"require_code_owner_review":true}}],"bypass_actors":[]}',
      },
    ],
  },
});

function guardsBranches({ target, includes }: Ruleset): boolean {
  const names = ['~DEFAULT_BRANCH', '~ALL', 'refs/heads/main', 'refs/heads/master'];
  return target === 'branch' && includes.some((name) => names.includes(name));
}

function judged(ruleset: Ruleset): Judgement[] {
  const problems = [...rulesProblems(ruleset), ...bypassProblems(ruleset)];
  if (problems.length === 0) return [pass];
  return problems.map((problem) =>
    failAt(ruleset.place, `the ruleset ${ruleset.name.slice(0, 80)} ${problem}`),
  );
}

function rulesProblems({ enforcement, rules }: Ruleset): string[] {
  if (enforcement !== 'active') return [`is ${enforcement}, and stops nothing`];
  const review = rules.find(({ type }) => type === 'pull_request');
  const approvals = Number(stringOf(review?.parameters.get('required_approving_review_count')) ?? 0);
  const byOwner = stringOf(review?.parameters.get('require_code_owner_review')) === 'true';
  const has = (wanted: string) => rules.some(({ type }) => type === wanted);
  return [
    approvals >= 1 ? [] : 'asks for no approval',
    !review || byOwner ? [] : 'does not ask the code owners',
    has('non_fast_forward') ? [] : 'lets the branch be rewritten',
    has('deletion') ? [] : 'lets the branch be deleted',
  ].flat();
}

/** Roles of a repository: 2 maintains, 4 writes, 5 administers. */
function bypassProblems({ bypass }: Ruleset): string[] {
  const always = bypass.filter(({ mode }) => mode === 'always');
  if (always.some(({ type, id }) => type === 'RepositoryRole' && (id === 2 || id === 4)))
    return ['lets everybody who writes go around it'];
  return always.length > 0
    ? [
        `lets ${always
          .map(({ type }) => type)
          .join(', ')
          .slice(0, 80)} always go around it`,
      ]
    : [];
}
