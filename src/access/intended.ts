import type { NounKind } from './types.ts';

/** One line of what the file intends. */
export interface Intended {
  /** A team, a system, a job of the platform, or `github`: `train-credit-risk`. */
  who: string;
  verb: string;
  kind: NounKind;
  name: string;
  /** Why: `datasets.orders.access.science`. */
  because: string;
}

export function intended(who: string, verb: string, kind: NounKind, name: string, because: string): Intended {
  return { who, verb, kind, name, because };
}
