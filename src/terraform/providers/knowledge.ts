import type { ObjectValue, Value } from '../protocol/value.ts';
import type { Block, CtyType } from '../schema/types.ts';

/** What Holdfast knows of a provider beyond its schema. One folder or file per provider. */
export interface ProviderKnowledge {
  /** As in `required_providers`: `hashicorp/aws`. */
  source: string;
  /** Reads the provider's own configuration; unknown values in it count as absent. */
  configure(config: ObjectValue, defaults: Defaults): Context;
  /** By resource type; a type without an entry gets placeholders by the names and types of its attributes. */
  resources: Record<string, ResourceKnowledge>;
  /** What the provider plans for every resource that has such an attribute and leaves it out. */
  everyResource?: Record<string, Compute>;
  /** By type; a data source without an entry is assumed: placeholders, each labelled. */
  dataSources: Record<string, DataSource>;
  ephemeralResources: Record<string, DataSource>;
  functions: Record<string, ProviderFunction>;
  /** A placeholder for a computed attribute that nothing else knows; undefined: the engine's own. */
  placeholder?(request: PlaceholderRequest): Value | undefined;
}

/** What the caller chose, for configurations that do not. */
export interface Defaults extends ProjectFolders {
  /** Whether what the real provider refuses is taken, where its meaning is clear. */
  lenient?: boolean;
  account: string;
  region: string;
}

/** Where the files are that a configuration may name. */
export interface ProjectFolders {
  /** The only folder of the user that a data source may read. */
  projectDir: string;
  /** Where relative paths begin: the root module's folder. The project's folder when absent. */
  rootDir?: string;
  /** The scratch copy of the project's folder: what lies below it is read from the project. */
  copyDir?: string;
}

/** What one provider configuration (alias) stands for. */
export interface Context extends Defaults {
  partition: string;
  dnsSuffix: string;
  defaultTags: Record<string, string>;
}

/** Known facts of a block; nested blocks by name, whatever their nesting. */
export interface BlockKnowledge {
  /** The provider's own defaults, known at plan time, for attributes that the configuration leaves out. */
  defaults?: Record<string, Value>;
  /** Values of computed attributes, known after apply only. */
  computed?: Record<string, Value | Compute>;
  blocks?: Record<string, BlockKnowledge>;
}

export interface ResourceKnowledge extends BlockKnowledge {
  /** Values of computed attributes that the real provider knows at plan time already. */
  planned?: Record<string, Compute>;
}

/** Undefined when it depends on what is not known. `id` and then `arn` are computed before the others. */
export type Compute = (of: Computing) => Value | undefined;

export interface Computing {
  /** A known string attribute of the resource (its own, or one computed before); undefined when null or unknown. */
  string(name: string): string | undefined;
  /** Any attribute as it is now. */
  value(name: string): Value | undefined;
  context: Context;
  /** The keys that expressions take from a map which only the provider could fill. */
  keys(attribute: string): string[];
  /** Always the same for one resource address and label, different for any other. Lower case hex, at most 64. */
  hex(lengthChars: number, label?: string): string;
}

export interface DataSource {
  /**
   * Fills in the computed attributes. What it leaves out is assumed. Throws a `DataSourceError` for a problem of
   * the user's configuration.
   */
  read(config: ObjectValue, context: Context, of: Computing): ObjectValue;
  /** A file that the real data source leaves behind; it is written to the scratch copy, for expressions that read it. */
  leaves?(config: ObjectValue, context: Context): { path: string; content: Uint8Array } | undefined;
  /** What the answer rests on; absent when it follows from the configuration alone. */
  assumption?: string;
}

export class DataSourceError extends Error {
  override name = 'DataSourceError';
}

/** https://developer.hashicorp.com/terraform/plugin/framework/functions/concepts */
export interface ProviderFunction {
  summary: string;
  parameters: { name: string; type: 'string' | 'bool' | 'number' }[];
  returns: CtyType;
  /** Throws a `DataSourceError` for arguments that the provider would refuse. */
  call(args: Value[], folders: ProjectFolders): Value;
}

export interface PlaceholderRequest {
  type: string;
  attribute: string;
  block: Block;
  of: Computing;
}
