import type { AwsFacts, PolicyFact } from '../../clouds/aws/facts/types.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import type { Estate } from '../check.ts';
import { policyCheck } from '../policy-check.ts';
import { isAccount } from '../statements.ts';

const using = /^kms:(?:Decrypt|Encrypt|GenerateDataKey|ReEncrypt|CreateGrant)/i;
const limiting = /^kms:(?:ViaService|GrantIsForAWSResource|EncryptionContext)/i;

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
export const check = policyCheck({
  id: 'kms/via-service',
  title: 'Keys of services are used through them alone',
  severity: 'low',
  why: 'Whoever may use the key by itself decrypts copies of the data beside the policy and the log of the store that they were in',
  fix: 'Add `kms:ViaService`, as the other statements of the key have it',
  controls: [],
  kinds: ['key'],
  offends(statement, _all, _fact, estate) {
    // Where no key is limited, programs use them by themselves.
    if (!isUse(statement) || isLimited(statement) || !limitsKeys(estate)) return undefined;
    return 'lets the key be used by itself, and other statements only through a service';
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/a" }, Action = "kms:Decrypt", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/b" }, Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com" } } },
    ]
  })
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/b" }, Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com" } } },
    ]
  })
}
`,
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/a" }, Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}
`,
    ],
  },
});

function isUse({ effect, principals = [], actions = [] }: Statement): boolean {
  const isForPeople = principals.some((one) => one.type === 'AWS' && !isAccount(one));
  return effect === 'Allow' && isForPeople && actions.some((action) => using.test(action));
}

function isLimited({ conditions }: Statement): boolean {
  return conditions.some(({ key, operator }) => limiting.test(key) && !/IfExists$/i.test(operator));
}

const answers = new WeakMap<AwsFacts, boolean>();

/** Whether any key of the configuration is for use through services. */
function limitsKeys({ aws }: Estate): boolean {
  const known = answers.get(aws) ?? aws.policies.some(hasLimitedUse);
  answers.set(aws, known);
  return known;
}

function hasLimitedUse({ kind, policy }: PolicyFact): boolean {
  if (kind !== 'key' || 'unknown' in policy) return false;
  const statements = readPolicy(policy.document).document?.statements ?? [];
  return statements.some((statement) => isUse(statement) && isLimited(statement));
}
