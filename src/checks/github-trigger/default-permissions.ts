import { hasEvent, privilegedEvents } from '../../github/analysis/events.ts';
import { permissionsOf } from '../../github/analysis/permissions.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

export const check = jobCheck({
  id: 'github-trigger/default-permissions',
  title: 'What anyone can start has no more rights than it says',
  severity: 'high',
  why: 'Anyone starts the workflow, and its token has the default rights of the repository, which in many are to write everything',
  fix: 'Write `permissions: {}` at the top of the workflow, and in each job what it needs',
  controls: ['poutine:default_permissions_on_risky_events', 'zizmor:excessive-permissions'],
  judge(job, workflow) {
    if (!hasEvent(workflow, ...privilegedEvents)) return undefined;
    if (permissionsOf(workflow, job).kind !== 'absent') return pass;
    const event = workflow.triggers.find((trigger) => privilegedEvents.includes(trigger.event))?.event ?? '';
    return failAt(job.place, `anyone starts the job ${job.id} by ${event}, and it says no permissions`);
  },
  examples: {
    bad: ['on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n'],
    good: [
      'on: issue_comment\npermissions:\n  issues: write\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});
