import { textAt } from '../../clouds/aws/facts/values.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import type { Policy } from '../../clouds/aws/iam/types.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** A denial without it, or rights only with it. `Bool` on a denial misses calls by keys, which do not carry the key. */
function demandsFactor({ effect, conditions }: Statement): boolean {
  const demanded = effect === 'Deny' ? 'false' : 'true';
  return conditions.some(
    ({ operator, key, values }) =>
      /^aws:MultiFactorAuthPresent$/i.test(key) &&
      (effect === 'Deny' ? /^BoolIfExists$/i : /^Bool$/i).test(operator) &&
      values.includes(demanded),
  );
}

function statementsOf(policy: Policy): Statement[] {
  return 'unknown' in policy ? [] : (readPolicy(policy.document).document?.statements ?? []);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html */
export const check = resourceCheck({
  id: 'iam/group-mfa',
  title: 'Groups demand a second factor of their users',
  severity: 'low',
  why: 'Who has the password or a key of a member has all rights of the group',
  fix: 'Attach a policy that denies all but setting up a device where `aws:MultiFactorAuthPresent` is false (BoolIfExists)',
  controls: ['AVD-AWS-0123'],
  of: ['aws_iam_group'],
  judge(resource, { aws }) {
    const name = textAt(resource, 'name');
    const group = aws.world.groups?.find(({ arn }) => arn.split('/').at(-1) === name);
    if (!group) return undefined;
    if (group.policies.some((policy) => statementsOf(policy).some(demandsFactor))) return pass;
    const open = group.policies.find((policy) => 'unknown' in policy);
    return open
      ? cannotTell(`${open.id} is not known`)
      : fail('none of its policies looks at aws:MultiFactorAuthPresent');
  },
  examples: {
    bad: [
      'resource "aws_iam_group" "analysts" {\n  name = "analysts"\n}\n',
      `
resource "aws_iam_group" "analysts" {
  name = "analysts"
}

resource "aws_iam_group_policy" "mfa" {
  group = aws_iam_group.analysts.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_group" "analysts" {
  name = "analysts"
}

resource "aws_iam_group_policy" "mfa" {
  group = aws_iam_group.analysts.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = "iam:EnableMFADevice", Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }]
  })
}
`,
    ],
  },
});
