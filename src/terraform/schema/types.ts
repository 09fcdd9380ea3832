/**
 * A provider's schema, in the shape of `terraform providers schema -json`.
 * https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export interface ProviderSchema {
  /** The version of the provider that the schema was taken from: `6.66.0`. */
  version: string;
  /** The configuration of the provider itself. */
  provider: Block;
  resources: Record<string, Block>;
  dataSources: Record<string, Block>;
  ephemeralResources: Record<string, Block>;
}

/** The kinds of block that have a type of their own. */
export type BlockKind = 'resource' | 'data' | 'ephemeral';

export interface Block {
  attributes: Record<string, Attribute>;
  blocks: Record<string, NestedBlock>;
}

export interface Attribute {
  type: CtyType;
  required?: true;
  optional?: true;
  computed?: true;
  sensitive?: true;
  writeOnly?: true;
}

/** `group` does not occur in what Holdfast serves. */
export type Nesting = 'single' | 'list' | 'set' | 'map';

export interface NestedBlock {
  nesting: Nesting;
  minItems?: number;
  maxItems?: number;
  block: Block;
}

/**
 * A type constraint, in Terraform's JSON form.
 * https://developer.hashicorp.com/terraform/plugin/framework/handling-data/types
 */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | ['list' | 'set' | 'map', CtyType]
  | ['object', Record<string, CtyType>]
  | ['tuple', CtyType[]];
