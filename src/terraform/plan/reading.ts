import type { Json } from '../../base/canonical-json.ts';
import { type Known, known, type Unknown, unknown } from '../../base/known.ts';
import { type Steps, type Written, writtenAt } from './configuration/expressions.ts';
import type { Source } from './configuration/references.ts';
import type { Defaults } from './defaults.ts';
import type { Instance } from './input/instance.ts';
import { isObject, member } from './json.ts';
import type { Assumption, BlockPlace, ProviderConfiguration, Reference } from './plan.ts';
import { firstMark, lengthOf, namesOf, type Walked, walk } from './walk.ts';

/** What one instance needs of the rest of the plan. */
export interface Surroundings {
  defaultsOf(instance: Instance): Defaults;
  /** The block of the instance in the configuration. */
  blockOf(instance: Instance): Omit<Source, 'expression'> | undefined;
  providerOf(instance: Instance): ProviderConfiguration | undefined;
  placeOf(instance: Instance): BlockPlace | undefined;
  follow(sources: readonly Source[]): Reference[];
  /** What the credential-free plan assumed of this instance and of what its attribute refers to. */
  assumptionsOf(address: string, steps: Steps): Assumption[];
}

/** Reads the values of one instance; steps are those of the whole instance. */
export class Reading {
  readonly instance: Instance;
  readonly plan: Surroundings;

  constructor(instance: Instance, plan: Surroundings) {
    this.instance = instance;
    this.plan = plan;
  }

  value(path: Steps): Known<Json> {
    const found = this.#resolve(path);
    if (found.kind !== 'value') return this.#unreached(found);
    const mark = firstMark(found.marks);
    if (mark) return this.#reason([...found.steps, ...mark]);
    const { value } = found;
    const { incomplete, isUnmarked } = this.instance;
    if (incomplete !== undefined && this.#mayBeMissing(found)) return unknown(incomplete);
    if (incomplete !== undefined && isUnmarked && typeof value === 'object' && value !== null)
      return unknown(incomplete);
    return known(value ?? null);
  }

  /** The steps of each element. */
  elements(path: Steps): Known<Steps[]> {
    const found = this.#resolve(path);
    if (found.kind !== 'value') return this.#unreached(found);
    const count = lengthOf(found.value, found.marks);
    if (count !== undefined)
      return known(Array.from({ length: count }, (_, index) => [...found.steps, index]));
    const { incomplete } = this.instance;
    if (incomplete !== undefined && this.#mayBeMissing(found)) return unknown(incomplete);
    const isNothing = (found.value ?? null) === null && firstMark(found.marks) === undefined;
    return known(isNothing ? [] : [found.steps]);
  }

  references(path: Steps): Reference[] {
    const block = this.plan.blockOf(this.instance);
    if (!block) return [];
    const { expressions } = this.#written(this.#stepsTo(path));
    return this.plan.follow(expressions.map((expression) => ({ ...block, expression })));
  }

  /** Whether the configuration is known, and has no expression for it. */
  isLeftOut(path: Steps): boolean {
    return this.#written(this.#stepsTo(path)).isLeftOut;
  }

  /** Whether the configuration has an expression for it. */
  isWritten(path: Steps): boolean {
    return this.#written(this.#stepsTo(path)).expressions.length > 0;
  }

  /** Whether there surely is no value, not even a default. */
  isNothing(path: Steps): boolean {
    const value = this.value(path);
    return value.known && value.value === null;
  }

  assumptions(path: Steps): Assumption[] {
    const { address } = this.instance;
    const assumed = this.plan.assumptionsOf(address, path);
    const steps = this.#stepsTo(path);
    const value = this.#walk(path).kind === 'unknown' ? this.#ofCloud(steps) : undefined;
    if (value === undefined) return assumed;
    const what = `left out of the configuration: ${this.#cloud} takes ${JSON.stringify(value)}`;
    return [...assumed, { kind: 'cloud-default', address, attribute: namesOf(steps).join('.'), what }];
  }

  /** Follows a path, and into a default where the values come to an end. */
  #resolve(path: Steps): Walked {
    const walked = this.#walk(path);
    switch (walked.kind) {
      case 'several':
        return walked;
      case 'unknown':
        return into(this.#ofCloud(walked.steps), walked.steps, walked.rest) ?? walked;
      case 'value': {
        const { gap, marks, steps } = walked;
        if (gap === undefined || this.instance.incomplete !== undefined || firstMark(marks)) return walked;
        const before = steps.slice(0, gap);
        const value = this.plan.defaultsOf(this.instance).ofProvider(namesOf(before));
        return into(value, before, steps.slice(gap)) ?? walked;
      }
    }
  }

  #walk(path: Steps): Walked {
    return walk(this.instance.values, this.instance.unknown, path);
  }

  /** The path with an index wherever a list is. */
  #stepsTo(path: Steps): Steps {
    const walked = this.#walk(path);
    return walked.kind === 'unknown' ? [...walked.steps, ...walked.rest] : walked.steps;
  }

  #written(steps: Steps): Written {
    const block = this.plan.blockOf(this.instance)?.block;
    if (!block) return { expressions: [], isLeftOut: false };
    const expressions = member(block, 'expressions');
    return writtenAt(isObject(expressions) ? expressions : {}, this.instance.values, steps);
  }

  /** Only of what is made new: an object that exists keeps what it has. */
  #ofCloud(steps: Steps): Json | undefined {
    const { action } = this.instance;
    if ((action !== 'create' && action !== 'replace') || !this.#written(steps).isLeftOut) return undefined;
    return this.plan.defaultsOf(this.instance).ofCloud(namesOf(steps));
  }

  get #cloud(): string {
    return this.instance.providerSource === 'hashicorp/aws' ? 'AWS' : 'the provider';
  }

  /** Whether the values end where the plan does not tell if there is more. */
  #mayBeMissing({ gap, steps }: Walked & { kind: 'value' }): boolean {
    if (gap === undefined) return false;
    const end = this.#walk(steps.slice(0, gap));
    return typeof steps[gap - 1] === 'number' || (end.kind === 'value' && end.value === undefined);
  }

  #unreached(walked: Exclude<Walked, { kind: 'value' }>): Unknown {
    if (walked.kind === 'several')
      return unknown(`there are ${walked.count} of ${walked.steps.join('.')}, not one`);
    return this.#reason([...walked.steps, ...walked.rest]);
  }

  /** Why a value is not known. */
  #reason(steps: Steps): Unknown {
    const { mode, action, incomplete } = this.instance;
    if (action === 'deferred' && incomplete !== undefined) return unknown(incomplete);
    // What a data source answers depends on all its arguments.
    const references = mode === 'data' ? this.references([]) : this.references(steps);
    const when = mode === 'data' ? 'read during apply' : 'known after apply';
    if (references.length > 0) return unknown(`${when}: refers to ${listed(references)}`);
    const isLeft = mode === 'managed' && this.#written(steps).isLeftOut;
    return unknown(isLeft ? `${when}: left to ${this.#cloud}` : when);
  }
}

/** Follows the rest of a path into a default that stands at `before`. */
function into(value: Json | undefined, before: Steps, rest: Steps): Walked | undefined {
  if (value === undefined) return undefined;
  const walked = walk(value, undefined, rest);
  return { ...walked, steps: [...before, ...walked.steps] };
}

const listedMax = 3;

function listed(references: Reference[]): string {
  const texts = references
    .slice(0, listedMax)
    .map(({ address, attribute }) => (attribute === undefined ? address : `${address}.${attribute}`));
  const more = references.length - texts.length;
  return `${texts.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
