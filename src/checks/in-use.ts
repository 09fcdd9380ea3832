import { type Known, known } from '../base/known.ts';
import type { Plan, Resource } from '../terraform/plan/plan.ts';
import { relatedTo } from './related.ts';

/** An attribute by which resources of a type make use of another resource. */
export type Use = readonly [type: string, path: string];

/** Whether anything uses the resource: another resource of the root, or an output that hands its ARN to other roots. */
export function isInUse(plan: Plan, resource: Resource, uses: readonly Use[]): Known<boolean> {
  const found = uses.map(([type, path]) => relatedTo(plan, resource, type, path));
  if (found.some((users) => users.known && users.value.length > 0)) return known(true);
  if (isHandedOn(plan, resource)) return known(true);
  const open = found.find((users) => !users.known);
  return open && !open.known ? open : known(false);
}

function isHandedOn(plan: Plan, resource: Resource): boolean {
  const arn = resource.attribute('arn');
  if (!arn.known || typeof arn.value !== 'string') return false;
  const text = JSON.stringify(arn.value).slice(1, -1);
  return plan.outputs.some(({ value }) => value.known && JSON.stringify(value.value).includes(text));
}

/** What gives a managed policy of IAM an effect. */
export const policyUses: readonly Use[] = [
  ['aws_iam_role_policy_attachment', 'policy_arn'],
  ['aws_iam_user_policy_attachment', 'policy_arn'],
  ['aws_iam_group_policy_attachment', 'policy_arn'],
  ['aws_iam_policy_attachment', 'policy_arn'],
  ['aws_iam_role_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_user_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_group_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_role', 'permissions_boundary'],
  ['aws_iam_role', 'managed_policy_arns'],
  ['aws_iam_user', 'permissions_boundary'],
  ['aws_ssoadmin_customer_managed_policy_attachment', 'customer_managed_policy_reference.name'],
  ['aws_ssoadmin_permissions_boundary_attachment', 'permissions_boundary'],
];
