import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { usersOf } from '../related.ts';

export const check = resourceCheck({
  id: 'kms/unused-key',
  title: 'Customer keys are used by something',
  severity: 'low',
  why: 'A key that looks as if it protected something and protects nothing gives a false sense of safety',
  fix: 'Name the key in what it is meant for, or remove it',
  controls: ['Holdfast:unused-key'],
  of: ['aws_kms_key'],
  judge(key, { plan }) {
    const own = usersOf(plan, key);
    const aliases = own.filter(({ type }) => type === 'aws_kms_alias');
    const all = [...own, ...aliases.flatMap((alias) => usersOf(plan, alias))];
    const isUsed = all.some(({ type }) => type !== 'aws_kms_alias' && type !== 'aws_kms_key_policy');
    return isUsed || isHandedOn(key, aliases, plan) ? pass : fail('nothing here uses it');
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {}
`,
      `
resource "aws_kms_key" "own" {}
resource "aws_kms_alias" "own" {
  name          = "alias/own"
  target_key_id = aws_kms_key.own.key_id
}
`,
      `
resource "aws_kms_key" "own" {}
output "region" {
  value = "eu-west-1"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_sqs_queue" "own" {
  kms_master_key_id = aws_kms_key.own.id
}
`,
    ],
  },
});

/** An output may give the key, or an alias of it, to another root. */
function isHandedOn(key: Resource, aliases: readonly Resource[], plan: Plan): boolean {
  const names = [key, ...aliases].flatMap((one) =>
    ['arn', 'key_id', 'name'].map((path) => one.attribute(path)),
  );
  const texts = names.flatMap((name) => (name.known && typeof name.value === 'string' ? [name.value] : []));
  return plan.outputs.some(({ value }) => {
    if (!value.known) return true;
    const text = JSON.stringify(value.value);
    return texts.some((one) => one !== '' && text.includes(one));
  });
}
