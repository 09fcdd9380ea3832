import type { Place } from '../../base/issue.ts';
import type { GithubFacts, Variable } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

const switchName = 'ACTIONS_ALLOW_UNSECURE_COMMANDS';

/** https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/ */
export const check = repositoryLikeCheck({
  id: 'github-injection/insecure-commands',
  title: 'The old commands that set the environment stay off',
  severity: 'high',
  why: 'With them any text that a step prints can set environment variables, and so run code in the steps that follow',
  fix: 'Remove the variable, and write to `$GITHUB_ENV` and `$GITHUB_PATH` instead',
  controls: ['CKV_GHA_1', 'zizmor:insecure-commands'],
  judge(github) {
    const found = places(github);
    return found.length === 0 ? pass : found.map((place) => failAt(place, `${switchName} is on`));
  },
  examples: {
    bad: [
      'on: push\nenv:\n  ACTIONS_ALLOW_UNSECURE_COMMANDS: true\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true'\n",
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo "ACTIONS_ALLOW_UNSECURE_COMMANDS=true" >> $GITHUB_ENV\n',
    ],
    good: [
      'on: push\nenv:\n  ACTIONS_ALLOW_UNSECURE_COMMANDS: false\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});

function places({ workflows, actions }: GithubFacts): Place[] {
  const jobs = workflows.flatMap((workflow) => workflow.jobs);
  const steps = [...jobs.flatMap((job) => job.steps), ...actions.flatMap((action) => action.steps)];
  const env = [...workflows.flatMap((workflow) => workflow.env), ...jobs.flatMap((job) => job.env)];
  const set = [...env, ...steps.flatMap((step) => step.env)].filter(isOn).map(({ place }) => place);
  const written = steps.filter(
    ({ run }) => run && /ACTIONS_ALLOW_UNSECURE_COMMANDS["']?\s*[=:]\s*["']?(?:true|1)/i.test(run.value),
  );
  return [...set, ...written.map(({ place }) => place)];
}

function isOn({ name, value }: Variable): boolean {
  return name === switchName && !/^(?:false|0|)$/i.test(value.value);
}
