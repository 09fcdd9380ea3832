import type { z } from 'zod';
import { email } from '../shape/addresses.ts';
import { list, text } from '../shape/forms.ts';
import { login, name } from '../shape/names.ts';
import { bareRecord, named, shape } from '../shape/shape.ts';
import type { Section } from './noun.ts';

const team = shape({
  members: list(login).describe('GitHub logins; also the names in local use.'),
  github: text(
    'the slug of a GitHub team',
    'write it as in its address: ml-science',
    /^[a-z0-9][a-z0-9_-]{0,99}$/,
  )
    .exactOptional()
    .describe('The slug of the team on GitHub, where it is not the key.'),
  sign_in: text(
    'a permission set or SAML group',
    'use at most 64 letters, digits and +=,.@_-',
    /^[\w+=,.@-]{1,64}$/,
  )
    .exactOptional()
    .describe('The permission set or SAML group; PLATFORM-ENVIRONMENT-TEAM where nothing is said.'),
  alerts: email.exactOptional().describe('The address for alarms.'),
});

const withSlug = (teams: Record<string, z.output<typeof team>>) =>
  bareRecord(
    Object.entries(teams).map(([id, found]) => [id, { ...found, github: found.github ?? id }] as const),
  );

const schema = named(name, team)
  .transform(withSlug)
  .describe('Who works here. A team may do nothing until access says so.');

export type Team = z.output<typeof schema>[string];
export const teams: Section<typeof schema> = { schema };
