import {
  isManagedPolicyArn,
  managedPolicyDocument,
} from '../../clouds/aws/iam/catalogue/managed-policies.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { isOnEverything } from '../statements.ts';

/** Services whose data, models, keys or rights are worth the most. */
const services = /^(?:bedrock|dynamodb|ec2|ecr|iam|kms|lambda|rds|s3|sagemaker|secretsmanager|ssm|sts):\*$/i;

/** The first pattern by which a policy of AWS gives all of such a service on everything. */
function wholeServiceOf(arn: string): string | undefined {
  const document = isManagedPolicyArn(arn) ? managedPolicyDocument(arn) : undefined;
  const statements = (document && readPolicy(document).document?.statements) || [];
  return statements
    .filter((one) => one.effect === 'Allow' && one.conditions.length === 0 && isOnEverything(one))
    .flatMap(({ actions = [] }) => actions)
    .find((action) => services.test(action));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
export const check = resourceCheck({
  id: 'iam/service-wide-managed-policy',
  title: "AWS's own policies that give all of a service are not attached",
  severity: 'medium',
  why: 'Its holder can read, change and delete all that the account keeps in the service, and open it to others',
  fix: 'Attach a policy that names the actions and resources that are needed',
  controls: ['AwsSolutions-IAM4', 'MLSEC03-BP01'],
  of: [
    'aws_iam_policy_attachment',
    'aws_iam_role_policy_attachment',
    'aws_iam_user_policy_attachment',
    'aws_iam_group_policy_attachment',
  ],
  judge(attachment) {
    const arn = attachment.attribute('policy_arn');
    if (!arn.known || typeof arn.value !== 'string' || !isManagedPolicyArn(arn.value)) return undefined;
    const whole = wholeServiceOf(arn.value);
    return whole === undefined
      ? pass
      : fail(`${arn.value} gives ${whole} on everything`, { path: 'policy_arn' });
  },
  examples: {
    bad: [
      `
resource "aws_iam_role_policy_attachment" "own" {
  role       = "own"
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}
`,
    ],
    good: [
      `
resource "aws_iam_role_policy_attachment" "own" {
  role       = "own"
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}
`,
    ],
  },
});
