import type { z } from 'zod';
import { retention } from '../shape/quantities.ts';
import { shape } from '../shape/shape.ts';
import { access, checkAccess } from './access.ts';
import type { Section } from './noun.ts';

export const logVerbs = ['read'] as const;

const fields = shape(
  {
    retention: retention.prefault('1y').describe('How long the logs are kept.'),
    access: access(logVerbs).prefault({}),
  },
  { retention: 'retentionSeconds' },
);
const schema = fields.prefault({}).describe('The trail and the log of the platform.');

export type Logs = z.output<typeof schema>;

export const logs: Section<typeof schema> = {
  schema,
  check(section, declared, report) {
    if (section === undefined) return;
    checkAccess(section.access, {
      name: 'logs',
      declared,
      report: (finding) => report({ ...finding, path: ['logs', ...finding.path] }),
    });
    if (declared.alerting.size > 0) return;
    report({
      code: 'alerts-missing',
      path: ['logs'],
      at: 'key',
      message: 'no team is told when the logs raise an alarm',
      fix: 'add alerts: ADDRESS to a team',
      rests: [...declared.teams.keys()].map((team) => ['teams', team, 'alerts']),
    });
  },
};
