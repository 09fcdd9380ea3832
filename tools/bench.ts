// `npm run bench`: every measurement in tools/bench/, as a ratio to a reference of the same run. A name as argument
// runs only that one.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One measurement: what it took, what the reference took, and the highest ratio that is good. */
export interface Measurement {
  what: string;
  ours: number;
  reference: number;
  unit: string;
  /** Ours divided by the reference must not be above it. */
  limit?: number;
}

const folder = join(import.meta.dirname, 'bench');
const wanted = process.argv[2];
let missed = 0;
for (const name of (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()) {
  if (wanted !== undefined && name !== `${wanted}.ts`) continue;
  const { measure } = (await import(join(folder, name))) as { measure(): Promise<Measurement[]> };
  for (const { what, ours, reference, unit, limit } of await measure()) {
    const ratio = ours / reference;
    const holds = limit === undefined || ratio <= limit;
    if (!holds) missed += 1;
    const goal = limit === undefined ? '' : `  (goal: at most ${limit}${holds ? '' : ', MISSED'})`;
    process.stdout.write(
      `${what}: ${ours.toFixed(2)} ${unit}, reference ${reference.toFixed(2)} ${unit}, ratio ${ratio.toFixed(2)}${goal}\n`,
    );
  }
}
process.exitCode = missed > 0 ? 1 : 0;
