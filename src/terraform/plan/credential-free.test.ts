import { describe, expect, it } from 'vitest';
import type { Json } from '../../base/canonical-json.ts';
import { known, unknown } from '../../base/known.ts';
import type { PlanNotes } from '../engine/plan.ts';
import type { Plan } from './plan.ts';
import { block, literal, type Member, type Planned, planOf, read, refersTo } from './testing/documents.ts';

const section: PlanNotes = {
  schemaVersion: 1,
  mode: 'lenient',
  places: {},
  assumptions: [],
  placeholders: {},
  left: {},
  problems: [],
  repairs: [],
  withheld: [],
};
function withSection(planned: Planned[], more: object, root: Member = {}): Promise<Plan> {
  const holdfast: Json = JSON.parse(JSON.stringify({ ...section, ...more }));
  return read(planOf(planned, root, { holdfast }));
}

describe('a credential-free plan', () => {
  it('says so, and carries the problems of the engine', async () => {
    const problems = [
      { code: 'missing-argument', message: 'no \u001b[31mname', place: { file: 'a.tf', line: 1, column: 2 } },
    ];
    const note = { code: 'provisioner', message: 'did not run' };
    const plan = await withSection([], { problems, withheld: [note], repairs: [note] });
    expect(plan).toMatchObject({ origin: 'credential-free', mode: 'lenient', notes: [note, note] });
    expect(plan.problems).toEqual([{ ...problems[0], message: 'no \ufffd[31mname' }]);
  });

  it('has places by address, with or without keys', async () => {
    const address = 'module.m["a"].aws_vpc.v[0]';
    const planned = [{ module: 'module.m["a"]', address: 'aws_vpc.v[0]' }];
    for (const key of [address, 'module.m["a"].aws_vpc.v', 'module.m.aws_vpc.v']) {
      const plan = await withSection(planned, {
        places: { [key]: { file: 'm/a.tf', line: 3, column: 1, endLine: 5 } },
      });
      expect(plan.byAddress(address)?.place).toEqual({ file: 'm/a.tf', line: 3, column: 1, endLine: 5 });
    }
    const other = await read(planOf(planned), { placeOf: () => ({ file: 'b.tf', line: 1, column: 1 }) });
    expect(other.byAddress(address)?.place).toEqual({ file: 'b.tf', line: 1, column: 1 });
    expect((await read(planOf(planned))).byAddress(address)?.place).toBeUndefined();
  });

  it.each<[string, Json]>([
    ['an absolute path', { file: '/etc/passwd', line: 1, column: 1 }],
    ['a drive', { file: 'C:/x', line: 1, column: 1 }],
    ['a path that goes up', { file: 'a/../../x', line: 1, column: 1 }],
    ['a control character', { file: 'a\u001b', line: 1, column: 1 }],
    ['no line', { file: 'a.tf', line: 0, column: 1 }],
    ['something else', 'a.tf:1:1'],
  ])('is not believed a place with %s', async (_, place) => {
    const plan = await withSection([{ address: 'aws_vpc.v' }], { places: { 'aws_vpc.v': place } });
    expect(plan.byAddress('aws_vpc.v')?.place).toBeUndefined();
    expect(plan.problems.map(({ code }) => code)).toEqual(['plan-malformed']);
  });

  it('of another version of Holdfast is a problem', async () => {
    const plan = await withSection([], { schemaVersion: 2 });
    expect(plan.problems.map(({ code }) => code)).toEqual(['plan-section-version']);
  });

  it('does not know what the configuration leaves to the provider', async () => {
    const left = { 'aws_subnet.s': ['availability_zone'] };
    const after = { availability_zone: 'us-east-1a', cidr_block: '10.0.0.0/8' };
    const root = { resources: [block('aws_subnet.s', {})] };
    const plan = await withSection([{ address: 'aws_subnet.s', after }], { left }, root);
    const subnet = plan.byAddress('aws_subnet.s');
    expect(subnet?.attribute('availability_zone')).toEqual(unknown('known after apply: left to AWS'));
    expect(subnet?.attribute('cidr_block')).toEqual(known('10.0.0.0/8'));
  });

  it('does not know the defaults of what it made up a schema for', async () => {
    const plan = await withSection(
      [
        { address: 'acme_thing.a', provider: 'registry.terraform.io/acme/acme', after: { name: 'n' } },
        { address: 'aws_vpc.a', after: { cidr_block: null } },
        { address: 'aws_newest_thing.a', after: {} },
        { address: 'terraform_data.a', provider: 'terraform.io/builtin/terraform', after: {} },
      ],
      {},
    );
    const thing = plan.byAddress('acme_thing.a');
    expect(thing?.attribute('name')).toEqual(known('n'));
    expect(thing?.attribute('public')).toEqual(unknown('the schema of acme_thing is not known'));
    expect(plan.byAddress('aws_newest_thing.a')?.attribute('public').known).toBe(false);
    expect(plan.byAddress('aws_vpc.a')?.attribute('cidr_block')).toEqual(known(null));
    expect(plan.byAddress('terraform_data.a')?.attribute('input')).toEqual(known(null));
  });
});

describe('assumptions', () => {
  const ami = { kind: 'assumed', address: 'data.aws_ami.a', what: 'there is such an image' };
  const arn = {
    kind: 'placeholder',
    address: 'aws_s3_bucket.b',
    attribute: 'arn',
    what: 'the provider makes it at apply: the value stands for it',
  };
  const account = { kind: 'assumed', what: 'the account is 123456789012' };
  const parts = { assumptions: [ami, account], placeholders: { 'aws_s3_bucket.b': ['arn'] } };
  const planned: Planned[] = [
    {
      address: 'data.aws_ami.a["x"]',
      actions: ['read'],
      after: { id: 'ami-1', owners: ['self'], name: null },
    },
    { address: 'aws_s3_bucket.b', after: { arn: 'arn:aws:s3:::b', bucket: 'b' } },
    { address: 'data.aws_iam_policy_document.d', actions: ['read'], after: { json: '{}' } },
    { address: 'aws_iam_policy.p', after: { policy: '{}', name: 'p' } },
    { address: 'aws_instance.i', after: { ami: 'ami-1', monitoring: true } },
  ];
  const root = {
    resources: [
      block('data.aws_ami.a', { owners: literal(['self']) }),
      block('aws_s3_bucket.b', { bucket: literal('b') }),
      block('data.aws_iam_policy_document.d', {
        statement: [{ resources: refersTo('aws_s3_bucket.b.arn', 'aws_s3_bucket.b') }],
      }),
      block('aws_iam_policy.p', {
        name: refersTo('aws_s3_bucket.b.bucket', 'aws_s3_bucket.b'),
        policy: refersTo('data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d'),
      }),
      block('aws_instance.i', {
        ami: refersTo('data.aws_ami.a["x"].id', 'data.aws_ami.a["x"]', 'data.aws_ami.a'),
      }),
    ],
  };

  it.each([
    ['data.aws_ami.a["x"]', 'id', [ami]],
    ['data.aws_ami.a["x"]', 'owners', []],
    ['data.aws_ami.a["x"]', '', [ami]],
    ['aws_s3_bucket.b', 'arn', [arn]],
    ['aws_s3_bucket.b', 'bucket', []],
    ['aws_iam_policy.p', 'policy', [arn]],
    ['aws_iam_policy.p', 'name', []],
    ['aws_iam_policy.p', 'description', []],
    ['aws_iam_policy.p', '', [arn]],
    ['aws_instance.i', 'ami', [ami]],
    ['aws_instance.i', 'monitoring', []],
    ['aws_instance.i', 'tenancy', []],
  ])('that %s %s rests on are found', async (address, path, expected) => {
    const plan = await withSection(planned, parts, root);
    expect(plan).toMatchObject({ problems: [], assumptions: [ami, account] });
    expect(plan.byAddress(address)?.assumptions(path)).toEqual(expected);
  });
});
