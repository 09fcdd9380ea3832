import { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { type Digest, isDigest } from '../base/digest.ts';
import { asDataKeyName, type DataKeyName } from '../ports/keys.ts';

const digest = z.custom<Digest>(
  (value) => typeof value === 'string' && isDigest(value),
  'not a sha256 digest',
);
const dataKey = z.string().transform((text, context): DataKeyName => {
  try {
    return asDataKeyName(text);
  } catch {
    context.addIssue('not the name of a data key');
    return z.NEVER;
  }
});
const ref = z.strictObject({ digest, size: z.number().int().min(0), key: dataKey });
const artifacts = z.record(z.string().max(200), ref);

/**
 * What every step's statement says beside its in-toto predicate, as the predicate's extension `holdfast_step`: enough
 * to rebuild the metadata, to follow lineage, and to find and decrypt each artifact.
 */
export const stepRecordSchema = z.strictObject({
  step: z.string().max(64),
  model: z.string().max(64),
  /** Empty for a step of the model. */
  dataset: z.string().max(64),
  /** The cache key: step, version, inputs and parameters. */
  key: digest,
  inputs: artifacts,
  outputs: artifacts,
  parameters: z.record(z.string(), z.json()),
  /** `holdfast.yaml` as it was. */
  policy: digest,
  /** Who asked for the run. */
  author: z.string().max(64),
  /** The signed request of the person who started the run. */
  request: digest,
  verdict: z.enum(['passed', 'failed']),
  summary: z.string().max(2000),
  problems: z.array(z.string().max(1000)).max(100),
  startedOn: z.iso.datetime(),
  finishedOn: z.iso.datetime(),
});

export type StepRecord = z.infer<typeof stepRecordSchema>;

/** Where it stands in a predicate: SLSA's rule for extension fields is `<vendor>_<name>`. */
export const stepRecordField = 'holdfast_step';

export function stepRecordOf(predicate: Record<string, Json>): StepRecord | undefined {
  const parsed = stepRecordSchema.safeParse(predicate[stepRecordField]);
  return parsed.success ? parsed.data : undefined;
}
