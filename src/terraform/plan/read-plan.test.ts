import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../base/known.ts';
import { type Member, read, sample } from './testing/documents.ts';

const plan = await read(sample('plan'));
const changed = plan.byAddress('terraform_data.changed');

function referred(address: string, path = 'input'): string[] | undefined {
  const references = plan.byAddress(address)?.references(path);
  return references?.map((one) => (one.attribute ? `${one.address} ${one.attribute}` : one.address));
}

describe('a plan that Terraform made', () => {
  it('has every instance that there will be', () => {
    const found = plan.resources.map(({ address, action }) => `${address} ${action}`);
    expect(found).toEqual([
      'data.terraform_remote_state.deferred read',
      'terraform_data.changed update',
      'terraform_data.kept no-op',
      'terraform_data.key create',
      'terraform_data.new_name no-op',
      'terraform_data.of_all create',
      'terraform_data.of_data create',
      'terraform_data.of_twice[0] create',
      'terraform_data.of_twice[1] create',
      'terraform_data.replaced replace',
      'terraform_data.twice[0] create',
      'terraform_data.twice[1] create',
      ...['clean.v2', 'raw'].flatMap((key) => [
        `module.bucket["${key}"].terraform_data.attachment["read"] create`,
        `module.bucket["${key}"].terraform_data.attachment["write.all"] create`,
        `module.bucket["${key}"].terraform_data.bucket create`,
        `module.bucket["${key}"].terraform_data.policy["read"] create`,
        `module.bucket["${key}"].terraform_data.policy["write.all"] create`,
      ]),
      'data.terraform_remote_state.read no-op',
    ]);
    expect(plan.byAddress('terraform_data.new_name')?.movedFrom).toBe('terraform_data.old_name');
    expect(plan.byAddress('module.bucket["raw"].terraform_data.policy["write.all"]')).toMatchObject({
      module: 'module.bucket["raw"]',
      mode: 'managed',
      type: 'terraform_data',
      name: 'policy',
      key: 'write.all',
      providerSource: 'terraform.io/builtin/terraform',
    });
  });

  it('says what is removed', () => {
    expect(plan.removed.map(({ address, action }) => [address, action])).toEqual([
      ['terraform_data.deleted', 'delete'],
      ['terraform_data.forgotten', 'forget'],
    ]);
  });

  it('is well-formed, and says where it is from', () => {
    expect(plan).toMatchObject({ origin: 'plan', terraformVersion: '1.11.4', problems: [], assumptions: [] });
    expect(changed?.provider?.source).toBe('terraform.io/builtin/terraform');
  });

  it('knows parts of what is partly unknown', () => {
    expect(changed?.attribute('input')).toEqual(
      unknown('known after apply: refers to terraform_data.key.id'),
    );
    expect(changed?.attribute('input.list.0')).toEqual(known('new'));
    expect(changed?.attribute('input.list.1').known).toBe(false);
    const elements = changed?.elements('input.list');
    expect(elements?.known && elements.value.map((one) => one.attribute('').known)).toEqual([true, false]);
  });

  it('flags what is sensitive, and knows it', () => {
    expect(changed?.attribute('input.password')).toEqual(known('hunter2'));
    expect(changed?.isSensitive('input.password')).toBe(true);
    expect(changed?.isSensitive('input')).toBe(true);
    expect(changed?.isSensitive('input.list')).toBe(false);
    expect(plan.outputs.find(({ name }) => name === 'password')).toMatchObject({ sensitive: true });
    expect(plan.variables).toEqual([{ name: 'password', value: known('hunter2'), sensitive: true }]);
  });

  it('says why a value is not known', () => {
    const deferred = plan.byAddress('data.terraform_remote_state.deferred');
    expect(deferred?.attribute('outputs')).toEqual(
      unknown('read during apply: refers to terraform_data.key.id'),
    );
    expect(plan.byAddress('terraform_data.key')?.attribute('id')).toEqual(
      unknown('known after apply: left to the provider'),
    );
    expect(plan.byAddress('terraform_data.of_data')?.attribute('input')).toEqual(
      unknown('known after apply: refers to data.terraform_remote_state.deferred.outputs'),
    );
    expect(plan.outputs.find(({ name }) => name === 'buckets')?.value).toEqual(unknown('known after apply'));
  });

  it.each([
    [
      'through a module, to the instance of the same key',
      'module.bucket["raw"].terraform_data.attachment["write.all"]',
      ['module.bucket["raw"].terraform_data.policy["write.all"]'],
    ],
    [
      'through the variable of a module',
      'module.bucket["raw"].terraform_data.bucket',
      ['terraform_data.key id', 'terraform_data.kept output'],
    ],
    [
      'through the output of one instance of a module',
      'terraform_data.twice[0]',
      ['module.bucket["raw"].terraform_data.bucket id'],
    ],
    [
      'through the outputs of all',
      'terraform_data.of_all',
      [
        'module.bucket["clean.v2"].terraform_data.bucket id',
        'module.bucket["raw"].terraform_data.bucket id',
        'terraform_data.kept output',
      ],
    ],
    [
      'to the instance of the same number, and no further than a local value',
      'terraform_data.of_twice[1]',
      ['terraform_data.twice[1]', 'local.key'],
    ],
  ])('follows references %s', (_, address, expected) => {
    expect(referred(address)).toEqual(expected);
  });
});

describe.each(['state', 'state-file'] as const)('a %s of Terraform', (name) => {
  it('has the instances of the plan, all known', async () => {
    const state = await read(sample(name));
    expect(state).toMatchObject({ origin: 'state', problems: [], removed: [] });
    const addresses = plan.resources.map(({ address }) => address).sort();
    expect(state.resources.map(({ address }) => address).sort()).toEqual(addresses);
    expect(state.resources.every(({ action }) => action === 'exists')).toBe(true);
    expect(state.resources.every((one) => one.attribute('').known)).toBe(true);
    const remote = state.byAddress('data.terraform_remote_state.read');
    expect(remote).toMatchObject({ mode: 'data', providerSource: 'terraform.io/builtin/terraform' });
    expect(remote?.attribute('outputs.kept')).toEqual(known('same'));
    expect(state.byAddress('terraform_data.changed')?.isSensitive('input.password')).toBe(true);
    expect(state.byAddress('terraform_data.kept')?.isSensitive('input')).toBe(false);
    expect(state.outputs.find((one) => one.name === 'password')).toMatchObject({ sensitive: true });
  });
});

describe('both kinds of state', () => {
  it('say the same', async () => {
    const [shown, file] = [await read(sample('state')), await read(sample('state-file'))];
    for (const resource of shown.resources) {
      const other = file.byAddress(resource.address);
      const value = resource.attribute('');
      const more = value.known ? (value.value as Member) : {};
      // What is null is left out of one of them.
      for (const path of Object.keys(more))
        expect(other?.attribute([path])).toEqual(resource.attribute([path]));
      expect(other).toMatchObject({ module: resource.module, type: resource.type, name: resource.name });
      expect(other?.key).toBe(resource.key);
    }
  });
});
