import { managedPolicyDocument } from '../../src/clouds/aws/iam/catalogue/managed-policies.ts';
import { matrix, type Question } from '../../src/clouds/aws/iam/matrix.ts';
import { naive } from '../../src/clouds/aws/iam/testing/naive.ts';
import type { Policy, Principal } from '../../src/clouds/aws/iam/types.ts';
import type { Measurement } from '../bench.ts';
import { medianSeconds } from '../timing.ts';

const account = '111122223333';

/** What a team's roles have: one or two of AWS's policies, one of their own with conditions, a boundary here and there. */
const managed = [
  'AmazonSageMakerFullAccess',
  'ReadOnlyAccess',
  'AmazonS3ReadOnlyAccess',
  'PowerUserAccess',
].map((name): Policy => {
  const id = `arn:aws:iam::aws:policy/${name}`;
  return { id, document: managedPolicyDocument(id) ?? {} };
});

function own(team: string): Policy {
  const bucket = `arn:aws:s3:::${team}-data`;
  const tls = { Bool: { 'aws:SecureTransport': 'false' } };
  return {
    id: `${team}-own`,
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket}/*` },
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: bucket,
          Condition: { StringLike: { 's3:prefix': 'in/*' } },
        },
        {
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: `arn:aws:kms:*:${account}:key/*`,
        },
        { Effect: 'Deny', Action: '*', Resource: '*', Condition: tls },
      ],
    },
  };
}

const principals = Array.from({ length: 100 }, (_, index): Principal => {
  const policies = [
    own(`team-${index % 20}`),
    managed[index % managed.length],
    managed[(index * 7) % managed.length],
  ];
  return {
    arn: `arn:aws:iam::${account}:role/role-${index}`,
    account,
    kind: 'role',
    tags: {},
    identityPolicies: policies.filter((policy) => policy !== undefined),
    ...(index % 5 === 0 && managed[3] ? { boundary: managed[3] } : {}),
  };
});

const verbs: [string, (index: number) => string][] = [
  ['s3:GetObject', (index) => `arn:aws:s3:::team-${index % 20}-data/in/${index}`],
  ['s3:PutObject', (index) => `arn:aws:s3:::team-${index % 20}-data/in/${index}`],
  ['s3:DeleteObject', (index) => `arn:aws:s3:::team-${index % 20}-data/in/${index}`],
  ['s3:ListBucket', (index) => `arn:aws:s3:::team-${index % 20}-data`],
  ['kms:Decrypt', (index) => `arn:aws:kms:eu-west-1:${account}:key/${index}`],
  ['sagemaker:InvokeEndpoint', (index) => `arn:aws:sagemaker:eu-west-1:${account}:endpoint/${index}`],
  ['sagemaker:CreateModel', (index) => `arn:aws:sagemaker:eu-west-1:${account}:model/${index}`],
  ['logs:DeleteLogGroup', (index) => `arn:aws:logs:eu-west-1:${account}:log-group:${index}`],
  ['iam:PassRole', (index) => `arn:aws:iam::${account}:role/role-${index}`],
  ['sts:AssumeRole', (index) => `arn:aws:iam::${account}:role/role-${index}`],
];

const questions = Array.from({ length: 200 }, (_, index) =>
  verbs.map(
    ([action, arn]): Question => ({
      action,
      resource: { arn: arn(index), account, policy: null, tags: {} },
      context: { 's3:prefix': 'in/a', 'aws:SourceIp': '10.0.0.1' },
    }),
  ),
).flat();

/** One decision of a matrix, against a loop over the statements that matches each string anew. */
export async function measure(): Promise<Measurement[]> {
  const decisions = principals.length * questions.length;
  const ours = await medianSeconds(() => {
    for (const { answer } of matrix(principals, questions))
      if (answer.answer === 'cannot-tell') throw new Error();
  });
  const few = principals.slice(0, 1);
  const slow = await medianSeconds(() => {
    for (const principal of few) for (const question of questions) naive({ principal, ...question }, {});
  });
  const [each, naiveEach] = [(ours / decisions) * 1e6, (slow / (few.length * questions.length)) * 1e6];
  return [
    {
      what: 'IAM decision in a matrix of 100 × 2,000',
      ours: each,
      reference: naiveEach,
      unit: 'µs',
      limit: 0.1,
    },
    // 200,000 decisions a second are five microseconds for each.
    { what: 'IAM decision, against its budget', ours: each, reference: 5, unit: 'µs', limit: 1 },
  ];
}
