import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What real Terraform with the real provider makes of a module: its `expect.json`. */
export const expectationSchema = z.strictObject({
  /** What the module is a case of. */
  about: z.string(),
  /** Does real Terraform accept the module as it stands? */
  strict: z.boolean(),
  /** As for `holdfast plan`: files of values beside those that Terraform reads by itself. */
  varFiles: z.array(z.string()).default([]),
  variables: z.array(z.string()).default([]),
  account: z.string().optional(),
  region: z.string().optional(),
  /** What is known of data sources and remote states, by address. */
  given: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** The number of managed instances by type; all types are listed. */
  resources: z.record(z.string(), z.number().int().positive()),
  /** By the address of an instance and a path within it (`statement.0.sid`); JSON texts are given as what they mean. */
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** The values of the root's outputs. */
  outputs: z.record(z.string(), z.unknown()).default({}),
  /** `file:line` of instances, by address. */
  places: z.record(z.string(), z.string()).default({}),
  /** Words of which each one stands in one of the problems at least. */
  problems: z.array(z.string()).default([]),
});

export type Expectation = z.infer<typeof expectationSchema>;

export async function readExpectation(moduleDir: string): Promise<Expectation> {
  return expectationSchema.parse(JSON.parse(await readFile(join(moduleDir, 'expect.json'), 'utf8')));
}
