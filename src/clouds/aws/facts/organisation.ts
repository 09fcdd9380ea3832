import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import type { Guardrails, Policy } from '../iam/types.ts';
import { namesOne } from './names-one.ts';
import type { PolicyBook } from './policy-book.ts';
import { textAt } from './values.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html: attached by default */
const fullAccess: Policy = {
  id: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

const kinds = {
  SERVICE_CONTROL_POLICY: ['service-control', 'serviceControl'],
  RESOURCE_CONTROL_POLICY: ['resource-control', 'resourceControl'],
} as const;

export interface Organisation {
  byAccount: Record<string, Guardrails>;
  assumptions: string[];
}

/**
 * The policies of an organisation that surely bind an account of the plan: those attached to the account itself, to
 * the root, or to a unit that the account is declared in. What binds others only is left out, and said.
 */
export function readOrganisation(plan: Plan, accounts: Iterable<string>, book: PolicyBook): Organisation {
  const found: Organisation = { byAccount: {}, assumptions: [] };
  const policies = plan.ofType('aws_organizations_policy').flatMap((resource) => {
    const type = textAt(resource, 'type') ?? 'SERVICE_CONTROL_POLICY';
    if (!Object.hasOwn(kinds, type)) return [];
    const [kind, member] = kinds[type as keyof typeof kinds];
    const policy = book.read({ resource, path: 'content', kind });
    return policy ? [{ resource, policy, member }] : [];
  });
  for (const { resource, policy, member } of policies)
    for (const attachment of attachmentsOf(plan, resource))
      for (const account of accounts) {
        const binds = bindsAccount(plan, attachment, account);
        if (binds) add(found.byAccount, account, member, policy);
        else
          found.assumptions.push(
            `${resource.address} does not bind the account ${account}: it is not known to be below what ${attachment.address} names`,
          );
      }
  return found;
}

function add(
  byAccount: Record<string, Guardrails>,
  account: string,
  member: 'serviceControl' | 'resourceControl',
  policy: Policy,
): void {
  const guardrails = byAccount[account] ?? {};
  const [level = [fullAccess]] = guardrails[member] ?? [];
  byAccount[account] = { ...guardrails, [member]: [[...level, policy]] };
}

function attachmentsOf(plan: Plan, policy: Resource): Resource[] {
  return plan
    .ofType('aws_organizations_policy_attachment')
    .filter((attachment) => namesOne(plan, attachment, 'policy_id', policy));
}

/** Follows the tree of units upwards from the account. */
function bindsAccount(plan: Plan, attachment: Resource, account: string): boolean {
  const target = textAt(attachment, 'target_id');
  if (target === account) return true;
  const isRoot = attachment
    .references('target_id')
    .some(({ attribute }) => /^roots\[\d+\]\.id$/.test(attribute ?? ''));
  if (isRoot || target?.startsWith('r-')) return true;
  const own = plan.ofType('aws_organizations_account').find((one) => textAt(one, 'id') === account);
  const seen = new Set<string>();
  for (let at = own && textAt(own, 'parent_id'); at !== undefined && !seen.has(at); ) {
    if (at === target) return true;
    seen.add(at);
    const unit = plan.ofType('aws_organizations_organizational_unit').find((one) => textAt(one, 'id') === at);
    at = unit && textAt(unit, 'parent_id');
  }
  return false;
}
