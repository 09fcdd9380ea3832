import { actorOf } from '../../github/analysis/events.ts';
import { levelOf, permissionsOf } from '../../github/analysis/permissions.ts';
import { outsiderScenarios } from '../../github/analysis/scenario.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/concepts/security/openid-connect */
export const check = jobCheck({
  id: 'github-deploy/identity-for-outsiders',
  title: 'Nobody from outside starts a job with a cloud identity',
  severity: 'high',
  why: 'A foreign pull request, issue or comment starts the job, which can then get every role that trusts the repository, or its default branch',
  fix: 'Give `id-token: write` only to jobs that people with rights start, or put an `environment` with reviewers before it',
  controls: ['CICD-SEC-4'],
  judge(job, workflow) {
    if (levelOf(permissionsOf(workflow, job), 'id-token') !== 'write') return undefined;
    const [scenario] = outsiderScenarios(workflow, job).filter(({ event }) => actorOf(event) === 'anyone');
    if (!scenario || job.environment) return pass;
    return failAt(
      job.place,
      `anyone starts the job ${job.id} by ${scenario.event}, and it has id-token: write`,
    );
  },
  examples: {
    bad: [
      'on: pull_request_target\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: push\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});
