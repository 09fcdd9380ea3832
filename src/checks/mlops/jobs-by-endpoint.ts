import { objectIn, possible, trusts } from '../../clouds/aws/access/supposed.ts';
import type { ResourceFact } from '../../clouds/aws/facts/types.ts';
import type { Context } from '../../clouds/aws/iam/types.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';

const outside: Context = {
  'aws:SourceVpce': 'vpce-00000000000000000',
  'aws:SourceVpc': 'vpc-00000000000000000',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html */
export const check: Check = {
  id: 'mlops/jobs-by-endpoint',
  title: 'Credentials of jobs are of no use outside of their network',
  severity: 'low',
  why: 'Training code that gets its credentials out reads the data from anywhere, past the firewall and the log of the network',
  fix: 'Deny the roles of jobs what does not come by the endpoint: `aws:SourceVpce` in the policy of the bucket',
  controls: ['MLSEC03-BP02'],
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
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::own-data/*"
      Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-0123456789abcdef0" } }
    }]
  })
}
`),
    ],
  },
};

function judged({ aws }: Estate, { iam }: ResourceFact): Judgement {
  const jobs = aws.world.principals.filter((one) => trusts(one, 'sagemaker.amazonaws.com'));
  const questions = (name: string) => [
    { name, action: 's3:GetObject', resource: objectIn(iam), context: outside },
  ];
  const found = jobs.map((job) => possible(aws, job, questions(job.arn.split('/').at(-1) ?? job.arn)));
  const [first, ...more] = found.flatMap(({ open }) => open);
  if (first !== undefined) return fail(`${first} reads it from anywhere, and ${more.length} more`);
  const [unclear] = found.flatMap((one) => one.unclear);
  return unclear === undefined ? pass : cannotTell(`whether ${unclear} reads it from anywhere is not known`);
}

function root(policy: string) {
  const reader = `
resource "aws_s3_bucket" "own" {
  bucket = "own-data"
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "job" {
  role   = aws_iam_role.job.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::own-data/*" }] })
}
`;
  return exampleRoot(reader + policy);
}
