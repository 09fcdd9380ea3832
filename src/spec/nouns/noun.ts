import type { z } from 'zod';

/** Where something stands in the file: the keys from its top, and positions in lists. */
export type Path = readonly (string | number)[];

/** A problem with its path instead of its place. */
export interface Finding {
  code: string;
  path: Path;
  /** What the place points at; the value where nothing is said. */
  at?: 'key' | 'value';
  message: string;
  fix: string;
  /** A name that may be a slip for one of others; then that is the fix. */
  slip?: { name: string; known: Known };
  /** What it follows from beside its own path: where that is wrong already, nothing is said. */
  rests?: readonly Path[];
}

/** Names, to look up and to go through. */
export type Known = Pick<ReadonlySet<string>, 'has' | 'keys'>;

export type Report = (finding: Finding) => void;

/** What is known of a file that may have mistakes: everything may be absent, what is there has the right form. */
export type Loose<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> }
    : T;
export type LooseInput<S extends z.ZodType> = Loose<z.input<S>>;

/** What a check needs of an environment. */
export interface Setting {
  name: string;
  production: boolean;
  account?: string;
  modelsFrom?: string;
}

/** What a file declares, whatever else is wrong in it. */
export interface Declared {
  /** Members by team. */
  teams: ReadonlyMap<string, readonly string[]>;
  /** Teams with an address for alarms. */
  alerting: ReadonlySet<string>;
  systems: ReadonlySet<string>;
  /** Teams and systems. */
  grantees: ReadonlySet<string>;
  /** Everyone in a team. */
  members: ReadonlySet<string>;
  environments: ReadonlyMap<string, Setting>;
  datasets: ReadonlySet<string>;
  models: ReadonlySet<string>;
  /** `cloud.region` */
  region?: string;
}

/** A part of the file that stands once at its top; paths in `report` start at the top. */
export interface Section<S extends z.ZodType> {
  schema: S;
  check?(section: LooseInput<S> | undefined, declared: Declared, report: Report): void;
}

/** One noun under judgement; paths in `report` start at the noun. */
export interface Spot {
  name: string;
  declared: Declared;
  report: Report;
}

/** What the file may say more than once, each under a name: datasets, models. */
export interface Noun<S extends z.ZodType> {
  schema: S;
  /** What must hold everywhere; also judged again where an environment's patch changed the noun. */
  check(noun: LooseInput<S>, spot: Spot): void;
  /** What must hold in one environment; `noun` has that environment's patch. */
  checkIn(noun: LooseInput<S>, setting: Setting, spot: Spot): void;
}
