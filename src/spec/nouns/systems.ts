import type { z } from 'zod';
import { roleArn } from '../shape/addresses.ts';
import { environmentName, name } from '../shape/names.ts';
import { named, shape } from '../shape/shape.ts';
import { unknownName } from './access.ts';
import type { Declared, Report, Section } from './noun.ts';

const system = shape({
  roles: named(environmentName, roleArn)
    .prefault({})
    .describe('The ARN of its role by environment; an AWS environment that is not named gives no access.'),
});

const schema = named(name, system).prefault({}).describe('Machines outside this platform.');

export type System = z.output<typeof schema>[string];

function checkRole(id: string, environment: string, declared: Declared, report: Report): void {
  const path = ['systems', id, 'roles', environment];
  for (const finding of unknownName('environment', environment, declared.environments, path, 'key')) {
    report(finding);
  }
  const setting = declared.environments.get(environment);
  if (setting === undefined || setting.account !== undefined) return;
  report({
    code: 'role-outside-aws',
    path,
    at: 'key',
    message: `${environment} is not on AWS, where systems use a token and not a role`,
    fix: `remove this line, or give environments.${environment} an account`,
  });
}

export const systems: Section<typeof schema> = {
  schema,
  check(section = {}, declared, report) {
    for (const [id, found] of Object.entries(section)) {
      const what = declared.teams.has(id) ? 'a team' : declared.members.has(id) ? 'a person' : undefined;
      if (what !== undefined) {
        report({
          code: 'name-clash',
          path: ['systems', id],
          at: 'key',
          message: `"${id}" is ${what} already, so that access could mean either`,
          fix: 'give the system another name',
        });
      }
      for (const environment of Object.keys(found?.roles ?? {})) checkRole(id, environment, declared, report);
    }
  },
};
