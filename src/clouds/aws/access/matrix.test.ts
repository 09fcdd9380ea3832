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

const modules = [
  stores + role('acme-dev-team-science', readObjects, useKey),
  stores + role('acme-dev-team-science', readObjects) + role('other', readObjects, useKey),
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
