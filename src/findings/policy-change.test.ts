import { describe, expect, it } from 'vitest';
import { parsePlatform } from '../spec/parse.ts';
import { policyChanges } from './policy-change.ts';

const text = `
holdfast: 1
platform: acme
cloud: { region: eu-central-1 }
teams:
  science: { members: [ada] }
  security: { members: [sam, kim], alerts: a@acme.example }
environments:
  dev: { account: "111111111111", production: false }
datasets:
  orders: { class: internal, source: orders/*.csv, retention: 1y, access: { science: [read] } }
models:
  risk: { trains_on: [orders], train: { code: models/risk }, approvals: { security: 2 } }
waivers:
  keys: { check: kms/rotation, where: aws_kms_key.a, environments: [dev], reason: by hand, owner: security, expires: "2027-03-31" }
`;

function platformOf(source: string) {
  const { value, issues } = parsePlatform(source, 'holdfast.yaml');
  if (!value) throw new Error(JSON.stringify(issues));
  return value;
}

function changed(from: string, to: string): string[] {
  expect(text).toContain(from);
  return policyChanges(platformOf(text), platformOf(text.replace(from, to))).map(({ message }) => message);
}

describe('a change of the rules', () => {
  it.each([
    ['a member', 'members: [ada]', 'members: [ada, eve]', /^teams\.science becomes .*"eve".*; it was /],
    ['a grant', 'science: [read]', 'science: [read, write]', /^datasets\.orders\.access becomes .*"write"/],
    [
      'fewer approvals',
      'security: 2',
      'security: 1',
      /^models\.risk\.approvals becomes \{"security":1\}; it was \{"security":2\}/,
    ],
    ['a longer waiver', '2027-03-31', '2027-06-30', /^waivers\.keys becomes .*2027-06-30/],
    ['another account', '111111111111', '222222222222', /^environments\.dev\.account becomes "222222222222"/],
    ['a longer retention', 'retention: 1y', 'retention: 2y', /^datasets\.orders\./],
  ])('is told: %s', (_name, from, to, message) => {
    const found = changed(from, to);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('is not told of what is no rule', () => {
    expect(changed('source: orders/*.csv', 'source: orders/2026/*.csv')).toEqual([]);
    expect(policyChanges(platformOf(text), platformOf(`${text}\n# a comment\n`))).toEqual([]);
  });

  it('tells every rule when the file goes', () => {
    const removed = policyChanges(platformOf(text), undefined);
    expect(removed.map(({ name }) => name)).toContain('teams.security');
    expect(removed.every(({ message }) => message.includes('is removed'))).toBe(true);
  });

  it('has one fingerprint for one change', () => {
    const once = policyChanges(platformOf(text), undefined);
    expect(policyChanges(platformOf(text), undefined)).toEqual(once);
    expect(new Set(once.map(({ fingerprint }) => fingerprint)).size).toBe(once.length);
  });
});
