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
    return isUsed || plan.outputs.length > 0 ? pass : fail('nothing here uses it');
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
