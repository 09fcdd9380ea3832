import type { Way } from './types.ts';

/** The public list that the ids are from: permission facts, https://github.com/DataDog/pathfinding.cloud */
const list = 'https://pathfinding.cloud/paths/';

/** Which principals a way is about; `group` and `policy`: those that the target is in, or has. */
export type Subject = 'user' | 'role' | 'group' | 'policy';

export interface IamWay extends Way {
  subject: Subject;
  /** `boost`: the subject's own rights grow to all. `take`: the holder becomes it. `trust`: the role trusts the holder. */
  effect: 'boost' | 'take' | 'trust';
  /** Keys that the call carries. */
  context?: Record<string, string>;
}

function way(id: string, effect: IamWay['effect'], subject: Subject, ...actions: string[]): IamWay {
  const needs = actions.map((action) => ({ action, on: 'target' as const }));
  return { id, source: `${list}${id}`, effect, subject, needs };
}

/** The holder gives what it likes: the strongest policy there is. */
const anyPolicy = { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' };

/**
 * The combined ways of the list (iam-014 to iam-021: change a policy, then assume) need no entry: they are two steps,
 * and reach.ts takes steps in any order.
 */
export const iamWays: IamWay[] = [
  way('iam-001', 'boost', 'policy', 'iam:CreatePolicyVersion'),
  way('iam-002', 'take', 'user', 'iam:CreateAccessKey'),
  way('iam-003', 'take', 'user', 'iam:CreateAccessKey', 'iam:DeleteAccessKey'),
  way('iam-004', 'take', 'user', 'iam:CreateLoginProfile'),
  way('iam-005', 'boost', 'role', 'iam:PutRolePolicy'),
  way('iam-006', 'take', 'user', 'iam:UpdateLoginProfile'),
  way('iam-007', 'boost', 'user', 'iam:PutUserPolicy'),
  { ...way('iam-008', 'boost', 'user', 'iam:AttachUserPolicy'), context: anyPolicy },
  { ...way('iam-009', 'boost', 'role', 'iam:AttachRolePolicy'), context: anyPolicy },
  { ...way('iam-010', 'boost', 'group', 'iam:AttachGroupPolicy'), context: anyPolicy },
  way('iam-011', 'boost', 'group', 'iam:PutGroupPolicy'),
  way('iam-012', 'trust', 'role', 'iam:UpdateAssumeRolePolicy'),
];

/** Made of two of the ways above. */
export const combinedWays: Record<string, string[]> = {
  'iam-014': ['iam-009', 'sts-001'],
  'iam-015': ['iam-008', 'iam-002'],
  'iam-016': ['iam-001', 'sts-001'],
  'iam-017': ['iam-005', 'sts-001'],
  'iam-018': ['iam-007', 'iam-002'],
  'iam-019': ['iam-009', 'iam-012'],
  'iam-020': ['iam-001', 'iam-012'],
  'iam-021': ['iam-005', 'iam-012'],
};

/** Ways that edges.ts asks by themselves: joining a group, assuming a role. */
export const joinWay = { id: 'iam-013', source: `${list}iam-013`, action: 'iam:AddUserToGroup' };
export const assumeWay = { id: 'sts-001', source: `${list}sts-001`, action: 'sts:AssumeRole' };

/** A principal that the holder makes, with all rights: not in the list, and no principal that is there is touched. */
export const createWays: { id: string; source: string; actions: [string, string][] }[] = [
  {
    id: 'new-user-attach',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html',
    actions: [
      ['iam:CreateUser', 'user'],
      ['iam:AttachUserPolicy', 'user'],
      ['iam:CreateAccessKey', 'user'],
    ],
  },
  {
    id: 'new-user-put',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html',
    actions: [
      ['iam:CreateUser', 'user'],
      ['iam:PutUserPolicy', 'user'],
      ['iam:CreateAccessKey', 'user'],
    ],
  },
  {
    id: 'new-role-attach',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    actions: [
      ['iam:CreateRole', 'role'],
      ['iam:AttachRolePolicy', 'role'],
    ],
  },
  {
    id: 'new-role-put',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
    actions: [
      ['iam:CreateRole', 'role'],
      ['iam:PutRolePolicy', 'role'],
    ],
  },
];
