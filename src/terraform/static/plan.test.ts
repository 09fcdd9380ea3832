import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import type { Json } from '../../base/canonical-json.ts';
import { planWithoutCredentials } from '../engine/plan.ts';
import type { PlanRequest } from '../engine/request.ts';
import type { Plan, Resource } from '../plan/plan.ts';
import { readPlanDocument } from '../plan/read-plan.ts';
import { planStatically } from './plan.ts';

const folder = join(import.meta.dirname, '..', 'testing', 'modules');

function requestOf(dir: string): PlanRequest {
  return {
    dir,
    varFiles: [],
    variables: [],
    environment: { PATH: process.env.PATH ?? '' },
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  };
}

async function both(dir: string): Promise<{ real: Plan; own: Plan }> {
  const [real, own] = await Promise.all([
    planWithoutCredentials(requestOf(dir)),
    planStatically(requestOf(dir)),
  ]);
  if (!real.plan) throw new Error('Terraform made no plan');
  return {
    real: await readPlanDocument(real.plan as unknown as Json),
    own: await readPlanDocument(own.plan as Json),
  };
}

/** Attributes that both know, and how many of them differ. */
function compare(real: Resource, own: Resource, names: readonly string[]) {
  const known = names.flatMap((name) => {
    const [left, right] = [real.attribute(name), own.attribute(name)];
    return left.known && right.known ? [{ name, left: left.value, right: right.value }] : [];
  });
  const different = known.filter(({ left, right }) => canonical(left) !== canonical(right));
  return { known: known.length, different };
}

/** A set has no order, and what is empty may be left out. */
function canonical(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(canonical).sort().join()}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const members = Object.keys(json)
    .sort()
    .filter((key) => json[key] !== null && JSON.stringify(json[key]) !== '[]')
    .map((key) => `${key}:${canonical(json[key] ?? null)}`);
  return `{${members.join()}}`;
}

/** Of every resource that there is: enough to tell whether expressions came to the same. */
const names = [
  'name',
  'arn',
  'id',
  'bucket',
  'policy',
  'assume_role_policy',
  'json',
  'tags',
  'tags_all',
  'cidr_block',
  'role',
  'policy_arn',
  'ingress',
  'rule',
  'environment',
  'container_definitions',
  'kms_key_id',
  'vpc_id',
  'subnet_ids',
  'statement',
  'function_name',
  'definition',
  'setting',
  'attribute',
  'user_data',
  'description',
];

describe.skipIf(lacks('terraform'))('a plan without Terraform (needs terraform, to compare)', () => {
  it.each(readdirSync(folder))('%s: says nothing that Terraform does not', async (module) => {
    const { real, own } = await both(join(folder, module));
    const differences = own.resources.flatMap((resource) => {
      const other = real.byAddress(resource.address);
      if (!other) return [];
      return compare(other, resource, names).different.map((one) => ({ address: resource.address, ...one }));
    });
    expect(differences).toEqual([]);
  });
});
