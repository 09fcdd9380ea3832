import { z } from 'zod';
import { cloud } from './nouns/cloud.ts';
import { datasets } from './nouns/datasets.ts';
import { environments } from './nouns/environments.ts';
import { github } from './nouns/github.ts';
import { logs } from './nouns/logs.ts';
import { models } from './nouns/models.ts';
import type { LooseInput } from './nouns/noun.ts';
import { people } from './nouns/people.ts';
import { systems } from './nouns/systems.ts';
import { teams } from './nouns/teams.ts';
import { waivers } from './nouns/waivers.ts';
import { name, platformName } from './shape/names.ts';
import { named } from './shape/shape.ts';

/** The newest version of the format, and the only one. */
export const formatVersion = 1;

/** `holdfast.yaml` as a whole; its input is what the file says, its output has every default. */
export const documentSchema = z
  .strictObject({
    holdfast: z
      .literal(formatVersion, { error: `the version of this format\nwrite ${formatVersion}` })
      .describe('The version of this format.'),
    platform: platformName.describe('The prefix of every name.'),
    cloud: cloud.schema,
    github: github.schema,
    people: people.schema,
    teams: teams.schema,
    systems: systems.schema,
    logs: logs.schema,
    environments: environments.schema,
    datasets: named(name, datasets.schema).prefault({}).describe('Data that models are trained on.'),
    models: named(name, models.schema).prefault({}).describe('Models, from training to serving.'),
    waivers: waivers.schema,
  })
  .describe('A platform of Holdfast. Everything that is not allowed here is denied.');

export type Document = z.output<typeof documentSchema>;
export type LooseDocument = LooseInput<typeof documentSchema>;

/** Those that stand once; the order is that of messages. */
export const sections = { cloud, github, people, teams, systems, logs, environments, waivers };

/** Those that environments can patch. A new noun is a file in nouns/, a line here and a key above. */
export const nouns = { datasets, models };
export type NounKey = keyof typeof nouns;
