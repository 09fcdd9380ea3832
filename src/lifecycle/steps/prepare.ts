import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { digestOfJson } from '../../base/canonical-json.ts';
import { VerificationError } from '../../base/errors.ts';
import { countText } from '../../base/units.ts';
import { asDataKeyName, type DataKeyName } from '../../ports/keys.ts';
import { executionParameters, isolationJson, requiredEntry, runContractJob } from '../contract.ts';
import { filesBelow, storeFolder } from '../data/folder.ts';
import { type Row, readRows } from '../data/rows.ts';
import { heldOutShare, Split } from '../data/split.ts';
import { provenance } from '../predicates.ts';
import type { Artifacts, Step, StepContext } from '../step.ts';

/**
 * Runs the model's `prepare` in the sandbox on the raw deliveries, and divides the rows that it leaves. The platform
 * divides, not the code: the trainer never sees what it will be judged on.
 */
export const step: Step = {
  name: 'prepare',
  scope: 'model',
  takes: ['code', 'delivery', 'profile'],
  leaves: ['training-rows', 'held-out-rows'],
  version: 1,
  async parameters(context) {
    const entry = await requiredEntry(context, 'prepare');
    return { ...(await executionParameters(context, entry)), heldOutShare };
  },
  async run(context, inputs) {
    const entry = await requiredEntry(context, 'prepare');
    const { code } = inputs;
    if (!code) throw new Error('prepare is missing the code');
    const channels = deliveriesOf(inputs);
    return runContractJob(context, { role: 'prepare', entry, code, channels }, async (result) => {
      const divided = await divide(
        context,
        join(result.outputFolder, 'rows.jsonl'),
        rowsKey(context, channels),
      );
      const { counts } = divided;
      return {
        outputs: divided.outputs,
        verdict: 'passed',
        summary: `${countText(counts.training, 'row')} to train on, ${counts.heldOut.toLocaleString('en-GB')} held out`,
        predicate: provenance(
          'prepare',
          { entry, heldOutShare },
          { isolation: isolationJson(result.isolation), rows: counts },
        ),
      };
    });
  },
};

/** `delivery/mails` becomes the channel `mails`. */
function deliveriesOf(inputs: Artifacts): Artifacts {
  const deliveries = Object.entries(inputs).filter(([name]) => name.startsWith('delivery/'));
  return Object.fromEntries(deliveries.map(([name, ref]) => [name.slice('delivery/'.length), ref]));
}

interface Counts extends Record<string, number> {
  training: number;
  heldOut: number;
  joinedGroups: number;
}

/** Rows are still the deliveries' content, so they have a key that falls with any of the deliveries' keys. */
function rowsKey(context: StepContext, deliveries: Artifacts): DataKeyName {
  const digests = Object.values(deliveries).map((ref) => ref.digest);
  return asDataKeyName(`rows/${context.model}/${digestOfJson(digests.sort()).slice(7, 23)}`);
}

async function divide(
  context: StepContext,
  rowsFile: string,
  key: DataKeyName,
): Promise<{ outputs: Artifacts; counts: Counts }> {
  const producer = `prepare ${context.model}`;
  const split = new Split();
  const ids = new Set<string>();
  for await (const row of readable(rowsFile, producer)) {
    if (ids.has(row.id))
      throw new VerificationError('step-failed', producer, `two rows have the id ${row.id}`);
    ids.add(row.id);
    split.add(row);
  }
  const sides = { training: await context.scratch('training'), heldOut: await context.scratch('held-out') };
  const counts = {
    training: await writeSide(rowsFile, producer, sides.training, (row) => !split.isHeldOut(row)),
    heldOut: await writeSide(rowsFile, producer, sides.heldOut, (row) => split.isHeldOut(row)),
    joinedGroups: split.joined,
  };
  if (counts.training === 0 || counts.heldOut === 0) {
    const message = `left ${ids.size} rows, too few to hold any out: ${counts.training} + ${counts.heldOut}`;
    throw new VerificationError('step-failed', producer, message);
  }
  const training = await storeFolder(context.artifacts, await filesBelow(sides.training), key);
  const heldOut = await storeFolder(context.artifacts, await filesBelow(sides.heldOut), key);
  return { outputs: { 'training-rows': training, 'held-out-rows': heldOut }, counts };
}

async function writeSide(
  rowsFile: string,
  producer: string,
  folder: string,
  belongs: (row: Row) => boolean,
): Promise<number> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const row of readRows(rowsFile, producer)) {
      if (!belongs(row)) continue;
      count += 1;
      yield `${JSON.stringify(row)}\n`;
    }
  }
  await pipeline(lines(), createWriteStream(join(folder, 'rows.jsonl')));
  return count;
}

async function* readable(file: string, producer: string): AsyncGenerator<Row> {
  try {
    yield* readRows(file, producer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new VerificationError('step-failed', producer, 'exited with 0 but wrote no rows.jsonl');
  }
}
