import { questionsOf } from '../../clouds/aws/access/questions.ts';
import type { ResourceFact } from '../../clouds/aws/facts/types.ts';
import { accountOf } from '../../clouds/aws/iam/match/arn.ts';
import type { Principal, Resource } from '../../clouds/aws/iam/types.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';
import { exampleFile } from '../environment-check.ts';

/**
 * What nobody does whom the policy of the resource does not name, by the kind of resource; `/` asks about what lies in it. The
 * policy of a key may leave its recovery to the account: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const asked: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: [
    '/s3:GetObject',
    '/s3:GetObjectVersion',
    '/s3:PutObject',
    '/s3:DeleteObject',
    '/s3:DeleteObjectVersion',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:DeleteBucket',
    's3:PutBucketPolicy',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
  ],
  aws_secretsmanager_secret: ['secretsmanager:GetSecretValue'],
  aws_kms_key: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Sign', 'kms:ScheduleKeyDeletion'],
};

/**
 * A policy of a resource is a lock of its own: it holds even where somebody gets every right in the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const check: Check = {
  id: 'mlops/closed-stores',
  title: 'Stores, secrets and keys of a platform are closed to whom they do not name',
  severity: 'medium',
  why: 'One role with too many rights, made by mistake or by an attacker, is then enough to read and change everything',
  fix: 'Deny everybody else in the policy of the bucket, the key or the secret, by `aws:PrincipalArn`',
  controls: ['MLSEC03-BP01'],
  *judge(estate) {
    if (estate.environment?.account === undefined) return;
    for (const fact of estate.aws.resources)
      if (asked[fact.resource.type]) yield { subject: fact.resource, ...judged(estate, fact) };
  },
  examples: {
    bad: [
      root('resource "aws_s3_bucket" "own" {\n  bucket = "own-data"\n}\n'),
      root('resource "aws_kms_key" "own" {}\n'),
      root(`resource "aws_secretsmanager_secret" "own" {\n  name = "own"\n}\n`),
    ],
    good: [
      root(`
resource "aws_secretsmanager_secret" "own" {
  name = "own"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:*"
      Resource  = "*"
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/server" } }
    }]
  })
}
`),
    ],
  },
};

function judged({ aws }: Estate, { iam, resource }: ResourceFact): Judgement {
  const account = accountOf(iam.arn) ?? iam.account;
  if (account === undefined) return cannotTell('its account is not known');
  const stranger = strangerIn(account);
  const answers = (asked[resource.type] ?? []).map((action) => {
    const [name, on] = action.startsWith('/') ? [action.slice(1), within(iam)] : [action, iam];
    return { name, ...questionsOf(aws).ask(stranger, name, on) };
  });
  const open = answers.filter(({ answer }) => answer === 'allowed' || answer === 'conditional');
  if (open.length > 0)
    return fail(
      `a role that it does not name, and that has every right, could ${open.map(({ name }) => name).join(', ')}`,
    );
  const unclear = answers.find(({ answer }) => answer !== 'denied');
  return unclear ? cannotTell(`whether its policy denies ${unclear.name} is not known`) : pass;
}

/** Nobody in the configuration: a role with every right and no boundary. */
function strangerIn(account: string): Principal {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return {
    arn: `arn:aws:iam::${account}:role/somebody-with-every-right`,
    account,
    kind: 'role',
    identityPolicies: [{ id: 'every right', document }],
  };
}

function within(bucket: Resource): Resource {
  return { ...bucket, arn: `${bucket.arn}/anything` };
}

function root(terraform: string) {
  return { 'holdfast.yaml': exampleFile(), 'main.tf': terraform };
}
