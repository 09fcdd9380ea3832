import { describe, expect, it } from 'vitest';
import type { Json } from '../../../base/canonical-json.ts';
import { known } from '../../../base/known.ts';
import { type Member, read } from '../testing/documents.ts';

function stateOf(resource: Member, ...instances: Json[]): Member {
  const role = { mode: 'managed', type: 'aws_iam_role', name: 'r', instances, ...resource };
  return { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'l', resources: [role] };
}

describe('a state file', () => {
  it.each([
    ['provider["registry.terraform.io/hashicorp/aws"]', 'hashicorp/aws'],
    ['module.m.provider["registry.opentofu.org/hashicorp/aws"].west', 'hashicorp/aws'],
    ['provider["example.com/acme/aws"]', 'example.com/acme/aws'],
    ['provider["registry.terraform.io/-/aws"]', 'hashicorp/aws'],
    ['provider.aws', 'hashicorp/aws'],
    ['module.m.provider.aws.west', 'hashicorp/aws'],
    ['', ''],
  ])('names the provider of a resource: %s', async (provider, source) => {
    const state = await read(stateOf({ provider }, { attributes: {} }));
    expect(state.resources[0]?.providerSource).toBe(source);
  });

  it('has addresses as Terraform writes them', async () => {
    const instances = ['a"b', `x.$\{y}`, 3].map((index_key) => ({ index_key, attributes: { name: 'n' } }));
    const state = await read(stateOf({ module: 'module.m["k"]', mode: 'data' }, ...instances));
    const prefix = 'module.m["k"].data.aws_iam_role.r';
    expect(state.resources.map(({ address }) => address)).toEqual([
      `${prefix}["a\\"b"]`,
      `${prefix}["x.$\${y}"]`,
      `${prefix}[3]`,
    ]);
    expect(state.resources[0]).toMatchObject({ module: 'module.m["k"]', key: 'a"b', mode: 'data' });
  });

  it('knows defaults, secrets and objects to be deleted', async () => {
    const sensitive_attributes = [[{ type: 'get_attr', value: 'description' }]];
    const state = await read(
      stateOf(
        { provider: 'provider["registry.terraform.io/hashicorp/aws"]' },
        { attributes: { name: 'r', description: 'secret', path: null }, sensitive_attributes },
        { attributes: { name: 'old' }, deposed: '12345678' },
      ),
    );
    const [role] = state.resources;
    expect(state.resources).toHaveLength(1);
    expect(role?.attribute('path')).toEqual(known('/'));
    expect(role?.isSensitive('description')).toBe(true);
    expect(role?.isSensitive('name')).toBe(false);
    expect(state.removed).toMatchObject([
      { address: 'aws_iam_role.r', action: 'delete', deposed: '12345678' },
    ]);
  });

  it('with flat attributes of an old version has a problem', async () => {
    const state = await read(stateOf({}, { attributes_flat: { name: 'r' } }));
    expect(state.problems[0]?.message).toMatch('$.resources[0].instances[0].attributes is not an object');
  });
});
