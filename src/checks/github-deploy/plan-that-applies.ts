import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import { placeWithin } from '../../github/expression/place.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

export const check = jobCheck({
  id: 'github-deploy/plan-that-applies',
  title: 'A job that says it plans does not apply',
  severity: 'medium',
  why: 'Reviewers and branch rules go by the name of a job: what is called a plan is taken to change nothing',
  fix: 'Apply in a job of its own, with a name that says so and an `environment`',
  controls: [],
  judge(job, workflow) {
    const names = [
      job.id,
      job.name?.value ?? '',
      workflow.jobs.length === 1 ? (workflow.name?.value ?? '') : '',
    ];
    const plans = names.some((name) =>
      /\b(?:plan|dry.?run|preview|validate)\b/i.test(name.replace(/[_-]/g, ' ')),
    );
    const saysApply = names.some((name) => /apply|deploy|destroy/i.test(name));
    if (!plans || saysApply) return undefined;
    const applies = terraformCommands(job).filter(({ command }) => command !== 'plan');
    if (applies.length === 0) return pass;
    return applies.map(({ step, line, offset }) =>
      failAt(
        step.run ? placeWithin(step.run, offset) : step.place,
        `the job ${job.id} says it plans, and runs ${line.slice(0, 100)}`,
      ),
    );
  },
  examples: {
    bad: [
      'on: push\njobs:\n  terraform-plan:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply -auto-approve\n',
    ],
    good: [
      'on: push\njobs:\n  plan:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform plan\n  apply:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
  },
});
