import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import type { Job, Workflow } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const productive = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/i;
const before = /(?:^|[^a-z])(?:dev|development|test|qa|int|stag(?:e|ing)|uat|preprod|sandbox)(?:[^a-z]|$)/i;

/** https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/control-deployments */
export const check = jobCheck({
  id: 'github-deploy/production-gate',
  title: 'Production is applied after the other environments, and behind a gate',
  severity: 'high',
  why: 'What breaks the first environment breaks production in the same minute: nobody looked at it, and nobody could stop it',
  fix: 'Let the job of production need the one before it, and give it an `environment` with reviewers',
  controls: ['CICD-SEC-1'],
  judge(job, workflow) {
    if (!applies(job) || job.environment) return undefined;
    const names = job.matrix.map(({ value }) => value.value);
    if (names.some((name) => productive.test(name)) && names.some((name) => before.test(name)))
      return failAt(
        job.place,
        `the job ${job.id} applies ${names.slice(0, 10).join(', ')} at once, without an environment`,
      );
    return besideOthers(job, workflow);
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        env: [dev, staging, prod]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=infra/${{ matrix.env }} apply -auto-approve\n',
      'on: push\njobs:\n  staging:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=staging apply -auto-approve\n  production:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=production apply -auto-approve\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        env: [dev, staging, prod]\n    environment: ${{ matrix.env }}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=infra/${{ matrix.env }} apply tfplan\n',
      'on: push\njobs:\n  staging:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=staging apply -auto-approve\n  test:\n    needs: staging\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  production:\n    needs: test\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=production apply -auto-approve\n',
      'on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        env: [dev, staging, prod]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=infra/${{ matrix.env }} plan\n',
    ],
  },
});

function applies(job: Job): boolean {
  return terraformCommands(job).some(({ command }) => command !== 'plan');
}

/** A job of production that waits for no other environment which the same workflow applies. */
function besideOthers(job: Job, workflow: Workflow): Judgement | undefined {
  if (!isOf(job, productive)) return undefined;
  const others = workflow.jobs.filter((one) => one !== job && applies(one) && isOf(one, before));
  if (others.length === 0) return undefined;
  const needed = neededBy(job, workflow);
  if (others.some(({ id }) => needed.has(id))) return pass;
  return failAt(
    job.place,
    `the job ${job.id} applies production beside ${others.map(({ id }) => id).join(', ')}, and waits for none`,
  );
}

function isOf(job: Job, form: RegExp): boolean {
  const lines = terraformCommands(job).map(({ line }) => line);
  return [job.id, job.name?.value ?? '', ...lines].some((text) => form.test(text));
}

/** The ids of all jobs that must have succeeded before. */
function neededBy(job: Job, { jobs }: Workflow): Set<string> {
  const needed = new Set(job.needs);
  for (const id of needed)
    for (const next of jobs.find((one) => one.id === id)?.needs ?? []) needed.add(next);
  return needed;
}
