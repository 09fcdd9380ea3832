import { VerificationError } from '../../base/errors.ts';

/** Collects everything that does not hold, so that an audit names all of it and not the first alone. */
export class Problems {
  readonly found: VerificationError[] = [];

  /** The same thing said twice is one problem. */
  add(error: VerificationError): void {
    if (!this.found.some(({ message }) => message === error.message)) this.found.push(error);
  }

  /** Runs a check that throws; a VerificationError is kept, anything else is no finding and goes on up. */
  async collect<T>(check: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      this.add(error);
      return undefined;
    }
  }
}
