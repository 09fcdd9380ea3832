import type { Json } from '../../base/canonical-json.ts';
import type { Resource } from '../../terraform/plan/plan.ts';
import { type Check, fail, type Judgement, pass, type Verdict } from '../check.ts';

/** Attributes of resources, at their top, that name the key by which they encrypt. */
const keyNames = [
  'kms_key_id',
  'kms_key_arn',
  'kms_key',
  'kms_master_key_id',
  'kms_key_identifier',
  'kms_encryption_key_arn',
  'customer_encryption_key_arn',
  'performance_insights_kms_key_id',
];

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key */
export const check: Check = {
  id: 'hollow/aws-key-despite-own',
  title: 'Where a customer key is declared, nothing is encrypted with a key of AWS',
  severity: 'medium',
  why: 'The own key stands in the code, so that a reader takes it for what protects the data; its policy, its log and its deletion do nothing for what another key encrypts',
  fix: 'Name the customer key in place of `alias/aws/…`',
  controls: ['MLSEC02-BP01'],
  *judge({ plan }) {
    const own = plan.ofType('aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key')[0];
    if (!own) return;
    for (const subject of plan.resources) {
      if (subject.mode !== 'managed' || !subject.type.startsWith('aws_')) continue;
      for (const path of keyPathsOf(subject.type)) yield* judgeKey(subject, path, own.address);
    }
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "alerts" {
  kms_master_key_id = "alias/aws/sns"
}
`,
      `
resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = "data-of-ours"
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = "data-of-ours"
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}
`,
      `
resource "aws_sns_topic" "alerts" {
  kms_master_key_id = "alias/aws/sns"
}
`,
    ],
  },
};

const bucketEncryption = 'aws_s3_bucket_server_side_encryption_configuration';
const bucketRule = 'rule.apply_server_side_encryption_by_default';

function keyPathsOf(type: string): readonly string[] {
  return type === bucketEncryption ? [`${bucketRule}.kms_master_key_id`] : keyNames;
}

function* judgeKey(subject: Resource, path: string, own: string): Iterable<Verdict> {
  const found = subject.attribute(path);
  if (!found.known) return;
  const judgement = isOfAws(found.value)
    ? fail(`${path} is ${JSON.stringify(found.value)}, and ${own} is declared`, { path })
    : judgeDefault(subject, path, own, found.value);
  if (judgement) yield { subject, ...judgement };
}

/** A bucket with `aws:kms` and no key takes that of AWS. */
function judgeDefault(subject: Resource, path: string, own: string, value: Json): Judgement | undefined {
  if (subject.type !== bucketEncryption) return value === null ? undefined : pass;
  if (value !== null && value !== '') return pass;
  const algorithm = subject.attribute(`${bucketRule}.sse_algorithm`);
  if (!algorithm.known || typeof algorithm.value !== 'string' || !algorithm.value.startsWith('aws:kms'))
    return undefined;
  return fail(`the rule names no key, so that alias/aws/s3 encrypts, and ${own} is declared`, { path });
}

function isOfAws(value: Json): boolean {
  return typeof value === 'string' && /(?:^|:)alias\/aws\//.test(value);
}
