import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../base/canonical-json.ts';
import type { Plan } from '../plan.ts';
import { type ReadPlanOptions, readPlan } from '../read-plan.ts';

export type Member = { [key: string]: Json };

export const sampleDir = join(import.meta.dirname, 'sample');

/**
 * What Terraform 1.11.4 made of the module in `sample`, over a state of an earlier version of it: the plan, the state
 * after it as `show -json` prints it, and the state file.
 */
export function sample(name: 'plan' | 'state' | 'state-file'): Json {
  const lines = readFileSync(join(import.meta.dirname, 'sample.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const found = lines.map((line) => JSON.parse(line)).find((one) => one.name === name);
  return found.document;
}

/** Reads a document as a file would hold it. */
export function read(document: Json, options?: ReadPlanOptions): Promise<Plan> {
  return readPlan(Buffer.from(JSON.stringify(document)), options);
}

/** A resource of a plan that is written by hand. */
export interface Planned {
  /** Without modules: `aws_s3_bucket.a["x"]`. */
  address: string;
  module?: string;
  provider?: string;
  actions?: string[];
  after?: Member;
  unknown?: Json;
  sensitive?: Json;
}

/** Entries of `resource_changes`. */
export function changes(resources: Planned[]): Json[] {
  return resources.map((resource) => ({
    ...named(resource),
    ...(resource.module !== undefined && { module_address: resource.module }),
    change: {
      actions: resource.actions ?? ['create'],
      before: null,
      after: resource.after ?? {},
      after_unknown: resource.unknown ?? {},
      before_sensitive: false,
      after_sensitive: resource.sensitive ?? {},
    },
  }));
}

function named({ address, module, provider = 'registry.terraform.io/hashicorp/aws' }: Planned): Member {
  const [, data, type = '', name = '', key] = /^(data\.)?([^.]+)\.([^.[]+)(?:\[(.*)\])?$/.exec(address) ?? [];
  return {
    address: module === undefined ? address : `${module}.${address}`,
    mode: data ? 'data' : 'managed',
    type,
    name,
    ...(key !== undefined && { index: JSON.parse(key) }),
    provider_name: provider,
  };
}

/** A plan of these resources, in which `configuration.root_module` is as given. */
export function planOf(resources: Planned[], rootModule: Member = {}, more: Member = {}): Member {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: {},
    resource_changes: changes(resources),
    configuration: { root_module: rootModule },
    ...more,
  };
}

/** A resource block of the configuration. */
export function block(address: string, expressions: Member, more: Member = {}): Member {
  return { address, provider_config_key: 'aws', expressions, ...more };
}

export function refersTo(...references: string[]): Member {
  return { references };
}

export function literal(value: Json): Member {
  return { constant_value: value };
}
