import { privilegedEvents } from '../../github/analysis/events.ts';
import { outsiderScenarios } from '../../github/analysis/scenario.ts';
import { secretsIn, textsOfJob } from '../../github/analysis/secrets.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const carriers = privilegedEvents.slice(0, 3);

export const check = jobCheck({
  id: 'github-secrets/outsiders',
  title: 'Jobs that anyone can start have no secrets',
  severity: 'medium',
  why: 'A foreign pull request or comment starts the job: one mistake in its steps, or in an action that it uses, gives the secret away',
  fix: 'Put the step with the secret into a job with an `environment` that somebody must approve, or let only people with rights start it',
  controls: ['OpenSSF:Dangerous-Workflow', 'CICD-SEC-4'],
  judge(job, workflow) {
    const [scenario] = outsiderScenarios(workflow, job).filter(({ event }) => carriers.includes(event));
    if (!scenario) return undefined;
    const [used] = secretsIn(textsOfJob(job));
    if (!used || job.environment) return pass;
    return failAt(
      used.found.place,
      `anyone starts the job ${job.id} by ${scenario.event}, and it takes secrets.${used.name}`,
    );
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
    good: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          TOKEN: ${{ secrets.GITHUB_TOKEN }}\n',
      'on: pull_request_target\njobs:\n  a:\n    environment: review\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
  },
});
