import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../src/spec/environment.ts';
import { parsePlatform } from '../src/spec/parse.ts';
import { sectionOf } from '../tools/testing/markdown.ts';
import { type Named, plannedIn } from './testing/names.ts';

const example = join(import.meta.dirname, '../examples/credit-risk');
const text = readFileSync(join(import.meta.dirname, 'costs.md'), 'utf8');
const environments = ['dev', 'staging', 'prod'] as const;
type EnvironmentName = (typeof environments)[number];

const hoursOfMonth = 730;
const rows = sectionOf(text, 'What is paid for being there')
  .split('\n')
  .filter((line) => /^\| [A-Z*]/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

const of =
  (...types: string[]) =>
  (planned: readonly Named[]) =>
    planned.filter(({ type }) => types.includes(type)).length;

const subnets = (name: string) => (planned: readonly Named[]) =>
  planned.filter(({ address, type }) => type === 'aws_subnet' && address.includes(`["${name}-`)).length;

const interfaces = (planned: readonly Named[]) =>
  planned.filter(({ values }) => values.vpc_endpoint_type === 'Interface').length;

/** How many of a row's things a plan has. */
const counted: Readonly<Record<string, (planned: readonly Named[], name: EnvironmentName) => number>> = {
  'Keys of KMS': of('aws_kms_key'),
  'Interface endpoints × zones': (planned) => interfaces(planned) * subnets('compute')(planned),
  'Firewall endpoints': (planned) =>
    of('aws_networkfirewall_firewall')(planned) * subnets('firewall')(planned),
  'NAT gateways': of('aws_nat_gateway'),
  'Public addresses': of('aws_eip'),
  'Metrics of log filters': of('aws_cloudwatch_log_metric_filter'),
  Alarms: of('aws_cloudwatch_metric_alarm'),
  Secrets: of('aws_secretsmanager_secret'),
  'Roles, for unused access': of('aws_iam_role'),
  'Instances of endpoints': (_planned, name) => instancesIn(name),
};

function instancesIn(name: EnvironmentName): number {
  const file = join(example, 'holdfast.yaml');
  const { value, issues } = parsePlatform(readFileSync(file, 'utf8'), file);
  if (value === undefined) throw new Error(JSON.stringify(issues));
  const models = environmentOf(value, name)?.models ?? {};
  return Object.values(models).reduce((sum, { endpoint }) => sum + (endpoint?.instances ?? 0), 0);
}

function costOf(row: readonly string[], at: number): number {
  const [price = '', by = ''] = row.slice(4);
  if (price === 'check') return 0;
  return Number(row[1 + at]) * Number(price) * (by === 'hour' ? hoursOfMonth : 1);
}

describe('what an environment costs', () => {
  const plans = new Map<EnvironmentName, Named[]>();
  beforeAll(async () => {
    for (const name of environments) plans.set(name, await plannedIn(join(example, 'infra', name)));
  });

  it('is told of everything that is counted', () => {
    expect(rows.slice(0, -1).map(([what]) => what)).toEqual(Object.keys(counted));
  });

  it.each(environments.map((name, at) => [name, at] as const))(
    'has the counts of the plan: %s',
    (name, at) => {
      const planned = plans.get(name) ?? [];
      const expected = Object.entries(counted).map(([what, count]) => [what, String(count(planned, name))]);
      expect(rows.slice(0, -1).map((row) => [row[0], row[1 + at]])).toEqual(expected);
    },
  );

  it.each(environments.map((name, at) => [name, at] as const))('is added up: %s', (_name, at) => {
    const sum = rows.slice(0, -1).reduce((total, row) => total + costOf(row, at), 0);
    expect(sum).toBeGreaterThan(50);
    expect(rows.at(-1)?.[1 + at]).toBe(`**${Math.round(sum)}**`);
  });

  it('has a page of the vendor for every price, and no other word for a price that is not known', () => {
    for (const row of rows.slice(0, -1)) {
      expect(row[4]).toMatch(/^(\d+\.\d+|check)$/);
      expect(row[5]).toMatch(/^(hour|month)$/);
      expect(row[6]).toMatch(/^\[[^\]]+\]\(https:\/\/aws\.amazon\.com\/[a-z/-]+pricing\/\)$/);
    }
  });

  it('is less in dev: one zone, and neither firewall nor NAT', () => {
    const dev = plans.get('dev') ?? [];
    expect(subnets('compute')(dev)).toBe(1);
    expect(of('aws_networkfirewall_firewall', 'aws_nat_gateway', 'aws_internet_gateway')(dev)).toBe(0);
    const byUse = sectionOf(text, 'What is paid by use');
    for (const words of ['five features', 'two standards', '13 rules']) expect(byUse).toContain(words);
    expect(of('aws_guardduty_detector_feature')(dev)).toBe(5);
    expect(of('aws_securityhub_standards_subscription')(dev)).toBe(2);
    expect(of('aws_config_config_rule')(dev)).toBe(13);
  });
});
