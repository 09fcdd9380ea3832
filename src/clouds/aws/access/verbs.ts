import type { NounKind } from '../../../access/types.ts';

/** One action, and what of a noun it is asked on. */
export interface Act {
  action: string;
  /** `objects`: everything below the ARN, as S3's objects; `versions`: those of a group of models; absent: the ARN itself. */
  on?: 'objects' | 'versions';
}

/** One way to do what a verb says: all of the acts together; with `key`, the noun's key must allow this as well. */
export interface Manner {
  acts: readonly Act[];
  key?: string;
}

/** A verb can be done in any of these manners. */
export interface VerbForm {
  kind: NounKind;
  verb: string;
  /** Terraform types of the nouns that it is about. */
  of: readonly string[];
  manners: readonly Manner[];
}

const each = (actions: readonly string[], on?: Act['on']): Manner[] =>
  actions.map((action) => ({ acts: [on === undefined ? { action } : { action, on }] }));

const buckets = ['aws_s3_bucket', 'aws_s3_directory_bucket'];
const keys = ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key'];

/** Reading and writing encrypted objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
const readObjects: Manner[] = [{ acts: [{ action: 's3:GetObject', on: 'objects' }], key: 'kms:Decrypt' }];
const writeObjects: Manner[] = [
  { acts: [{ action: 's3:PutObject', on: 'objects' }], key: 'kms:GenerateDataKey' },
];
const eraseObjects = each(['s3:DeleteObject', 's3:DeleteObjectVersion'], 'objects');
const administerBucket = each([
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:DeleteBucket',
  's3:PutBucketAcl',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
]);

/** What each verb of the platform is in AWS: the one table of this cloud. */
export const verbForms: readonly VerbForm[] = [
  { kind: 'dataset', verb: 'read', of: buckets, manners: readObjects },
  { kind: 'dataset', verb: 'write', of: buckets, manners: writeObjects },
  { kind: 'dataset', verb: 'erase', of: buckets, manners: eraseObjects },
  { kind: 'dataset', verb: 'administer', of: buckets, manners: administerBucket },
  {
    kind: 'dataset',
    verb: 'read',
    of: ['aws_dynamodb_table'],
    manners: each(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan']),
  },
  {
    kind: 'dataset',
    verb: 'write',
    of: ['aws_dynamodb_table'],
    manners: each(['dynamodb:PutItem', 'dynamodb:UpdateItem']),
  },
  {
    kind: 'dataset',
    verb: 'erase',
    of: ['aws_dynamodb_table'],
    manners: each(['dynamodb:DeleteItem', 'dynamodb:DeleteTable']),
  },
  { kind: 'model', verb: 'read', of: buckets, manners: readObjects },
  { kind: 'model', verb: 'poison', of: buckets, manners: [...writeObjects, ...eraseObjects] },
  { kind: 'model', verb: 'administer', of: buckets, manners: administerBucket },
  {
    kind: 'model',
    verb: 'approve',
    of: ['aws_sagemaker_model_package_group'],
    manners: each(['sagemaker:UpdateModelPackage'], 'versions'),
  },
  {
    kind: 'model',
    verb: 'poison',
    of: ['aws_sagemaker_model_package_group'],
    manners: each(['sagemaker:CreateModelPackage', 'sagemaker:DeleteModelPackage'], 'versions'),
  },
  {
    kind: 'model',
    verb: 'poison',
    of: ['aws_ecr_repository'],
    manners: each(['ecr:PutImage', 'ecr:BatchDeleteImage']),
  },
  {
    kind: 'endpoint',
    verb: 'invoke',
    of: ['aws_sagemaker_endpoint'],
    manners: each(['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointAsync']),
  },
  {
    kind: 'endpoint',
    verb: 'deploy',
    of: ['aws_sagemaker_endpoint'],
    manners: each(['sagemaker:CreateEndpoint']),
  },
  {
    kind: 'endpoint',
    verb: 'change',
    of: ['aws_sagemaker_endpoint'],
    manners: each([
      'sagemaker:UpdateEndpoint',
      'sagemaker:UpdateEndpointWeightsAndCapacities',
      'sagemaker:DeleteEndpoint',
    ]),
  },
  {
    kind: 'key',
    verb: 'use',
    of: keys,
    manners: each(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:Sign']),
  },
  {
    kind: 'key',
    verb: 'administer',
    of: keys,
    manners: each(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey']),
  },
  { kind: 'log', verb: 'read', of: buckets, manners: readObjects },
  {
    kind: 'log',
    verb: 'tamper',
    of: buckets,
    manners: [
      ...writeObjects,
      ...eraseObjects,
      ...each(['s3:PutLifecycleConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']),
    ],
  },
  {
    kind: 'log',
    verb: 'read',
    of: ['aws_cloudwatch_log_group'],
    manners: each(['logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:StartQuery']),
  },
  {
    kind: 'log',
    verb: 'tamper',
    of: ['aws_cloudwatch_log_group'],
    manners: each(['logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:PutRetentionPolicy']),
  },
  {
    kind: 'log',
    verb: 'tamper',
    of: ['aws_cloudtrail'],
    manners: each([
      'cloudtrail:StopLogging',
      'cloudtrail:DeleteTrail',
      'cloudtrail:UpdateTrail',
      'cloudtrail:PutEventSelectors',
    ]),
  },
  { kind: 'secret', verb: 'read', of: buckets, manners: readObjects },
  { kind: 'secret', verb: 'write', of: buckets, manners: writeObjects },
  {
    kind: 'secret',
    verb: 'read',
    of: ['aws_secretsmanager_secret'],
    manners: [{ acts: [{ action: 'secretsmanager:GetSecretValue' }], key: 'kms:Decrypt' }],
  },
  {
    kind: 'secret',
    verb: 'read',
    of: ['aws_ssm_parameter'],
    manners: each(['ssm:GetParameter', 'ssm:GetParameters']),
  },
];
