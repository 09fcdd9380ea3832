// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policies have variables of their own.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../base/canonical-json.ts';
import { managedPolicyArns, managedPolicyDocument } from '../catalogue/managed-policies.ts';
import type { PolicyKind } from './kinds.ts';
import { validatePolicy } from './validate.ts';

const version = '2012-10-17';
const whole = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const attached = { ...whole, Principal: { AWS: '111122223333' } };

function codes(document: Json | string, kind: PolicyKind): string[] {
  return validatePolicy(document, kind).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

const of = (...Statement: Json[]): Json => ({ Version: version, Statement });

const good: [string, PolicyKind, Json | string][] = [
  ['a plain policy', 'managed', of(whole)],
  ['a single statement without brackets', 'managed', { Version: version, Statement: whole }],
  ['text', 'role-inline', JSON.stringify(of(whole))],
  ['a trust', 'trust', of(trust)],
  [
    'a trust for a workflow',
    'trust',
    of({
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
    }),
  ],
  ['a trust that also tags', 'trust', of({ ...trust, Action: ['sts:AssumeRole', 'sts:TagSession'] })],
  ['a bucket', 'bucket', of(attached)],
  ['a key', 'key', of({ ...attached, Action: 'kms:*', Resource: '*' })],
  ['an unknown part', 'managed', of({ ...whole, Resource: '\u0000' })],
  ['a variable', 'managed', of({ ...whole, Resource: 'arn:aws:s3:::b/${aws:username}/*' })],
];

const bad: [string, PolicyKind, Json | string, string[]][] = [
  ['no JSON', 'managed', '{', ['error invalid-json $']],
  ['a list', 'managed', [], ['error not-an-object $']],
  ['no statement', 'managed', { Version: version }, ['error statement-missing $']],
  ['an empty statement list', 'managed', of(), ['error statement-missing $.Statement']],
  [
    'a wrong version',
    'managed',
    { Version: '2012-10-18', Statement: whole },
    ['error version-invalid $.Version'],
  ],
  ['no version', 'managed', { Statement: whole }, ['warning version-missing $']],
  [
    'an unknown element',
    'managed',
    of({ ...whole, Actions: 'a' }),
    ['error unknown-element $.Statement[0].Actions'],
  ],
  [
    'a wrong effect',
    'managed',
    of({ ...whole, Effect: 'allow' }),
    ['error effect-invalid $.Statement[0].Effect'],
  ],
  ['no action', 'managed', of({ Effect: 'Allow', Resource: '*' }), ['error action-missing $.Statement[0]']],
  [
    'both actions',
    'managed',
    of({ ...whole, NotAction: 's3:PutObject' }),
    ['error both-elements $.Statement[0]'],
  ],
  [
    'a number as an action',
    'managed',
    of({ ...whole, Action: [1, 's3:GetObject'] }),
    ['error not-a-string $.Statement[0].Action[0]'],
  ],
  [
    'the same Sid twice',
    'managed',
    of({ ...whole, Sid: 'a' }, { ...whole, Sid: 'a' }),
    ['error duplicate-sid $.Statement[1].Sid'],
  ],
  ['a Sid with a space', 'managed', of({ ...whole, Sid: 'a b' }), ['error sid-invalid $.Statement[0].Sid']],
  [
    'a principal in an identity policy',
    'managed',
    of(attached),
    ['error principal-not-allowed $.Statement[0].Principal'],
  ],
  [
    'no resource',
    'managed',
    of({ Effect: 'Allow', Action: 's3:*' }),
    ['error resource-missing $.Statement[0]'],
  ],
  [
    'an action without a service',
    'managed',
    of({ ...whole, Action: 'GetObject' }),
    ['error action-malformed $.Statement[0].Action[0]'],
  ],
  [
    'a service that is not there',
    'managed',
    of({ ...whole, Action: 's4:GetObject' }),
    ['warning service-unknown $.Statement[0].Action[0]'],
  ],
  [
    'an action that is not there',
    'managed',
    of({ ...whole, Action: 's3:GetObjects' }),
    ['warning action-unknown $.Statement[0].Action[0]'],
  ],
  [
    'a pattern of actions that matches none',
    'managed',
    of({ ...whole, Action: 's3:Fetch*' }),
    ['warning action-unknown $.Statement[0].Action[0]'],
  ],
  [
    'a bucket refuses such an action',
    'bucket',
    of({ ...attached, Action: 's3:GetObjects' }),
    ['error action-unknown $.Statement[0].Action[0]'],
  ],
  [
    'an action on the wrong type',
    'managed',
    of({ ...whole, Resource: 'arn:aws:s3:::b' }),
    ['warning resource-type-mismatch $.Statement[0].Action[0]'],
  ],
  [
    'a name as a resource',
    'managed',
    of({ ...whole, Resource: 'b' }),
    [
      'error arn-malformed $.Statement[0].Resource[0]',
      'warning resource-type-mismatch $.Statement[0].Action[0]',
    ],
  ],
  [
    'a short ARN',
    'managed',
    of({ ...whole, Action: '*', Resource: 'arn:aws:s3:b' }),
    ['error arn-malformed $.Statement[0].Resource[0]'],
  ],
  [
    'a wrong partition',
    'managed',
    of({ ...whole, Action: '*', Resource: 'arn:amazon:s3:::b' }),
    ['error arn-malformed $.Statement[0].Resource[0]'],
  ],
  [
    'a wrong account',
    'managed',
    of({ ...whole, Action: '*', Resource: 'arn:aws:sqs:eu-west-1:mine:q' }),
    ['error arn-malformed $.Statement[0].Resource[0]'],
  ],
  [
    'an operator that is not there',
    'managed',
    of({ ...whole, Condition: { StringIs: { 'aws:SourceVpce': 'a' } } }),
    ['error operator-unknown $.Statement[0].Condition.StringIs'],
  ],
  [
    'a key without a service',
    'managed',
    of({ ...whole, Condition: { StringEquals: { SourceVpce: 'a' } } }),
    ['error condition-key-malformed $.Statement[0].Condition.StringEquals.SourceVpce'],
  ],
  [
    'a key that is not there',
    'managed',
    of({ ...whole, Condition: { StringEquals: { 's3:nope': 'a' } } }),
    ['warning condition-key-unknown $.Statement[0].Condition.StringEquals.s3:nope'],
  ],
  [
    'a word as an address',
    'managed',
    of({ ...whole, Condition: { IpAddress: { 'aws:SourceIp': 'home' } } }),
    ['error condition-value-invalid $.Statement[0].Condition.IpAddress.aws:SourceIp'],
  ],
  [
    'a word as a truth',
    'managed',
    of({ ...whole, Condition: { Bool: { 'aws:SecureTransport': 'yes' } } }),
    ['error condition-value-invalid $.Statement[0].Condition.Bool.aws:SecureTransport'],
  ],
  [
    'a trust without a principal',
    'trust',
    of({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
    ['error principal-missing $.Statement[0]'],
  ],
  [
    'a trust with a resource',
    'trust',
    of({ ...trust, Resource: '*' }),
    ['error resource-in-trust $.Statement[0].Resource'],
  ],
  [
    'a trust with other actions',
    'trust',
    of({ ...trust, Action: ['sagemaker:*'] }),
    ['error action-not-sts $.Statement[0].Action[0]'],
  ],
  [
    'a trust with all of it',
    'trust',
    of({ Effect: 'Allow', Action: ['sagemaker:*'], Resource: '*' }),
    [
      'error principal-missing $.Statement[0]',
      'error resource-in-trust $.Statement[0].Resource',
      'error action-not-sts $.Statement[0].Action[0]',
    ],
  ],
  ['a bucket policy without a principal', 'bucket', of(whole), ['error principal-missing $.Statement[0]']],
  [
    'a principal with wildcards',
    'bucket',
    of({ ...whole, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
    ['error principal-malformed $.Statement[0].Principal.AWS'],
  ],
  [
    'a service by a short name',
    'trust',
    of({ ...trust, Principal: { Service: 'lambda' } }),
    ['error principal-malformed $.Statement[0].Principal.Service'],
  ],
  [
    'Allow to all but one',
    'bucket',
    of({ ...whole, NotPrincipal: { AWS: '111122223333' } }),
    ['warning not-principal-allow $.Statement[0].NotPrincipal'],
  ],
  [
    'a variable of 2012 in a policy of 2008',
    'managed',
    { Version: '2008-10-17', Statement: { ...whole, Resource: 'arn:aws:s3:::${aws:username}/*' } },
    ['warning variable-without-version $.Statement[0].Resource[0]'],
  ],
  [
    'a policy that is too long',
    'user-inline',
    of({
      ...whole,
      Resource: Array.from({ length: 50 }, (_, index) => `arn:aws:s3:::a-bucket-with-a-long-name-${index}/*`),
    }),
    ['error too-large $'],
  ],
];

describe('the rules of AWS for policies', () => {
  it.each(good)('take %s', (_, kind, document) => {
    expect(codes(document, kind)).toEqual([]);
  });

  it.each(bad)('report %s', (_, kind, document, expected) => {
    expect(codes(document, kind)).toEqual(expected);
  });

  it('find no error but size in the policies that AWS itself manages', () => {
    const errors = managedPolicyArns().flatMap((arn) =>
      validatePolicy(managedPolicyDocument(arn) ?? '', 'managed').filter(
        ({ severity, code }) => severity === 'error' && code !== 'too-large',
      ),
    );
    expect(errors).toEqual([]);
  });
});
