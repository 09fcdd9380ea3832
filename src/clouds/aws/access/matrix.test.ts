import { beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { diffAccess } from '../../../access/diff.ts';
import { compareWithIntent } from '../../../access/intent.ts';
import type { EnvironmentAccess } from '../../../access/types.ts';
import { parsePlatform } from '../../../spec/parse.ts';
import { planModules } from '../../../terraform/testing/plan-modules.ts';
import { collectFacts } from '../facts/collect.ts';
import { accessMatrix } from './matrix.ts';

const platformText = `
holdfast: 1
platform: acme
cloud: { region: eu-central-1 }
teams:
  science: { members: [ada] }
  security: { members: [sam], alerts: a@acme.example }
environments:
  dev: { account: "111111111111", production: false }
datasets:
  orders: { class: internal, source: orders/*.csv, retention: 1y, access: { science: [read] } }
models:
  risk: { trains_on: [orders], train: { code: models/risk } }
`;

const trust = `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })`;

function role(name: string, ...statements: string[]): string {
  return `
resource "aws_iam_role" "${name}" {
  name               = "${name}"
  assume_role_policy = ${trust}
  inline_policy {
    name   = "own"
    policy = jsonencode({ Version = "2012-10-17", Statement = [${statements.join(', ')}] })
  }
}
`;
}

const stores = `
resource "aws_kms_key" "orders" {}
resource "aws_s3_bucket" "orders" {
  bucket = "acme-dev-dataset-orders-111111111111"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "orders" {
  bucket = aws_s3_bucket.orders.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.orders.arn
    }
  }
}
`;

const readObjects = `{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-dev-dataset-orders-111111111111/*" }`;
const useKey = `{ Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.orders.arn }`;

/** A notebook that runs as the team's role in a subnet of its own; `rest` is what else the network has. */
function notebook(rest = ''): string {
  return `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "own" {
  vpc_id     = aws_vpc.own.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_route_table" "own" {
  vpc_id = aws_vpc.own.id
}
resource "aws_route_table_association" "own" {
  subnet_id      = aws_subnet.own.id
  route_table_id = aws_route_table.own.id
}
resource "aws_security_group" "own" {
  vpc_id = aws_vpc.own.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_sagemaker_notebook_instance" "own" {
  name                   = "own"
  role_arn               = aws_iam_role.acme-dev-team-science.arn
  instance_type          = "ml.t3.medium"
  subnet_id              = aws_subnet.own.id
  security_groups        = [aws_security_group.own.id]
  direct_internet_access = "Disabled"
}
${rest}`;
}

function gateway(policy = ''): string {
  return `
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.own.id
  service_name    = "com.amazonaws.eu-central-1.s3"
  route_table_ids = [aws_route_table.own.id]
  ${policy}
}
`;
}

const onlyOthers = `policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::others/*" }] })`;
const onlyThere = `{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-dev-dataset-orders-111111111111/*", Condition = { StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.s3.id } } }`;

const openAdmin = `
resource "aws_iam_role" "admin" {
  name                = "admin"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "sts:AssumeRole" }] })
}
`;

const modules = [
  stores + role('acme-dev-team-science', readObjects, useKey),
  stores + role('acme-dev-team-science', readObjects) + role('other', readObjects, useKey),
  stores + role('acme-dev-team-science', readObjects, useKey) + notebook(),
  stores + role('acme-dev-team-science', readObjects, useKey) + notebook(gateway()),
  stores + role('acme-dev-team-science', readObjects, useKey) + notebook(gateway(onlyOthers)),
  stores + role('acme-dev-team-science', onlyThere, useKey) + notebook(gateway()),
  openAdmin,
];

describe.skipIf(lacks('terraform'))('the access matrix (needs terraform)', () => {
  let found: EnvironmentAccess[];
  const { value: platform } = parsePlatform(platformText, 'holdfast.yaml');
  const environment = platform?.environments.dev;

  beforeAll(async () => {
    if (!platform || !environment) throw new Error('the platform is wrong');
    const plans = await planModules(modules);
    found = plans.map((plan) => {
      const facts = collectFacts(plan);
      return accessMatrix({ plan, facts, platform, environment });
    });
  }, 60_000);

  const short = (access: EnvironmentAccess | undefined) =>
    access?.grants
      .filter(({ noun }) => noun.kind === 'dataset')
      .map(({ principal, verb, noun, answer }) => `${principal} ${verb} ${noun.name}: ${answer}`);

  it('reads only where the bucket and the key are both allowed', () => {
    expect(short(found[0])).toEqual(['role/acme-dev-team-science read orders: allowed']);
    expect(short(found[1])).toEqual(['role/other read orders: allowed']);
  });

  it('says what is missing and what is too much', () => {
    if (!platform || !environment || !found[1]) throw new Error('nothing to compare');
    const { excess, missing } = compareWithIntent(platform, environment, found[1]);
    const grants = excess.map(({ principal, verb, noun }) => `${principal} ${verb} ${noun.kind}`);
    expect(grants).toContain('role/other read dataset');
    expect(missing.map(({ who, verb, name }) => `${who} ${verb} ${name}`)).toContain('science read orders');
  });

  const pathsOf = (access: EnvironmentAccess | undefined) =>
    access?.grants
      .filter(({ noun, verb }) => noun.kind === 'dataset' && verb === 'read')
      .flatMap(({ answer, paths }) => paths.map((path) => ({ whole: answer, ...path })));

  it.each([
    ['without an endpoint', 2, 'allowed', 'denied', /no endpoint for s3 serves it/],
    ['through one that lets everything through', 3, 'allowed', 'allowed', /sends the service's addresses to/],
    [
      'through one that lets other buckets through',
      4,
      'allowed',
      'denied',
      /s3:GetObject is denied by endpoint/,
    ],
    [
      'through the one that its policy demands',
      5,
      'conditional',
      'allowed',
      /sends the service's addresses to/,
    ],
  ] as const)('follows a notebook %s', (_name, index, whole, answer, because) => {
    const paths = pathsOf(found[index]);
    expect(paths).toMatchObject([{ whole, from: expect.stringMatching(/notebook_instance\.own$/), answer }]);
    expect(paths?.[0]?.because.join()).toMatch(because);
  });

  it('misses what is granted where no way leads, and tells that a way was opened', () => {
    const [, , closed, open] = found;
    if (!platform || !environment || !closed || !open) throw new Error('nothing to compare');
    const { missing } = compareWithIntent(platform, environment, closed);
    expect(missing).toContainEqual(
      expect.objectContaining({
        who: 'science',
        verb: 'read',
        closed: [expect.objectContaining({ answer: 'denied' })],
      }),
    );
    expect(compareWithIntent(platform, environment, open).missing.map(({ who }) => who)).not.toContain(
      'science',
    );
    expect(diffAccess(closed, open).changed.map(({ after }) => `${after.principal} ${after.verb}`)).toContain(
      'role/acme-dev-team-science read',
    );
  });

  it('says that an account outside becomes an administrator', () => {
    const outside = found[6]?.principals.find(({ arn }) => arn.includes('999999999999'));
    expect(outside?.admin).toMatchObject({ answer: 'allowed', path: [{ way: 'assume', to: 'role/admin' }] });
  });

  it('says what a change adds and removes', () => {
    const [before, after] = found;
    if (!before || !after) throw new Error('nothing to compare');
    const { added, removed } = diffAccess(before, after);
    expect(added.map(({ principal, verb }) => `${principal} ${verb}`)).toContain('role/other read');
    expect(removed.map(({ principal, verb }) => `${principal} ${verb}`)).toContain(
      'role/acme-dev-team-science read',
    );
    const none = diffAccess(after, after);
    expect([...none.added, ...none.removed, ...none.changed]).toEqual([]);
  });
});
