/** A value, or why it is not known. Unknown is never safe: who meets one answers "cannot tell, because …". */
export type Known<T> = { known: true; value: T } | Unknown;

export interface Unknown {
  known: false;
  /** One short phrase without a full stop: `known after apply: refers to aws_kms_key.a.arn`. */
  because: string;
}

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown(because: string): Unknown {
  return { known: false, because };
}

/** The same of what is known; `change` may find that it is unknown after all. */
export function whenKnown<T, U>(value: Known<T>, change: (value: T) => Known<U>): Known<U> {
  return value.known ? change(value.value) : value;
}

/** All values when all are known, else every reason once, in their order. */
export function allKnown<T>(values: Iterable<Known<T>>): Known<T[]> {
  const found: T[] = [];
  const reasons = new Set<string>();
  for (const value of values) {
    if (value.known) found.push(value.value);
    else reasons.add(value.because);
  }
  return reasons.size === 0 ? known(found) : unknown([...reasons].join('; '));
}
