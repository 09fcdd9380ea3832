import type { Message } from './message.ts';

/** A value that is known before the model runs. */
export type Constant = { tensor: Message } | { values: readonly (number | bigint)[] };

/** The names that a graph may use: its own, and those of the graphs around it. */
export class Scope {
  readonly own = new Set<string>();
  readonly #parent: Scope | undefined;
  readonly #constants = new Map<string, Constant>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  has(name: string): boolean {
    return this.own.has(name) || (this.#parent?.has(name) ?? false);
  }

  /** False when the name is taken, here or around; it counts as defined here all the same. */
  define(name: string, constant?: Constant): boolean {
    const taken = this.has(name);
    this.own.add(name);
    if (taken) return false;
    if (constant) this.#constants.set(name, constant);
    return true;
  }

  setConstant(name: string, constant: Constant): void {
    this.#constants.set(name, constant);
  }

  constant(name: string): Constant | undefined {
    return this.#constants.get(name) ?? this.#parent?.constant(name);
  }
}
