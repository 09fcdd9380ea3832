import { describe, expect, it } from 'vitest';
import { actionsOn, expandActions, isAction, whatCan, whoCan } from './questions.ts';
import type { Principal } from './types.ts';

const account = '111122223333';

function role(name: string, Action: string | string[], Resource: string): Principal {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] };
  return {
    arn: `arn:aws:iam::${account}:role/${name}`,
    account,
    kind: 'role',
    identityPolicies: [{ id: name, document }],
  };
}

const names = (actions: { service: string; name: string }[]) =>
  actions.map(({ service, name }) => `${service}:${name}`);

describe('questions about sets', () => {
  it('expand the patterns of actions', () => {
    expect(names(expandActions('s3:GetObjectT*'))).toEqual(['s3:GetObjectTagging', 's3:GetObjectTorrent']);
    expect(names(expandActions('IAM:passrole'))).toEqual(['iam:PassRole']);
    expect(expandActions('*').length).toBeGreaterThan(15_000);
    expect(expandActions('none:*')).toEqual([]);
  });

  it('tell the actions of an object from those of its bucket', () => {
    const onObject = names(actionsOn('arn:aws:s3:::data/key'));
    const onBucket = names(actionsOn('arn:aws:s3:::data'));
    expect(onObject).toContain('s3:GetObject');
    expect(onObject).not.toContain('s3:ListBucket');
    expect(onBucket).toContain('s3:ListBucket');
    expect(onBucket).not.toContain('s3:GetObject');
    expect(names(actionsOn(`arn:aws:iam::${account}:role/r`))).toContain('sts:AssumeRole');
  });

  it('list what a principal can do to a resource', () => {
    const found = whatCan(role('reader', ['s3:GetObject', 's3:ListBucket'], '*'), {
      arn: 'arn:aws:s3:::data/key',
      account,
    });
    expect(found.map(({ action, access }) => [action, access])).toEqual([['s3:GetObject', 'Read']]);
  });

  it('list who can do a thing', () => {
    const roles = [
      role('reader', 's3:Get*', 'arn:aws:s3:::data/*'),
      role('other', 's3:Get*', 'arn:aws:s3:::x/*'),
    ];
    const found = whoCan(roles, 's3:GetObject', { arn: 'arn:aws:s3:::data/key', account });
    expect(found.map(({ principal }) => principal.arn)).toEqual([`arn:aws:iam::${account}:role/reader`]);
  });

  it('know the actions of AWS', () => {
    expect(isAction('s3:getobject')).toBe(true);
    expect(isAction('s3:GetObjects')).toBe(false);
  });
});
