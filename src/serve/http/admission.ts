/** One request's place. It is free again when all that holds it has let go: the answer, and the prediction. */
export interface Place {
  /** When it was taken, by `performance.now()`. */
  since: number;
  hold(): void;
  /** Call once for taking the place, and once for each `hold`. */
  release(): void;
}

/**
 * Bounds how many requests are received or answered at once, and so the memory of their bodies. A place is kept until
 * the prediction ends, also when the client has left: going away must not be a way to have more at once.
 */
export class Admission {
  readonly #limit: number;
  #taken = 0;
  #whenIdle: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Undefined when every place is taken. */
  enter(): Place | undefined {
    if (this.#taken >= this.#limit) return undefined;
    this.#taken += 1;
    let holders = 1;
    return {
      since: performance.now(),
      hold: () => {
        holders += 1;
      },
      release: () => {
        holders -= 1;
        if (holders === 0) this.#leave();
      },
    };
  }

  /** Ends when no place is taken. */
  async idle(): Promise<void> {
    if (this.#taken > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #leave(): void {
    this.#taken -= 1;
    if (this.#taken > 0) return;
    for (const resolve of this.#whenIdle) resolve();
    this.#whenIdle = [];
  }
}
