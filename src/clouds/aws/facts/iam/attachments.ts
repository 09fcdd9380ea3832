import type { Path, Resource } from '../../../../terraform/plan/plan.ts';
import type { PolicyKind } from '../../iam/policy/kinds.ts';
import type { Policy } from '../../iam/types.ts';
import { attach, type Holder, type HolderKind } from './holders.ts';
import type { IamReading } from './reading.ts';
import { targetsOf } from './targets.ts';

/** A type of resource that gives policies to holders. */
interface Attachment {
  type: string;
  /** The attributes that name them. */
  to: readonly (readonly [path: Path, kind: HolderKind])[];
  /** The attribute with the ARN, or ARNs, of what is attached. */
  arn?: Path;
  /** The attribute with the policy itself. */
  text?: readonly [path: Path, kind: PolicyKind];
}

/** Every way to attach: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const attachments: readonly Attachment[] = [
  { type: 'aws_iam_role_policy', to: [['role', 'role']], text: ['policy', 'role-inline'] },
  { type: 'aws_iam_user_policy', to: [['user', 'user']], text: ['policy', 'user-inline'] },
  { type: 'aws_iam_group_policy', to: [['group', 'group']], text: ['policy', 'group-inline'] },
  { type: 'aws_iam_role_policy_attachment', to: [['role', 'role']], arn: 'policy_arn' },
  { type: 'aws_iam_user_policy_attachment', to: [['user', 'user']], arn: 'policy_arn' },
  { type: 'aws_iam_group_policy_attachment', to: [['group', 'group']], arn: 'policy_arn' },
  {
    type: 'aws_iam_policy_attachment',
    to: [
      ['roles', 'role'],
      ['users', 'user'],
      ['groups', 'group'],
    ],
    arn: 'policy_arn',
  },
  { type: 'aws_iam_role_policy_attachments_exclusive', to: [['role_name', 'role']], arn: 'policy_arns' },
  { type: 'aws_iam_user_policy_attachments_exclusive', to: [['user_name', 'user']], arn: 'policy_arns' },
  { type: 'aws_iam_group_policy_attachments_exclusive', to: [['group_name', 'group']], arn: 'policy_arns' },
  {
    type: 'aws_ssoadmin_permission_set_inline_policy',
    to: [['permission_set_arn', 'role']],
    text: ['inline_policy', 'role-inline'],
  },
  {
    type: 'aws_ssoadmin_managed_policy_attachment',
    to: [['permission_set_arn', 'role']],
    arn: 'managed_policy_arn',
  },
];

/** Gives every holder what is attached to it; where it cannot be told who is meant, all who may be have an unknown. */
export function readAttachments(reading: IamReading): void {
  for (const attachment of attachments)
    for (const resource of reading.plan.ofType(attachment.type)) readOne(reading, attachment, resource);
}

function readOne(reading: IamReading, attachment: Attachment, resource: Resource): void {
  for (const [path, kind] of attachment.to) {
    const { sure, perhaps, because } = targetsOf(reading, resource, path, kind);
    for (const policy of policiesOf(reading, attachment, resource, sure))
      for (const holder of sure) attach(holder, policy);
    for (const holder of perhaps)
      attach(holder, {
        id: `${resource.address}.${String(path)}`,
        unknown: `${resource.address} may attach a policy to it: ${because}`,
      });
  }
}

function policiesOf(
  { shelf, book }: IamReading,
  { arn, text }: Attachment,
  resource: Resource,
  to: readonly Holder[],
): Policy[] {
  const bound = to.flatMap((holder) => holder.resource?.address ?? holder.arn);
  if (arn !== undefined) {
    const policies = shelf.named(resource, arn);
    for (const { id } of policies) book.bind(id, bound);
    return policies;
  }
  if (!text) return [];
  const [path, kind] = text;
  const policy = book.read({ resource, path, kind, bound });
  return policy ? [policy] : [];
}
