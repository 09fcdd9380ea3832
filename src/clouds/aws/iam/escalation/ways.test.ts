import { describe, expect, it } from 'vitest';
import { actionOf } from '../catalogue/services.ts';
import type { Policy, Principal } from '../types.ts';
import { Escalation } from './reach.ts';
import type { Unit, World } from './types.ts';
import { combinedWays, createWays, iamWays } from './ways-iam.ts';
import { passWays } from './ways-pass.ts';
import { runWays } from './ways-run.ts';

const account = '111122223333';

function policy(id: string, ...statements: object[]): Policy {
  return { id, document: { Version: '2012-10-17', Statement: statements as never } };
}

function allowing(actions: string[]): Policy {
  return policy('holder', ...actions.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })));
}

const trusting = (who: object) =>
  policy('trust', { Effect: 'Allow', Principal: who, Action: 'sts:AssumeRole' });

function holder(actions: string[]): Principal {
  return {
    arn: `arn:aws:iam::${account}:user/holder`,
    account,
    kind: 'user',
    identityPolicies: [allowing(actions)],
  };
}

const admin: Principal = {
  arn: `arn:aws:iam::${account}:role/admin`,
  account,
  kind: 'role',
  identityPolicies: [allowing(['*'])],
};

function ask(actions: string[], world: Partial<World> = {}, target: Principal = admin) {
  const asked = holder(actions);
  return new Escalation({ ...world, principals: [asked, target] }).canBecomeAdmin(asked);
}

/** Whether all of the actions give a way, and all but one give none, or a way that has fewer steps than this. */
function expectAllNeeded(actions: string[], world: Partial<World>, target: Principal = admin, id = ''): void {
  expect(ask(actions, world, target).answer).toBe('allowed');
  for (const missing of actions) {
    const others = actions.filter((action) => action !== missing);
    const { answer, path } = ask(others, world, target);
    if (shorter[id]?.includes(path[0]?.way ?? '')) continue;
    expect(answer, `without ${missing}`).toBe('denied');
  }
}

/** Ways that hold another whole. */
const shorter: Record<string, string[]> = {
  'ecs-001': ['ecs-003'],
  'ecs-002': ['ecs-004'],
  'lambda-004': ['lambda-003'],
  'lambda-005': ['lambda-003'],
  'iam-003': ['iam-002'],
  'sagemaker-domain': ['sagemaker-user-profile'],
  'sagemaker-data-quality': ['sagemaker-monitoring'],
};

describe('ways by passing a role', () => {
  it.each(passWays)('$id takes all of its actions, and the trust of the role', ({ id, needs, services }) => {
    const actions = ['iam:PassRole', ...needs.map(({ action }) => action)];
    const trusted = { ...admin, trust: trusting({ Service: services[0] }) };
    expectAllNeeded(actions, {}, trusted, id);
    expect(ask(actions, {}, { ...admin, trust: trusting({ Service: 'other.amazonaws.com' }) }).answer).toBe(
      'denied',
    );
  });
});

describe('ways through what runs already', () => {
  const trusted = { ...admin, trust: trusting({ Service: 'none.amazonaws.com' }) };

  it.each(runWays)('$id takes all of its actions', ({ id, needs, unit: kind }) => {
    const unit: Unit = { kind, arn: '*', role: admin.arn };
    const service = needs[0]?.action.split(':')[0] ?? '';
    unit.arn = `arn:aws:${service}:eu-west-1:${account}:thing/x`;
    expectAllNeeded(
      needs.map(({ action }) => action),
      { units: [unit] },
      trusted,
      id,
    );
  });
});

describe('ways by IAM itself', () => {
  const open = { ...admin, trust: trusting({ Service: 'none.amazonaws.com' }) };

  it.each(iamWays.filter(({ effect }) => effect === 'take'))('$id takes a user over', ({ id, needs }) => {
    const actions = needs.map(({ action }) => action);
    const target: Principal = { ...admin, arn: `arn:aws:iam::${account}:user/admin`, kind: 'user' };
    expect(ask(actions, {}, target).path.map(({ to }) => to)).toEqual([target.arn]);
    expectAllNeeded(actions, {}, target, id);
  });

  it.each(iamWays.filter(({ effect }) => effect === 'boost'))(
    '$id gives the holder all rights',
    ({ needs, subject }) => {
      const own = `arn:aws:iam::${account}:policy/own`;
      const group = `arn:aws:iam::${account}:group/team`;
      const self: Principal =
        subject === 'role'
          ? { ...holder([]), arn: `arn:aws:iam::${account}:role/self`, kind: 'role' }
          : holder([]);
      const asked = { ...self, identityPolicies: [allowing(needs.map(({ action }) => action))] };
      const world: World = {
        principals: [asked],
        groups: [{ arn: group, members: [self.arn], policies: [] }],
        policies: [{ arn: own, attachedTo: [self.arn] }],
      };
      expect(new Escalation(world).canBecomeAdmin(asked)).toMatchObject({
        answer: 'allowed',
        path: [{ to: self.arn }],
      });
      const bounded = { ...asked, boundary: allowing(['s3:*', ...needs.map(({ action }) => action)]) };
      expect(new Escalation({ ...world, principals: [bounded] }).canBecomeAdmin(bounded).answer).toBe(
        'denied',
      );
      expect(new Escalation({ ...world, principals: [holder([])] }).canBecomeAdmin(holder([])).answer).toBe(
        'denied',
      );
    },
  );

  it('iam-012 needs no right of its own to assume', () => {
    expectAllNeeded(['iam:UpdateAssumeRolePolicy'], {}, open);
  });

  it('iam-013 takes a group with rights', () => {
    const group = { arn: `arn:aws:iam::${account}:group/admins`, members: [], policies: [allowing(['*'])] };
    expectAllNeeded(['iam:AddUserToGroup'], { groups: [group] }, open);
    expect(ask(['iam:AddUserToGroup'], { groups: [{ ...group, policies: [] }] }, open).answer).toBe('denied');
  });

  it('sts-001 takes both sides', () => {
    expect(ask(['sts:AssumeRole'], {}, { ...admin, trust: trusting({ AWS: account }) }).answer).toBe(
      'allowed',
    );
    expect(ask([], {}, { ...admin, trust: trusting({ AWS: account }) }).answer).toBe('denied');
    expect(ask(['sts:AssumeRole'], {}, open).answer).toBe('denied');
    expect(ask(['sts:AssumeRole']).answer).toBe('cannot-tell');
  });

  it.each(Object.entries(combinedWays))('%s is two steps: %j', (_, [first = '', second = '']) => {
    const actions = [first, second].map((id) =>
      id === 'sts-001' ? 'sts:AssumeRole' : (iamWays.find((way) => way.id === id)?.needs[0]?.action ?? ''),
    );
    const byTrust =
      second === 'sts-001' ? trusting({ AWS: account }) : trusting({ Service: 'none.amazonaws.com' });
    const isUser = second === 'iam-002';
    const target: Principal = {
      arn: `arn:aws:iam::${account}:${isUser ? 'user' : 'role'}/plain`,
      account,
      kind: isUser ? 'user' : 'role',
      identityPolicies: [],
      ...(isUser ? {} : { trust: byTrust }),
    };
    const asked = {
      ...holder([]),
      identityPolicies: [
        policy(
          'holder',
          ...actions.map((Action) => ({
            Effect: 'Allow',
            Action,
            Resource: [target.arn, `arn:aws:iam::${account}:policy/own`],
          })),
        ),
      ],
    };
    const world: World = {
      principals: [asked, target],
      policies: [{ arn: `arn:aws:iam::${account}:policy/own`, attachedTo: [target.arn] }],
    };
    const { answer, path } = new Escalation(world).canBecomeAdmin(asked);
    expect(answer).toBe('allowed');
    expect(path).toHaveLength(2);
  });

  it.each(createWays)('$id makes a new administrator', ({ actions }) => {
    const names = actions.map(([action]) => action);
    const asked = {
      ...holder([]),
      identityPolicies: [
        policy(
          'holder',
          ...names.map((Action) => ({
            Effect: 'Allow',
            Action,
            Resource: `arn:aws:iam::${account}:*/dev-*`,
          })),
        ),
      ],
    };
    expect(new Escalation({ principals: [asked] }).canBecomeAdmin(asked).answer).toBe('allowed');
    const denied = {
      ...asked,
      identityPolicies: [
        ...asked.identityPolicies,
        policy('deny', { Effect: 'Deny', Action: names[0], Resource: '*' }),
      ],
    };
    expect(new Escalation({ principals: [denied] }).canBecomeAdmin(denied).answer).toBe('denied');
  });
});

describe('the data of the ways', () => {
  const all = [...passWays, ...runWays, ...iamWays];

  it('names actions that AWS has', () => {
    const actions = all.flatMap(({ needs }) => needs.map(({ action }) => action));
    // Data Pipeline and Glue's old endpoints are still in the reference.
    expect(actions.filter((action) => !actionOf(action))).toEqual([]);
  });

  it('has each id once, and a source for each', () => {
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.every(({ source }) => source.startsWith('https://'))).toBe(true);
  });

  it('covers the public list', () => {
    const listed =
      /^(apprunner|bedrock|cloudformation|codebuild|datapipeline|ec2|ec2instanceconnect|ecs|glue|iam|lambda|sagemaker|ssm|sts)-\d{3}$/;
    const ids = [...all.map(({ id }) => id), ...Object.keys(combinedWays), 'iam-013', 'sts-001'];
    expect(ids.filter((id) => listed.test(id))).toHaveLength(65);
  });
});
