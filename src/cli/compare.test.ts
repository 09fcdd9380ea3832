import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const module = `
provider "aws" {
  region = "eu-west-1"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}
resource "aws_s3_bucket" "data" {
  bucket = "acme-data-210987654321"
}
resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.bucket
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = ["s3:GetObject", "s3:PutObject"]
    Resource  = "arn:aws:s3:::acme-data-210987654321/*"
    Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.s3.id } }
  }] })
}
resource "aws_iam_role" "job" {
  for_each           = toset(["a", "b"])
  name               = "job-\${each.key}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}
`;

/** The members of a plan's JSON that these tests change. */
interface RealPlan {
  [member: string]: unknown;
  resource_changes: {
    address: string;
    mode: string;
    type: string;
    change: { actions: string[]; before: unknown; after: Record<string, unknown>; after_unknown: object };
  }[];
}

let dir: string;
let made: RealPlan & { holdfast?: { placeholders: Record<string, string[]> } };

describe.skipIf(lacks('terraform'))('a plan with credentials beside the proven one (needs terraform)', () => {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-compare-'));
    await writeFile(join(dir, 'main.tf'), module);
    await run('plan', '.', '-o', 'made.json', '--no-cache');
    made = JSON.parse(await readFile(join(dir, 'made.json'), 'utf8'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  async function run(...args: string[]) {
    const recorded = recordingTerminal(dir, {
      PATH: process.env.PATH ?? '',
      XDG_CACHE_HOME: join(dir, 'cache'),
    });
    const code = await runCli(recorded.terminal, args);
    return { code, ...recorded.text };
  }

  /** The plan as AWS would have it: other ids and account, and what a change makes of it. */
  async function compare(change: (real: RealPlan) => void = () => undefined, ...more: string[]) {
    const { holdfast, ...rest } = structuredClone(made);
    const vpce = attribute(made, 'aws_vpc_endpoint.s3', 'id');
    const text = JSON.stringify(rest)
      .replaceAll(String(vpce), 'vpce-0feedfacefeedface')
      .replaceAll('123456789012', '210987654321');
    const real: RealPlan = JSON.parse(text);
    change(real);
    await writeFile(join(dir, 'real.json'), JSON.stringify(real));
    return run('compare', '.', 'real.json', ...more);
  }

  function attribute(plan: RealPlan, address: string, name: string): unknown {
    return of(plan, address).after[name];
  }

  function of(plan: RealPlan, address: string) {
    const found = plan.resource_changes.find((one) => one.address === address);
    if (!found) throw new Error(`${address} is not planned`);
    return found.change;
  }

  it('holds where only ids differ, and tells the digest', async () => {
    const told = await compare();
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toMatch(/^\.: \d\d values compared with the credential-free plan: all as proven\n/);
    expect(told.out).toMatch(/digest of the plan: sha256:[0-9a-f]{64}\n$/);
    expect(told.out).toContain('to create:\n  aws_iam_role.job["a"]');
  });

  it('takes another order of a list in a policy for the same policy', async () => {
    const told = await compare((real) => {
      const { after } = of(real, 'aws_s3_bucket_policy.data');
      const policy = JSON.parse(String(after.policy));
      policy.Statement[0].Action.reverse();
      after.policy = JSON.stringify(policy);
    });
    expect(told.code).toBe(0);
  });

  it('says what will be known afterwards only', async () => {
    const told = await compare((real) => {
      const change = of(real, 'aws_s3_bucket_policy.data');
      const { policy: _policy, ...after } = change.after;
      Object.assign(change, { after, after_unknown: { policy: true } });
    });
    expect(told.code).toBe(0);
    expect(told.out).toContain(
      'known only afterwards, when the state is checked:\n  aws_s3_bucket_policy.data.policy\n',
    );
  });

  const hostile: [string, (real: RealPlan) => void, string][] = [
    [
      'a policy without its condition',
      (real) => {
        const { after } = of(real, 'aws_s3_bucket_policy.data');
        const policy = JSON.parse(String(after.policy));
        policy.Statement[0].Condition = undefined;
        after.policy = JSON.stringify(policy);
      },
      'aws_s3_bucket_policy.data.policy: its value is not the proven one',
    ],
    [
      'a policy with a statement more',
      (real) => {
        const { after } = of(real, 'aws_iam_role.job["b"]');
        const policy = JSON.parse(String(after.assume_role_policy));
        policy.Statement.push({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
        after.assume_role_policy = JSON.stringify(policy);
      },
      'aws_iam_role.job["b"].assume_role_policy: its value is not the proven one',
    ],
    [
      'another endpoint in the policy than the one that is made',
      (real) => {
        const { after } = of(real, 'aws_s3_bucket_policy.data');
        after.policy = String(after.policy).replace('vpce-0feedfacefeedface', 'vpce-0badbadbadbadbadb');
      },
      'aws_s3_bucket_policy.data.policy: its value is not the proven one',
    ],
    [
      'a resource that nobody has proven',
      (real) => {
        const role = real.resource_changes.find(({ type }) => type === 'aws_iam_role');
        real.resource_changes.push({ ...structuredClone(role), address: 'aws_iam_role.other' } as never);
      },
      'aws_iam_role.other: nobody has proven it',
    ],
    [
      'a resource that is missing',
      (real) => {
        real.resource_changes = real.resource_changes.filter(({ type }) => type !== 'aws_s3_bucket_policy');
      },
      'aws_s3_bucket_policy.data: it was proven, and is not in the plan',
    ],
    [
      'a resource that is to be deleted although the configuration has it',
      (real) => {
        of(real, 'aws_s3_bucket_policy.data').actions = ['delete'];
      },
      'aws_s3_bucket_policy.data: it was proven, and is not in the plan',
    ],
  ];
  it.each(hostile)('does not hold with %s', async (_what, change, told) => {
    const { code, out } = await compare(change);
    expect(code).toBe(1);
    expect(out).toContain(told);
  });

  it('passes the deletion of what the configuration no longer has, and tells it', async () => {
    const told = await compare((real) => {
      const role = structuredClone(real.resource_changes.find(({ type }) => type === 'aws_iam_role'));
      if (!role) throw new Error('no role');
      role.change = { actions: ['delete'], before: role.change.after, after: {}, after_unknown: {} };
      real.resource_changes.push({ ...role, address: 'aws_iam_role.old' });
    });
    expect(told.code).toBe(0);
    expect(told.out).toContain('to delete:\n  aws_iam_role.old\n');
  });

  it('has one digest for one plan, whenever it was made, and another for drift', async () => {
    const digestOf = ({ out }: { out: string }) => /sha256:[0-9a-f]{64}/.exec(out)?.[0] ?? '';
    const first = digestOf(await compare());
    const later = await compare((real) => {
      real.timestamp = '2031-01-01T00:00:00Z';
      real.resource_changes.reverse();
    });
    expect(digestOf(later)).toBe(first);
    const drift = (real: RealPlan) => {
      of(real, 'aws_vpc.main').before = { cidr_block: '10.1.0.0/16' };
    };
    const drifted = await compare(drift, '--digest', first);
    expect(drifted.code).toBe(1);
    expect(digestOf(drifted)).not.toBe(first);
    expect(drifted.out).toContain('another digest was approved');
    expect((await compare(undefined, '--digest', first)).code).toBe(0);
  });

  it('gives workflows the digest and whether there is anything to do', async () => {
    const told = await compare(undefined, '--format', 'env');
    expect(told.out).toMatch(/^digest=sha256:[0-9a-f]{64}\nchanges=true\n$/);
    const none = await compare(
      (real) => {
        for (const { change } of real.resource_changes) change.actions = ['no-op'];
      },
      '--format',
      'env',
    );
    expect(none.out).toContain('changes=false');
  });

  it.each([
    ['a partial plan', (real: RealPlan) => Object.assign(real, { complete: false }), 'is not a whole plan'],
    [
      'a plan with an error',
      (real: RealPlan) => Object.assign(real, { errored: true }),
      'ended with an error',
    ],
    ['a proven plan', (real: RealPlan) => Object.assign(real, { holdfast: {} }), 'that Holdfast made'],
    ['no plan', (real: RealPlan) => Object.assign(real, { format_version: 1 }), 'is no plan of Terraform'],
  ])('refuses %s', async (_what, change, told) => {
    const { code, err } = await compare(change);
    expect(code).toBe(2);
    expect(err).toContain(told);
  });
});
