// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policies have variables of their own.
import fc from 'fast-check';
import type { Json } from '../../../../base/canonical-json.ts';
import type { Context, Guardrails, Policy, Principal, Request } from '../types.ts';

// Requests and policies from few names, so that they meet often.

const accounts = ['111111111111', '222222222222'];
const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'kms:Decrypt', 'kms:Encrypt'];
const actionPatterns = [
  '*',
  's3:*',
  'S3:getobject',
  's3:Get*',
  's3:?utObject',
  's3:*Object',
  'kms:*',
  'kms:Decrypt',
  'kms:*crypt',
];
const objects = ['arn:aws:s3:::data/a', 'arn:aws:s3:::data/anna/b', 'arn:aws:s3:::logs/a'];
const resourcePatterns = [
  '*',
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::*/a',
  'arn:aws:s3:::data/${aws:username}/*',
  'arn:aws:s3:::data/${aws:PrincipalTag/team}',
  'arn:aws:s3:::d?ta/a',
  'arn:aws:s3:::logs/a',
  'arn:aws:kms:*:111111111111:key/*',
  'arn:aws:kms:eu-west-1:*:key/1',
];

const texts = ['a', 'A', 'b', 'anna', 'a*'];
const conditionEntries: [string[], string[], string[]][] = [
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringEqualsIfExists',
    ],
    ['aws:PrincipalTag/team', 'aws:PrincipalOrgID', 'aws:SourceVpce'],
    [...texts, '*', '?', '${aws:username}'],
  ],
  [
    [
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAllValues:StringLike',
      'ForAnyValue:StringNotLike',
      'ForAllValues:StringNotEquals',
      'ForAnyValue:StringEqualsIfExists',
    ],
    ['aws:TagKeys'],
    texts,
  ],
  [['Null'], ['aws:TagKeys', 'aws:SourceVpce', 'aws:PrincipalTag/team'], ['true', 'false']],
  [
    ['Bool', 'BoolIfExists'],
    ['aws:MultiFactorAuthPresent', 'aws:SecureTransport'],
    ['true', 'false'],
  ],
  [['NumericLessThan', 'NumericLessThanIfExists'], ['aws:MultiFactorAuthAge'], ['10', '3600']],
  [
    ['IpAddress', 'NotIpAddress', 'IpAddressIfExists'],
    ['aws:SourceIp'],
    ['10.0.0.0/8', '192.168.1.7', '10.1.0.0/16'],
  ],
  [
    ['ArnLike', 'ArnNotLike', 'ArnLikeIfExists'],
    ['aws:PrincipalArn'],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::111111111111:*', 'arn:aws:iam::222222222222:user/anna'],
  ],
];

const some = (values: string[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
/** One alone may stand without its brackets. */
const short = (values: string[], most: number) =>
  fc
    .tuple(some(values, most), fc.boolean())
    .map(([list, bare]): Json => (list.length === 1 && bare ? (list[0] ?? '') : list));

/** Variables are for resources and for StringLike alone: the naive evaluator fills them nowhere else. */
const condition = fc.constantFrom(...conditionEntries).chain(([operators, names, values]) =>
  fc.constantFrom(...operators).chain((operator) => {
    const usable = values.filter((value) => !value.includes('${') || /^String(Not)?Like/.test(operator));
    return fc
      .tuple(fc.constantFrom(...names), short(usable, 2))
      .map(([key, wanted]): Json => ({ [operator]: { [key]: wanted } }));
  }),
);

function statement(who: fc.Arbitrary<Json> | undefined): fc.Arbitrary<Json> {
  return fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      action: fc.tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), short(actionPatterns, 3)),
      resource: fc.tuple(
        fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
        short(resourcePatterns, 3),
      ),
      Condition: fc.option(condition, { nil: undefined }),
      Principal: who ?? fc.constant(undefined),
    })
    .map(({ Effect, action, resource, Condition, Principal }) => ({
      Effect,
      [action[0]]: action[1],
      [resource[0]]: resource[1],
      ...(Condition === undefined ? {} : { Condition }),
      ...(Principal === undefined ? {} : { Principal }),
    }));
}

const ids = fc.integer({ min: 0, max: 1_000_000 }).map((number) => `policy-${number}`);

export function policy(who?: fc.Arbitrary<Json>): fc.Arbitrary<Policy> {
  return fc.tuple(ids, fc.array(statement(who), { minLength: 1, maxLength: 4 })).map(([id, statements]) => ({
    id,
    document: {
      Version: '2012-10-17',
      Statement: statements.length === 1 ? (statements[0] ?? {}) : statements,
    },
  }));
}

const names = accounts.flatMap((account) => [
  `arn:aws:iam::${account}:user/anna`,
  `arn:aws:iam::${account}:role/job`,
]);
const who: fc.Arbitrary<Json> = fc.oneof(
  fc.constant<Json>('*'),
  short([...names, ...accounts, 'arn:aws:iam::111111111111:root'], 3).map((AWS): Json => ({ AWS })),
);

const principal: fc.Arbitrary<Principal> = fc
  .record({
    arn: fc.constantFrom(...names),
    identityPolicies: fc.array(policy(), { maxLength: 3 }),
    boundary: fc.option(policy(), { nil: undefined, freq: 3 }),
    tags: fc.constantFrom<Record<string, string>>({}, { team: 'a' }, { Team: 'b' }),
  })
  .map(({ arn, boundary, ...rest }) => ({
    ...rest,
    arn,
    account: arn.split(':')[4] ?? '',
    kind: arn.includes(':user/') ? ('user' as const) : ('role' as const),
    // Nobody may tag sessions: a tag that the role lacks is absent.
    trust: { id: 'trust', document: { Version: '2012-10-17', Statement: [] } },
    ...(boundary && { boundary }),
  }));

const context: fc.Arbitrary<Context> = fc.record({
  'aws:PrincipalOrgID': fc.constantFrom(null, 'a', 'b'),
  'aws:SourceVpce': fc.constantFrom(null, 'a', 'A', 'a*'),
  'aws:TagKeys': fc.constantFrom<(string[] | null)[]>(null, ['a'], ['a', 'b'], ['x']),
  'aws:MultiFactorAuthPresent': fc.constantFrom(null, 'true', 'false'),
  'aws:MultiFactorAuthAge': fc.constantFrom(null, '5', '100'),
  'aws:SourceIp': fc.constantFrom('10.1.2.3', '192.168.1.7', '8.8.8.8'),
});

const nothing: Policy = {
  id: 'none',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'kms:None', Resource: '*' }],
  },
};

export const request: fc.Arbitrary<Request> = fc
  .record({
    principal,
    action: fc.constantFrom(...actions),
    account: fc.constantFrom('111111111111', '111111111111', '222222222222'),
    object: fc.constantFrom(...objects),
    policy: fc.option(policy(who), { nil: null }),
    context,
  })
  .map(({ principal: asked, action, account, object, policy: attached, context: known }) => ({
    principal: asked,
    action,
    context: known,
    resource: {
      arn: action.startsWith('kms:') ? `arn:aws:kms:eu-west-1:${account}:key/1` : object,
      account,
      // A key without a policy has the default one, which the naive evaluator does not know.
      policy: attached ?? (action.startsWith('kms:') ? nothing : null),
    },
  }));

const level = fc.array(policy(), { minLength: 1, maxLength: 2 });

export const guardrails: fc.Arbitrary<Guardrails> = fc
  .record({
    service: fc.option(fc.array(level, { maxLength: 2 }), { freq: 3 }),
    resource: fc.option(fc.array(level, { maxLength: 1 }), { freq: 2 }),
  })
  .map(({ service, resource }) => ({
    ...(service && { serviceControl: service }),
    ...(resource && { resourceControl: resource }),
  }));
