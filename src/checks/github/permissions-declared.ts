import { permissionsOf } from '../../github/analysis/permissions.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/tutorials/authenticate-with-github_token#modifying-the-permissions-for-the-github_token */
export const check = jobCheck({
  id: 'github/permissions-declared',
  title: 'Workflows say what their token may do',
  severity: 'medium',
  why: 'Without `permissions` the default of the repository counts, which in many is to write everything, and which a file does not show',
  fix: 'Write `permissions: {}` at the top of the workflow, and in each job what it needs',
  controls: [
    'zizmor:excessive-permissions',
    'CodeQL:actions/missing-workflow-permissions',
    'OpenSSF:Token-Permissions',
  ],
  judge(job, workflow) {
    const permissions = permissionsOf(workflow, job);
    if (permissions.kind !== 'absent') return pass;
    // A called workflow gets at most what its caller has.
    if (workflow.triggers.length > 0 && workflow.triggers.every(({ event }) => event === 'workflow_call'))
      return undefined;
    return failAt(
      job.place,
      `neither the workflow nor the job ${job.id} has permissions: the repository's default counts`,
    );
  },
  examples: {
    bad: ['on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n'],
    good: [
      'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    permissions:\n      contents: read\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});
