import type { Clock } from '../base/clock.ts';
import type { ArtifactStore } from '../ports/artifacts.ts';
import { asDataKeyName, type DataKeyName, type KeyStore } from '../ports/keys.ts';
import { tensorJson } from './body/tensor-json.ts';
import type { CaptureRecord, CaptureSink } from './capture.ts';

const dayMs = 24 * 60 * 60 * 1000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** Names the data key of one day, `yyyy-mm-dd` in UTC. */
export type DayKey = (day: string) => DataKeyName;

/** `capture/<environment>/<model>/<yyyy-mm-dd>`: destroying one erases the captures of that day for good. */
export function captureDayKey(environment: string, model: string): DayKey {
  return (day) => asDataKeyName(`${capturePrefix(environment, model)}/${day}`);
}

/** What the keys of a model's captures begin with, for `expireCaptures`. */
export function capturePrefix(environment: string, model: string): string {
  return `capture/${environment}/${model}`;
}

/** Stores each batch as one encrypted artifact of JSON Lines for each day that it touches. */
export function artifactCaptureSink(artifacts: ArtifactStore, keyFor: DayKey): CaptureSink {
  return {
    async write(records) {
      const days = Map.groupBy(records, ({ time }) => time.slice(0, 'yyyy-mm-dd'.length));
      for (const [day, ofDay] of days) await artifacts.write(linesOf(ofDay), keyFor(day));
    },
  };
}

async function* linesOf(records: CaptureRecord[]): AsyncGenerator<Uint8Array> {
  for (const record of records) yield Buffer.from(`${recordJson(record)}\n`);
}

/** One line of JSON; tensors as in the inference protocol, so that 64-bit integers keep every digit. */
export function recordJson({ inputs, outputs, ...rest }: CaptureRecord): string {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"inputs":[${inputs.map(tensorJson).join(',')}],"outputs":[${outputs.map(tensorJson).join(',')}]}`;
}

/**
 * Erases captures by destroying the keys of the days whose every record is older than the retention; so a record lives
 * at least that long and at most one day more. Keys below the prefix that do not name a day are left alone.
 * @returns the keys that were destroyed now
 */
export async function expireCaptures(
  keys: KeyStore,
  prefix: string,
  retentionSeconds: number,
  clock: Clock,
): Promise<DataKeyName[]> {
  if (!(retentionSeconds >= 0)) throw new TypeError(`not a retention in seconds: ${retentionSeconds}`);
  const limit = clock.now().getTime() - retentionSeconds * 1000;
  const expired: DataKeyName[] = [];
  for (const { name, destroyed } of await keys.listDataKeys()) {
    const end = name.startsWith(`${prefix}/`) ? dayEnd(name.slice(name.lastIndexOf('/') + 1)) : undefined;
    if (destroyed || end === undefined || end > limit) continue;
    await keys.destroyDataKey(name);
    expired.push(name);
  }
  return expired;
}

/** Milliseconds at which a day in UTC is over; undefined for a text that is no day. */
function dayEnd(day: string): number | undefined {
  const start = dayForm.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(start) ? undefined : start + dayMs;
}
