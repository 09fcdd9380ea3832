import { beforeAll, describe, expect, test } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { known, unknown } from '../base/known.ts';
import type { Plan } from '../terraform/plan/plan.ts';
import { planOf, read } from '../terraform/plan/testing/documents.ts';
import { planModules } from '../terraform/testing/plan-modules.ts';
import { handedOn, isInUse, policyUses } from './in-use.ts';

const policy = `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data-of-ours/*" }]
  })
}
`;

const cases: readonly [what: string, more: string, isUsed: boolean][] = [
  ['nothing', '', false],
  [
    'an attachment',
    'resource "aws_iam_role_policy_attachment" "a" {\n  role = "x"\n  policy_arn = aws_iam_policy.own.arn\n}',
    true,
  ],
  [
    'an attachment of each',
    'resource "aws_iam_role_policy_attachment" "a" {\n  for_each = { own = aws_iam_policy.own.arn }\n  role = "x"\n  policy_arn = each.value\n}',
    true,
  ],
  [
    'an attachment of another',
    'resource "aws_iam_role_policy_attachment" "a" {\n  role = "x"\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}',
    false,
  ],
  [
    'a boundary',
    'resource "aws_iam_user" "a" {\n  name = "a"\n  permissions_boundary = aws_iam_policy.own.arn\n}',
    true,
  ],
];

describe.skipIf(lacks('terraform'))('what is in use (needs terraform)', () => {
  let plans: Plan[];

  beforeAll(async () => {
    plans = await planModules(cases.map(([, more]) => `${policy}\n${more}\n`));
  }, 60_000);

  test.each(cases.map(([what, , isUsed], at) => [what, isUsed, at] as const))(
    'by %s: %s',
    (_what, isUsed, at) => {
      const plan = plans[at];
      const own = plan?.ofType('aws_iam_policy')[0];
      if (!plan || !own) throw new Error('not planned');
      expect(isInUse(plan, own, policyUses)).toEqual({ known: true, value: isUsed });
    },
  );
});

describe('what an output hands on', () => {
  const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1';

  test.each([
    ['its ARN, deep inside', { keys: [{ arn }] }, { known: true, value: true }],
    ['something else', 'arn:aws:kms:eu-west-1:111122223333:key/2x', { known: true, value: false }],
    ['nothing', null, { known: true, value: false }],
  ])('%s', async (_what, value, expected) => {
    const plan = await read(planOf([{ address: 'aws_kms_key.a', after: { arn } }]));
    const [key] = plan.ofType('aws_kms_key');
    if (!key) throw new Error('not read');
    const outputs = [{ name: 'o', value: known(value), sensitive: false }];
    expect(handedOn({ ...plan, outputs }, key)).toEqual(expected);
  });

  test('is not known where an output is not', async () => {
    const plan = await read(planOf([{ address: 'aws_kms_key.a', after: { arn } }]));
    const [key] = plan.ofType('aws_kms_key');
    if (!key) throw new Error('not read');
    const outputs = [{ name: 'o', value: unknown('later'), sensitive: false }];
    expect(handedOn({ ...plan, outputs }, key)).toEqual({
      known: false,
      because: 'the output o is not known',
    });
  });
});
