import type { Steps } from './configuration/expressions.ts';
import { blockAddress, resourceAddress } from './configuration/instance-index.ts';
import type { Instance } from './input/instance.ts';
import type { ReadSection } from './input/section.ts';
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
  readonly #byAddress: Map<string | undefined, Assumption[]>;
  readonly #placeholders: ReadonlyMap<string, readonly string[]>;
  readonly #readings: ReadonlyMap<string, Reading>;

  constructor(section: ReadSection | undefined, readings: ReadonlyMap<string, Reading>) {
    this.#byAddress = Map.groupBy(section?.assumptions ?? [], (assumption) => assumption.address);
    this.#placeholders = section?.placeholders ?? new Map();
    this.#readings = readings;
  }

  /** Those of an attribute and of all that its expression refers to, each once. */
  of(address: string, steps: Steps): Assumption[] {
    if (this.#byAddress.size === 0 && this.#placeholders.size === 0) return [];
    const found = new Map<string, Assumption>();
    const seen = new Set<string>();
    const queue: Ground[] = [{ address, steps }];
    for (let at = 0; at < queue.length && at < groundsMax; at += 1) {
      const ground = queue[at];
      const id = ground && `${ground.address}\n${ground.steps.join('\n')}`;
      if (!ground || id === undefined || seen.has(id)) continue;
      seen.add(id);
      for (const next of this.#step(ground, found)) queue.push(next);
    }
    return [...found.values()];
  }

  #step({ address, steps }: Ground, found: Map<string, Assumption>): Ground[] {
    const reading = this.#readings.get(address);
    if (!reading) return [];
    const { instance } = reading;
    const isComputed = steps.length === 0 || !reading.isWritten(steps);
    for (const assumption of this.#of(instance))
      if (concerns(assumption, steps, isComputed))
        found.set(`${assumption.address} ${assumption.attribute} ${assumption.what}`, assumption);
    if (isComputed && (reading.isNothing(steps) || this.#isDefault(instance, steps))) return [];
    // What the provider computes may come of all its arguments.
    return reading.references(isComputed ? [] : steps).map(groundOf);
  }

  /** A value that is neither written nor made at apply does not depend on anything. */
  #isDefault({ mode, address }: Instance, [name]: Steps): boolean {
    if (mode !== 'managed' || typeof name !== 'string') return false;
    return !this.#placeholders.get(address)?.includes(name);
  }

  /** Those of an instance, of its resource, and of its block in the configuration. */
  #of(instance: Instance): Assumption[] {
    const addresses = new Set([instance.address, resourceAddress(instance), blockAddress(instance)]);
    return [...addresses].flatMap((address) => [
      ...(this.#byAddress.get(address) ?? []),
      ...(this.#placeholders.get(address) ?? []).map((attribute) => placeholderOf(address, attribute)),
    ]);
  }
}

function placeholderOf(address: string, attribute: string): Assumption {
  const what = 'the provider makes it at apply: the value stands for it';
  return { kind: 'placeholder', address, attribute, what };
}

function concerns({ attribute }: Assumption, steps: Steps, isComputed: boolean): boolean {
  if (steps.length === 0) return true;
  return attribute === undefined ? isComputed : attribute.split(/[.[]/)[0] === steps[0];
}

function groundOf({ address, attribute }: Reference): Ground {
  const [first] = attribute?.split(/[.[]/) ?? [];
  return { address, steps: first === undefined ? [] : [first] };
}
