import { objectIn, possible, strangerIn } from '../../clouds/aws/access/supposed.ts';
import type { ResourceFact } from '../../clouds/aws/facts/types.ts';
import { accountOf } from '../../clouds/aws/iam/match/arn.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';

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
      exampleRoot('resource "aws_s3_bucket" "own" {\n  bucket = "own-data"\n}\n'),
      exampleRoot('resource "aws_kms_key" "own" {}\n'),
      exampleRoot(`resource "aws_secretsmanager_secret" "own" {\n  name = "own"\n}\n`),
    ],
    good: [
      exampleRoot(`
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
  const questions = (asked[resource.type] ?? []).map((action) =>
    action.startsWith('/')
      ? { name: action.slice(1), action: action.slice(1), resource: objectIn(iam) }
      : { name: action, action, resource: iam },
  );
  const { open, unclear } = possible(aws, strangerIn(account), questions);
  if (open.length > 0)
    return fail(`a role that it does not name, and that has every right, could ${open.join(', ')}`);
  return unclear.length > 0 ? cannotTell(`whether its policy denies ${unclear[0]} is not known`) : pass;
}
