import type { ServedModel } from './served-model.ts';

/** What the server asks on each request, so that a model can be replaced while it runs. */
export interface ModelSource {
  /** The version that answers where a request names none. */
  current(name: string): ServedModel | undefined;
  /** Everything that can be asked. */
  list(): ServedModel[];
}

/** One version of each model, replaced as a whole. */
export class LiveModels implements ModelSource {
  readonly #models = new Map<string, ServedModel>();

  constructor(models: ServedModel[] = []) {
    for (const model of models) this.#models.set(model.name, model);
  }

  current(name: string): ServedModel | undefined {
    return this.#models.get(name);
  }

  list(): ServedModel[] {
    return [...this.#models.values()];
  }

  /** New requests are answered by `model` at once; ends when those of the version before it are answered too. */
  async replace(model: ServedModel): Promise<void> {
    const before = this.#models.get(model.name);
    this.#models.set(model.name, model);
    if (before !== model) await before?.close();
  }

  async remove(name: string): Promise<void> {
    const model = this.#models.get(name);
    this.#models.delete(name);
    await model?.close();
  }
}
