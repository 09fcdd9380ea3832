import type { Permissions } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

export const check = workflowCheck({
  id: 'github/permissions-write-all',
  title: 'No token may write everything',
  severity: 'high',
  why: 'Any step, and any action that it uses, can change code, releases, packages and deployments of the repository',
  fix: 'Name what the job writes, one scope a line',
  controls: ['CKV2_GHA_1', 'zizmor:excessive-permissions', 'OpenSSF:Token-Permissions'],
  judge: ({ permissions, jobs }) => [judged(permissions), ...jobs.map((job) => judged(job.permissions))],
  examples: {
    bad: [
      'on: push\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    permissions: write-all\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: push\npermissions: read-all\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});

function judged(permissions: Permissions): Judgement {
  if (permissions.kind === 'unreadable')
    return { outcome: 'cannot-tell', message: 'permissions cannot be read', place: permissions.place };
  if (permissions.kind !== 'all' || permissions.level !== 'write') return pass;
  return failAt(permissions.place, 'permissions is write-all');
}
