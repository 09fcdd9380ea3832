import type { Json } from '../../base/canonical-json.ts';
import { type Known, known, whenKnown } from '../../base/known.ts';
import type { Steps } from './configuration/expressions.ts';
import type {
  Action,
  Assumption,
  Attributes,
  BlockPlace,
  Mode,
  Path,
  ProviderConfiguration,
  Reference,
  Resource,
} from './plan.ts';
import type { Reading } from './reading.ts';
import { isMarked, stepsOf } from './walk.ts';

/** The attributes of an instance from one of its blocks on. */
class View implements Attributes {
  readonly #reading: Reading;
  readonly #start: Steps;

  constructor(reading: Reading, start: Steps) {
    this.#reading = reading;
    this.#start = start;
  }

  attribute(path: Path): Known<Json> {
    return this.#reading.value(this.#at(path));
  }

  elements(path: Path): Known<Attributes[]> {
    const found = this.#reading.elements(this.#at(path));
    return whenKnown(found, (all) => known(all.map((steps) => new View(this.#reading, steps))));
  }

  isLeftOut(path: Path): boolean {
    return this.#reading.isLeftOut(this.#at(path));
  }

  references(path: Path): Reference[] {
    return this.#reading.references(this.#at(path));
  }

  assumptions(path: Path = ''): Assumption[] {
    return this.#reading.assumptions(this.#at(path));
  }

  isSensitive(path: Path): boolean {
    return isMarked(this.#reading.instance.sensitive, this.#at(path));
  }

  #at(path: Path): Steps {
    return [...this.#start, ...stepsOf(path)];
  }
}

export class ReadResource extends View implements Resource {
  readonly address: string;
  readonly module: string;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  readonly providerSource: string;
  readonly action: Action;
  readonly movedFrom?: string;
  readonly #whole: Reading;

  constructor(reading: Reading) {
    super(reading, []);
    const { instance } = reading;
    this.address = instance.address;
    this.module = instance.module;
    this.mode = instance.mode;
    this.type = instance.type;
    this.name = instance.name;
    if (instance.key !== undefined) this.key = instance.key;
    this.providerSource = instance.providerSource;
    this.action = instance.action;
    if (instance.movedFrom !== undefined) this.movedFrom = instance.movedFrom;
    this.#whole = reading;
  }

  get provider(): ProviderConfiguration | undefined {
    return this.#whole.plan.providerOf(this.#whole.instance);
  }

  get place(): BlockPlace | undefined {
    return this.#whole.plan.placeOf(this.#whole.instance);
  }
}
