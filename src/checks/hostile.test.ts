import { expect, test } from 'vitest';
import type { Json } from '../base/canonical-json.ts';
import { collectFacts } from '../clouds/aws/facts/collect.ts';
import { readPlanDocument } from '../terraform/plan/read-plan.ts';
import { openSchema } from '../terraform/schema/store.ts';
import type { Block } from '../terraform/schema/types.ts';
import { loadChecks } from './registry.ts';

/** What no provider writes where the schema says otherwise; a forged plan or state may. */
const junk: readonly Json[] = [null, '', 'x', '{"a":', 5, true, [], {}, [null], ['x'], [[[]]], { a: null }];

function junkOf(block: Block, shift: number): Record<string, Json> {
  const attributes = Object.keys(block.attributes).map((name, at) => [name, junkAt(at + shift)] as const);
  const blocks = Object.entries(block.blocks).map(([name, { block: inner }], at) => {
    const isRight = (at + shift) % 3 === 0;
    return [name, isRight ? [junkOf(inner, shift + 1)] : junkAt(at + shift)] as const;
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

function junkAt(at: number): Json {
  return junk[at % junk.length] ?? null;
}

async function stateOf(shift: number) {
  const schema = await openSchema('aws-6');
  const resources = schema.types('resource').flatMap((type, at) => {
    const block = schema.block('resource', type);
    const values = block && junkOf(block, at + shift);
    const provider = { provider_name: 'registry.terraform.io/hashicorp/aws', schema_version: 0 };
    return values ? [{ address: `${type}.x`, mode: 'managed', type, name: 'x', ...provider, values }] : [];
  });
  return { format_version: '1.0', terraform_version: '1.9.0', values: { root_module: { resources } } };
}

test.each([0, 1, 5])('no check throws on values of the wrong types, %i', async (shift) => {
  const plan = await readPlanDocument(await stateOf(shift));
  const estate = { plan, aws: collectFacts(plan) };
  expect(plan.resources.length).toBeGreaterThan(1000);
  for (const check of await loadChecks()) expect(() => [...check.judge(estate)], check.id).not.toThrow();
});
