import { isWhollyKnown, type ObjectValue } from '../protocol/value.ts';
import type { Context } from '../providers/knowledge.ts';

/** None of them is secret. */
const whereabouts = ['region', 'allowed_account_ids'];

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

  /** What says where a provider works, by source: what checks ask of a provider's block. */
  readonly configurations = new Map<string, Map<string, Record<string, unknown>>>();

  /** @param config as Terraform gives it */
  configured(source: string, context: Context, config: ObjectValue): void {
    const values = Object.fromEntries(
      whereabouts.flatMap((name) => {
        const value = config[name];
        return value !== undefined && value !== null && isWhollyKnown(value) ? [[name, value]] : [];
      }),
    );
    const own = this.configurations.get(source) ?? new Map<string, Record<string, unknown>>();
    own.set(JSON.stringify(values), values);
    this.configurations.set(source, own);
    this.contexts.set(`${source} ${context.account} ${context.region}`, { ...context, source });
  }
}
