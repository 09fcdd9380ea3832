import { type Known, known, unknown } from '../base/known.ts';
import type { Plan, Resource } from '../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass } from './check.ts';
import { relatedTo } from './related.ts';

/** An attribute by which resources of a type make use of another resource. */
export type Use = readonly [type: string, path: string];

/** Whether anything uses the resource: another resource of the root, or an output that hands its ARN to other roots. */
export function isInUse(plan: Plan, resource: Resource, uses: readonly Use[]): Known<boolean> {
  const found = uses.map(([type, path]) => relatedTo(plan, resource, type, path));
  if (found.some((users) => users.known && users.value.length > 0)) return known(true);
  const handed = handedOn(plan, resource);
  if (handed.known && handed.value) return known(true);
  if (!handed.known) return handed;
  const open = found.find((users) => !users.known);
  return open && !open.known ? open : known(false);
}

/** Whether an output has the id or the ARN of a resource, for other roots. */
export function handedOn(plan: Plan, resource: Resource): Known<boolean> {
  const names = ['arn', 'id', 'key_id'].flatMap((path) => {
    const found = resource.attribute(path);
    return found.known && typeof found.value === 'string' && found.value !== ''
      ? [JSON.stringify(found.value).slice(1, -1)]
      : [];
  });
  const holds = plan.outputs.some(
    ({ value }) => value.known && names.some((name) => JSON.stringify(value.value).includes(name)),
  );
  const open = plan.outputs.find(({ value }) => !value.known);
  if (holds || !open || open.value.known) return known(holds);
  return unknown(`the output ${open.name} is not known`);
}

/** A resource that others, of these kinds, may use: passes where one does, or an output hands it on. */
export function judgeUse(plan: Plan, resource: Resource, isUsed: boolean, otherwise: string): Judgement {
  if (isUsed) return pass;
  const handed = handedOn(plan, resource);
  if (!handed.known) return cannotTell(`${otherwise}, and ${handed.because}`);
  return handed.value ? pass : fail(otherwise);
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
