import type { Steps } from './configuration/expressions.ts';
import { blockAddress, resourceAddress } from './configuration/instance-index.ts';
import type { Assumption, Reference } from './plan.ts';
import type { Reading } from './reading.ts';

/** An attribute of an instance: what an answer rests on. */
interface Ground {
  address: string;
  steps: Steps;
}

/** A bound for plans that are made to be followed forever. */
const groundsMax = 10_000;

/** Finds the assumptions that a value rests on. */
export class Assumptions {
  readonly #byAddress: Map<string, Assumption[]>;
  readonly #readings: ReadonlyMap<string, Reading>;

  constructor(assumptions: readonly Assumption[], readings: ReadonlyMap<string, Reading>) {
    this.#byAddress = Map.groupBy(assumptions, (assumption) => assumption.address);
    this.#readings = readings;
  }

  /** Those of an attribute and of all that its expression refers to, each once. */
  of(address: string, steps: Steps): Assumption[] {
    if (this.#byAddress.size === 0) return [];
    const found = new Set<Assumption>();
    const seen = new Set<string>();
    const queue: Ground[] = [{ address, steps }];
    for (let at = 0; at < queue.length && at < groundsMax; at += 1) {
      const ground = queue[at];
      const id = ground && `${ground.address}\n${ground.steps.join('\n')}`;
      if (!ground || id === undefined || seen.has(id)) continue;
      seen.add(id);
      queue.push(...this.#step(ground, found));
    }
    return [...found];
  }

  #step({ address, steps }: Ground, found: Set<Assumption>): Ground[] {
    const reading = this.#readings.get(address);
    if (!reading) return [];
    const { instance } = reading;
    const isComputed = steps.length === 0 || !reading.isWritten(steps);
    const addresses = new Set([address, resourceAddress(instance), blockAddress(instance)]);
    for (const assumption of [...addresses].flatMap((one) => this.#byAddress.get(one) ?? []))
      if (concerns(assumption, steps, isComputed)) found.add(assumption);
    if (isComputed && reading.isNothing(steps)) return [];
    // What the provider computes may come of all its arguments.
    return reading.references(isComputed ? [] : steps).map(groundOf);
  }
}

function concerns({ attribute }: Assumption, steps: Steps, isComputed: boolean): boolean {
  if (steps.length === 0) return true;
  return attribute === undefined ? isComputed : attribute.split(/[.[]/)[0] === steps[0];
}

function groundOf({ address, attribute }: Reference): Ground {
  const [first] = attribute?.split(/[.[]/) ?? [];
  return { address, steps: first === undefined ? [] : [first] };
}
