import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../base/known.ts';
import type { Resource } from './plan.ts';
import { block, literal, type Member, type Planned, planOf, read, refersTo } from './testing/documents.ts';

/** The first resource of a plan, whose block has these expressions. */
async function resource(planned: Planned, expressions?: Member, root: Member = {}): Promise<Resource> {
  const own = planned.address.replace(/\[.*$/, '');
  const resources = expressions ? [block(own, expressions)] : [];
  const plan = await read(planOf([planned], { resources, ...root }));
  expect(plan.problems).toEqual([]);
  const [first] = plan.resources;
  if (!first) throw new Error('the plan is empty');
  return first;
}

const notebook = (after: Member, unknowns: Member = {}) =>
  resource({ address: 'aws_sagemaker_notebook_instance.n', after, unknown: unknowns }, {});

describe('an attribute', () => {
  it('that is left out has the default of the provider', async () => {
    const left = await notebook({ name: 'n', root_access: null, volume_size: 20 });
    expect(left.attribute('direct_internet_access')).toEqual(known('Enabled'));
    expect(left.attribute('root_access')).toEqual(known('Enabled'));
    expect(left.attribute('volume_size')).toEqual(known(20));
    expect(left.attribute('kms_key_id')).toEqual(known(null));
    expect(left.attribute('constructor')).toEqual(known(null));
    expect(left.attribute('__proto__.polluted')).toEqual(known(null));
  });

  it('that is unknown has no default', async () => {
    const unsure = await notebook(
      { root_access: 'Enabled' },
      { direct_internet_access: true, root_access: true },
    );
    expect(unsure.attribute('direct_internet_access').known).toBe(false);
    expect(unsure.attribute('root_access').known).toBe(false);
  });

  it('in a block has the default where the block is there', async () => {
    const at = 'primary_container.0.mode';
    const address = 'aws_sagemaker_model.m';
    const model = await resource({ address, after: { primary_container: [{ image: 'i' }] } });
    expect(model.attribute(at)).toEqual(known('SingleModel'));
    expect(model.attribute('primary_container.mode')).toEqual(known('SingleModel'));
    expect(model.attribute('container.0.mode')).toEqual(known(null));
    const [only] = must(model.elements('primary_container'));
    expect(only?.attribute('mode')).toEqual(known('SingleModel'));
    expect(only?.attribute(['image'])).toEqual(known('i'));
    const none = await resource({ address, after: { primary_container: [] } });
    expect(none.attribute(at)).toEqual(known(null));
    expect(none.elements('primary_container')).toEqual(known([]));
    expect(none.elements('nothing.such')).toEqual(known([]));
  });

  it('of several blocks is none of them', async () => {
    const group = await resource({
      address: 'aws_security_group.g',
      after: { ingress: [{ a: 1 }, { a: 2 }] },
    });
    expect(group.attribute('ingress.a')).toEqual(unknown('there are 2 of ingress, not one'));
    expect(group.attribute('ingress.1.a')).toEqual(known(2));
    expect(group.attribute('ingress.2.a')).toEqual(known(null));
  });

  it('may have a name with a full stop in it', async () => {
    const tagged = await resource({ address: 'aws_vpc.v', after: { tags: { 'a.b': 'c', '0': 'd' } } });
    expect(tagged.attribute(['tags', 'a.b'])).toEqual(known('c'));
    expect(tagged.attribute('tags.0')).toEqual(known('d'));
  });
});

describe('what the configuration leaves to AWS', () => {
  const address = 'aws_ebs_volume.v';
  const planned: Planned = { address, unknown: { encrypted: true, arn: true } };

  it('is known where AWS always does the same, and said to be assumed', async () => {
    const volume = await resource(planned, { size: literal(5) });
    expect(volume.attribute('encrypted')).toEqual(known(false));
    expect(volume.assumptions('encrypted')).toEqual([
      {
        kind: 'cloud-default',
        address,
        attribute: 'encrypted',
        what: 'left out of the configuration: AWS takes false',
      },
    ]);
    expect(volume.assumptions('size')).toEqual([]);
    expect(volume.attribute('arn')).toEqual(unknown('known after apply: left to AWS'));
  });

  it.each<[string, Planned, Member | undefined]>([
    ['written', planned, { encrypted: refersTo('local.encrypted') }],
    ['kept from before', { ...planned, actions: ['update'] }, {}],
    ['of a configuration that is not there', planned, undefined],
  ])('is not when it is %s', async (_, of, expressions) => {
    const volume = await resource(of, expressions);
    expect(volume.attribute('encrypted').known).toBe(false);
    expect(volume.assumptions('encrypted')).toEqual([]);
  });

  it('is not known of blocks, which a dynamic block could have written', async () => {
    const cluster = await resource({ address: 'aws_ecs_cluster.c', unknown: { setting: true } }, {});
    expect(cluster.attribute('setting').known).toBe(false);
    const instance = await resource(
      {
        address: 'aws_instance.i',
        after: { root_block_device: [{}] },
        unknown: { root_block_device: [{ encrypted: true }] },
      },
      {},
    );
    expect(instance.attribute('root_block_device.0.encrypted').known).toBe(false);
  });
});

describe('why a value is unknown', () => {
  const bucket = block('aws_s3_bucket.b', {});
  const address = 'data.aws_iam_policy_document.d';
  const statements = [
    { actions: literal(['s3:GetObject']), resources: refersTo('aws_s3_bucket.b.arn', 'aws_s3_bucket.b') },
    { actions: literal(['kms:Decrypt']), resources: refersTo('aws_kms_key.k.arn', 'aws_kms_key.k') },
  ];
  const document: Planned = {
    address,
    actions: ['read'],
    after: { statement: [{ actions: ['s3:GetObject'], resources: [null] }, { actions: ['kms:Decrypt'] }] },
    unknown: { json: true, statement: [{ actions: [false], resources: [true] }, { resources: true }] },
  };
  const root = { resources: [bucket, block('aws_kms_key.k', {}), block(address, { statement: statements })] };

  it('is found by statement', async () => {
    const found = await resource(document, undefined, root);
    const [first, second] = must(found.elements('statement'));
    expect(first?.attribute('actions')).toEqual(known(['s3:GetObject']));
    expect(first?.references('resources')).toEqual([{ address: 'aws_s3_bucket.b', attribute: 'arn' }]);
    expect(second?.references('resources')).toEqual([{ address: 'aws_kms_key.k', attribute: 'arn' }]);
    expect(found.references('statement')).toHaveLength(2);
    const because = 'read during apply: refers to aws_s3_bucket.b.arn, aws_kms_key.k.arn';
    expect(found.attribute('json')).toEqual(unknown(because));
  });

  it('counts all that may be meant where blocks are alike', async () => {
    const alike = statements.map(({ resources }) => ({ resources }));
    const blocks = [...root.resources.slice(0, 2), block(address, { statement: alike })];
    const found = await resource(document, undefined, { resources: blocks });
    expect(found.references('statement.0.resources')).toHaveLength(2);
  });

  it('is said of what a change does not tell', async () => {
    const planned_values = {
      root_module: {
        resources: [
          {
            address: 'aws_vpc.v',
            mode: 'managed',
            type: 'aws_vpc',
            name: 'v',
            provider_name: 'registry.opentofu.org/hashicorp/aws',
            values: { cidr_block: '10.0.0.0/8', tags: { a: 'b' }, tenancy: null },
          },
        ],
      },
    };
    const plan = await read(planOf([], {}, { planned_values }));
    const vpc = plan.byAddress('aws_vpc.v');
    expect(vpc?.providerSource).toBe('hashicorp/aws');
    expect(vpc?.attribute('cidr_block')).toEqual(known('10.0.0.0/8'));
    expect(vpc?.attribute('tenancy')).toEqual(known(null));
    expect(vpc?.attribute('tags.a')).toEqual(known('b'));
    for (const path of ['tags', 'tags.c', 'instance_tenancy', 'id'])
      expect(vpc?.attribute(path).known).toBe(false);
  });

  it('is the reason of Terraform for what it puts off', async () => {
    const { resource_changes } = planOf([{ address: 'aws_vpc.v', after: { a: 1 }, unknown: { b: true } }]);
    const change = Array.isArray(resource_changes) ? resource_changes[0] : undefined;
    const deferred_changes = [{ reason: 'instance_count_unknown', resource_change: change ?? null }];
    const plan = await read(planOf([], {}, { deferred_changes, complete: false }));
    expect(plan.problems.map(({ code }) => code)).toEqual(['plan-incomplete']);
    const [vpc] = plan.resources;
    expect(vpc?.action).toBe('deferred');
    expect(vpc?.attribute('a')).toEqual(known(1));
    for (const path of ['b', 'c'])
      expect(vpc?.attribute(path)).toEqual(unknown('deferred to a later plan (instance_count_unknown)'));
  });
});

describe('the provider of a resource', () => {
  it('is the configuration that its block names', async () => {
    const provider_config = {
      aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', version_constraint: '~> 6.0' },
      'aws.west': {
        name: 'aws',
        alias: 'west',
        full_name: 'registry.terraform.io/hashicorp/aws',
        expressions: {
          region: literal('us-west-2'),
          profile: refersTo('var.profile'),
          assume_role: [{ role_arn: literal('arn:aws:iam::123456789012:role/r') }],
          default_tags: [{ tags: { constant_value: { owner: 'a' } } }],
        },
      },
    };
    const resources = [{ ...block('aws_vpc.v', {}), provider_config_key: 'aws.west' }];
    const configuration = { provider_config, root_module: { resources } };
    const plan = await read(planOf([{ address: 'aws_vpc.v' }], {}, { configuration }));
    expect(plan.providers[0]).toMatchObject({ key: 'aws', source: 'hashicorp/aws', constraint: '~> 6.0' });
    const provider = plan.byAddress('aws_vpc.v')?.provider;
    expect(provider).toMatchObject({ key: 'aws.west', alias: 'west', module: '' });
    expect(provider?.attribute('region')).toEqual(known('us-west-2'));
    expect(provider?.attribute('assume_role.role_arn')).toEqual(known('arn:aws:iam::123456789012:role/r'));
    expect(provider?.attribute('default_tags.0.tags.owner')).toEqual(known('a'));
    expect(provider?.attribute('access_key')).toEqual(known(null));
    expect(provider?.attribute('profile').known).toBe(false);
    expect(plan.providers[0]?.attribute('region')).toEqual(known(null));
  });
});

function must<T>(value: { known: true; value: T } | { known: false; because: string }): T {
  if (!value.known) throw new Error(value.because);
  return value.value;
}
