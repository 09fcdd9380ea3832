import { objectIn, possible } from '../../clouds/aws/access/supposed.ts';
import type { ResourceFact } from '../../clouds/aws/facts/types.ts';
import { accountOf } from '../../clouds/aws/iam/match/arn.ts';
import type { Context } from '../../clouds/aws/iam/types.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';

const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const algorithm = 's3:x-amz-server-side-encryption';

/** Requests that say something other than what the store is set to. */
function wrongUploads(account: string): Readonly<Record<string, Context>> {
  return {
    'under another key': {
      [algorithm]: 'aws:kms',
      [key]: `arn:aws:kms:us-east-1:${account}:key/00000000-0000-0000-0000-000000000000`,
    },
    'under no customer key': { [algorithm]: 'AES256', [key]: null },
    'by an old version of TLS': { [algorithm]: null, [key]: null, 's3:TlsVersion': '1.1' },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms */
export const check: Check = {
  id: 'mlops/closed-uploads',
  title: 'Who writes to a store of a platform cannot leave its key or its transport',
  severity: 'low',
  why: 'What is uploaded under a key of the uploader can be taken away from the platform, and read by whom that key names',
  fix: 'Deny `s3:PutObject` where the key or the algorithm is given and is another, and where `s3:TlsVersion` is below 1.2',
  controls: ['MLSEC02-BP01'],
  *judge(estate) {
    if (estate.environment?.account === undefined) return;
    for (const fact of estate.aws.resources)
      if (fact.resource.type === 'aws_s3_bucket') yield { subject: fact.resource, ...judged(estate, fact) };
  },
  examples: {
    bad: [root('')],
    good: [
      root(`
resource "aws_s3_bucket_policy" "own" {
  bucket = "own-data"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::own-data/*"
        Condition = { Null = { "s3:x-amz-server-side-encryption" = "false" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::own-data/*"
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
    ]
  })
}
`),
    ],
  },
};

function judged({ aws }: Estate, { iam }: ResourceFact): Judgement {
  const resource = objectIn(iam);
  const upload = (name: string, context: Context) => ({ name, action: 's3:PutObject', resource, context });
  const plain = [upload('as it is meant', { [key]: null, [algorithm]: null })];
  const wrong = Object.entries(wrongUploads(accountOf(iam.arn) ?? iam.account ?? '')).map(([how, context]) =>
    upload(how, context),
  );
  const writers = aws.world.principals.filter((one) => {
    const { open, unclear } = possible(aws, one, plain);
    return open.length + unclear.length > 0;
  });
  const found = writers.map((one) => possible(aws, one, wrong));
  const open = new Set(found.flatMap((one) => one.open));
  if (open.size > 0) return fail(`who writes to it can do so ${[...open].join(', and ')}`);
  const [unclear] = found.flatMap((one) => one.unclear);
  return unclear === undefined ? pass : cannotTell(`whether somebody writes to it ${unclear} is not known`);
}

function root(policy: string) {
  const writer = `
resource "aws_s3_bucket" "own" {
  bucket = "own-data"
}

resource "aws_iam_role" "writer" {
  name               = "writer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "writer" {
  role   = aws_iam_role.writer.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::own-data/*" }] })
}
`;
  return exampleRoot(writer + policy);
}
