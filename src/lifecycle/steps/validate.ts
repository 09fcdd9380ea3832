import { join } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { digestOfJson } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import { countText } from '../../base/units.ts';
import { asDataKeyName } from '../../ports/keys.ts';
import { filesBelow, unpackFolder } from '../data/folder.ts';
import { readJson, storeJson } from '../data/json-artifact.ts';
import {
  type DataSchema,
  dataSchema,
  inferSchema,
  profileOf,
  readSchemaFile,
  schemaProblems,
} from '../data/profile.ts';
import { testResult } from '../predicates.ts';
import type { Step, StepContext } from '../step.ts';

/**
 * The schema that a delivery is held to: the declared file, else the one that was inferred from the first delivery
 * and is pinned by that statement's signature, else none yet.
 */
async function schemaOf(context: StepContext): Promise<{ origin: string; schema?: DataSchema }> {
  const declared = context.platform.datasets[context.dataset]?.schema;
  if (declared !== undefined) {
    const schema = await readSchemaFile(join(context.project, declared)).catch((error: Error) => {
      throw new InputError({
        code: 'schema-invalid',
        message: `${declared}: ${error.message}`,
        fix: 'docs/data-schema.md shows the two forms',
      });
    });
    return { origin: declared, schema };
  }
  const pinned = await context.pinnedSchema();
  if (!pinned) return { origin: 'inferred' };
  return { origin: 'pinned', schema: dataSchema.parse(await readJson(context.artifacts, pinned)) };
}

/** The gate before anything uses a delivery: it looks as the schema says, and the profile shows what is in it. */
export const step: Step = {
  name: 'validate',
  scope: 'dataset',
  takes: ['delivery'],
  leaves: ['profile', 'schema'],
  version: 1,
  async parameters(context) {
    const { origin, schema } = await schemaOf(context);
    return { origin, ...(schema ? { schema: digestOfJson(schema as Json) } : {}) };
  },
  async run(context, inputs) {
    const delivery = inputs[`delivery/${context.dataset}`];
    if (!delivery) throw new Error('validate is missing the delivery');
    const folder = await context.scratch('delivery');
    await unpackFolder(context.artifacts, delivery, folder);
    const profile = await profileOf(await filesBelow(folder));
    const { origin, schema: wanted } = await schemaOf(context);
    const schema = wanted ?? inferSchema(profile);
    const problems = schemaProblems(profile, schema);
    const verdict = problems.length === 0 ? 'passed' : 'failed';
    const asJson = JSON.parse(JSON.stringify(profile)) as Json;
    return {
      outputs: {
        profile: await storeJson(context.artifacts, asJson, delivery.key),
        schema: await storeJson(
          context.artifacts,
          schema as Json,
          asDataKeyName(`schema/${context.dataset}`),
        ),
      },
      verdict,
      summary: `${countText(profile.files, 'file')}, ${countText(profile.duplicates, 'duplicate')}, schema ${origin}`,
      problems,
      judges: [`delivery/${context.dataset}`],
      predicate: testResult(
        verdict,
        [{ name: `schema (${origin})`, digest: { sha256: digestOfJson(schema as Json).slice(7) } }],
        { passed: verdict === 'passed' ? ['delivery meets its schema'] : [], failed: problems },
      ),
    };
  },
};
