/**
 * The parts of a plan's JSON that Holdfast fills in or cleans; all else stays as Terraform wrote it.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export interface PlanJson {
  [key: string]: unknown;
  timestamp?: string;
  variables?: Record<string, unknown>;
  planned_values?: StateValues;
  prior_state?: { values?: StateValues };
  resource_changes?: ResourceChange[];
  relevant_attributes?: unknown[];
  output_changes?: Record<string, { after?: unknown; after_unknown?: unknown }>;
  checks?: Check[];
  configuration?: {
    provider_config?: Record<string, { full_name?: string; expressions?: Record<string, unknown> }>;
    root_module?: ModuleConfiguration;
  };
}

/** The attributes of one instance. */
export type Attributes = Record<string, unknown>;

export interface StateValues {
  outputs?: Record<string, OutputValue>;
  root_module?: ModuleValues;
}

export interface OutputValue {
  sensitive?: boolean;
  type?: unknown;
  value?: unknown;
}

export interface ModuleValues {
  /** Absent for the root. */
  address?: string;
  resources?: { address: string; values?: Attributes }[];
  child_modules?: ModuleValues[];
}

/** https://developer.hashicorp.com/terraform/internals/json-format#checks-representation */
export interface Check {
  address: { to_display: string };
  status: string;
  instances?: { address: { to_display: string }; status: string }[];
}

export interface ResourceChange {
  address: string;
  mode: string;
  type: string;
  change: Record<'before' | 'after' | 'after_unknown' | 'before_sensitive' | 'after_sensitive', unknown> & {
    actions: string[];
  };
}

export interface ModuleConfiguration {
  resources?: { expressions?: Record<string, unknown> }[];
  module_calls?: Record<string, { expressions?: Record<string, unknown>; module?: ModuleConfiguration }>;
  variables?: Record<string, unknown>;
}
