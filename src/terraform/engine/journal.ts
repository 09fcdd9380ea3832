import type { Context } from '../providers/knowledge.ts';

/** What the values of one instance rest on. */
export interface Entry {
  /** Why the values are not certain; absent when they follow from the configuration. */
  assumption?: string;
  /** Attributes whose values stand for those that only the provider could tell. */
  placeholders: string[];
  /** Those among them that the configuration could have set: the provider chooses. */
  left: string[];
}

/** What the provider servers noted while Terraform asked them. By address, so that asking twice changes nothing. */
export class Journal {
  readonly entries = new Map<string, Entry>();
  /** The provider configurations that were made, by source and what they stand for. */
  readonly contexts = new Map<string, Context & { source: string }>();
  /** Whether the values after an apply were foreseen in the plan, by address: an apply must find what was planned. */
  readonly foreseen = new Map<string, boolean>();
  /** What went wrong in Holdfast itself. */
  readonly bugs: unknown[] = [];

  note(address: string, entry: Entry): void {
    this.entries.set(address, entry);
  }

  configured(source: string, context: Context): void {
    this.contexts.set(`${source} ${context.account} ${context.region}`, { ...context, source });
  }
}
