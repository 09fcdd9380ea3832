import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

export const check = workflowCheck({
  id: 'github/permissions-at-job',
  title: 'What a token may write is given to the job that needs it',
  severity: 'medium',
  why: 'Written at the top of a workflow, a permission belongs to every job of it, also to the one that runs the most foreign code',
  fix: 'Move what writes from the top of the workflow to the job that needs it',
  controls: ['zizmor:excessive-permissions', 'OpenSSF:Token-Permissions'],
  judge({ permissions, jobs }) {
    if (permissions.kind !== 'scopes') return undefined;
    const inheriting = jobs.filter((job) => job.permissions.kind === 'absent');
    const written = permissions.scopes.filter(({ level }) => level === 'write');
    if (inheriting.length < 2 || written.length === 0) return pass;
    const names = inheriting.map(({ id }) => id).join(', ');
    return written.map(({ name, place }) =>
      failAt(place, `${name}: write belongs to each of the jobs ${names}`),
    );
  },
  examples: {
    bad: [
      'on: push\npermissions:\n  contents: write\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n',
    ],
    good: [
      'on: push\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  release:\n    permissions:\n      contents: write\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n',
      'on: push\npermissions:\n  contents: write\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n',
    ],
  },
});
