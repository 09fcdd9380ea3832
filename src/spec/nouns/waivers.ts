import type { z } from 'zod';
import { list, sentence, text } from '../shape/forms.ts';
import { environmentName, name, waiverName } from '../shape/names.ts';
import { day } from '../shape/quantities.ts';
import { named, shape } from '../shape/shape.ts';
import { unknownName } from './access.ts';
import type { Section } from './noun.ts';

const waiver = shape({
  check: text(
    'the name of a check',
    'write SUBJECT/CHECK, as in network/two-zones, or TOOL:RULE for one of another tool',
    /^(?:[a-z0-9-]{1,40}\/[a-z0-9-]{1,60}|[a-z0-9-]{1,40}:[\w./:-]{1,100})$/,
  ).describe('The check that may fail.'),
  where: text(
    'an address',
    'write a glob on the resource address, or "WHO VERB NOUN"',
    /^\S+( \S+ \S+)?$/,
    300,
  ).describe('A glob on the resource address, or WHO VERB NOUN.'),
  environments: list(environmentName).describe('Where it may fail.'),
  owner: name.describe('The team that answers for it.'),
  reason: sentence.describe('Why.'),
  expires: day.describe('The last day on which it counts, in quotes.'),
});

const schema = named(waiverName, waiver)
  .prefault({})
  .describe('Checks that may fail, for a reason and a time.');

export type Waiver = z.output<typeof schema>[string];

export const waivers: Section<typeof schema> = {
  schema,
  check(section = {}, declared, report) {
    for (const [id, found] of Object.entries(section)) {
      const at = ['waivers', id];
      const owner = found?.owner;
      const unknown = [
        ...(owner === undefined ? [] : unknownName('team', owner, declared.teams, [...at, 'owner'])),
        ...(found?.environments ?? []).flatMap((environment, index) =>
          unknownName('environment', environment, declared.environments, [...at, 'environments', index]),
        ),
      ];
      for (const finding of unknown) report(finding);
    }
  },
};
