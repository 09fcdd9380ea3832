import type { Resource } from '../../../../terraform/plan/plan.ts';
import type { Policy } from '../../iam/types.ts';
import { tagsOf, textAt } from '../values.ts';
import { arnOf } from '../where.ts';
import { attach, type Holder, type HolderKind } from './holders.ts';
import type { IamReading } from './reading.ts';

const kinds: Record<string, HolderKind> = {
  aws_iam_role: 'role',
  aws_iam_user: 'user',
  aws_iam_group: 'group',
};

/** Roles, users and groups that the configuration declares, with the policies in their own blocks. */
export function readDeclared(reading: IamReading): void {
  const { plan, holders } = reading;
  for (const [type, kind] of Object.entries(kinds))
    for (const resource of plan.ofType(type)) holders.add(holderOf(reading, resource, kind));
  for (const resource of plan.ofType('aws_iam_service_linked_role'))
    holders.add(linkedRole(reading, resource));
  for (const resource of plan.ofType('aws_ssoadmin_permission_set'))
    holders.add(permissionSetRole(reading, resource));
}

function holderOf(reading: IamReading, resource: Resource, kind: HolderKind): Holder {
  const where = reading.where.of(resource);
  const name = textAt(resource, 'name');
  const tags = tagsOf(resource);
  const [boundary] = reading.shelf.named(resource, 'permissions_boundary');
  const holder: Holder = {
    kind,
    arn: arnOf(resource, `arn:{partition}:iam::{account}:${kind}{path}{name}`, where),
    account: where.account,
    policies: [],
    resource,
    ...(name !== undefined && { name }),
    ...(tags && { tags }),
    ...(boundary && { boundary }),
  };
  if (kind === 'role') readRole(reading, resource, holder);
  return holder;
}

function readRole(reading: IamReading, resource: Resource, holder: Holder): void {
  const trust = reading.book.read({
    resource,
    path: 'assume_role_policy',
    kind: 'trust',
    bound: [resource.address],
  });
  if (trust) holder.trust = trust;
  for (const policy of reading.shelf.named(resource, 'managed_policy_arns')) attach(holder, policy);
  for (const policy of inlineOf(reading, resource)) attach(holder, policy);
}

function inlineOf({ book }: IamReading, resource: Resource): Policy[] {
  const blocks = resource.elements('inline_policy');
  if (!blocks.known) return [{ id: `${resource.address}.inline_policy`, unknown: blocks.because }];
  return blocks.value.flatMap((block, index) => {
    const at = {
      resource,
      path: ['inline_policy', index, 'policy'],
      kind: 'role-inline' as const,
      attributes: block,
      attribute: 'policy',
      bound: [resource.address],
    };
    return book.read(at) ?? [];
  });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
function linkedRole({ where }: IamReading, resource: Resource): Holder {
  const own = where.of(resource);
  return {
    kind: 'role',
    arn: arnOf(
      resource,
      'arn:{partition}:iam::{account}:role/aws-service-role/{aws_service_name}/{name}',
      own,
    ),
    account: own.account,
    policies: [{ id: `${resource.address}`, unknown: 'the service gives it its policy' }],
    resource,
  };
}

/** The role that IAM Identity Center makes of a permission set, in each account that it is assigned to. */
function permissionSetRole({ where }: IamReading, resource: Resource): Holder {
  const { account, partition } = where.of(resource);
  const name = `AWSReservedSSO_${textAt(resource, 'name') ?? '*'}_holdfast`;
  return {
    kind: 'role',
    name,
    arn: `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${name}`,
    account,
    policies: [],
    resource,
    trust: identityCenterTrust,
  };
}

const identityCenterTrust: Policy = {
  id: 'the trust of IAM Identity Center',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::aws:saml-provider/AWSSSO' },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      },
    ],
  },
};
