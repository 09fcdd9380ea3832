import type { Json } from '../../../base/canonical-json.ts';
import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import type { Policy } from '../iam/types.ts';
import { grantsFor } from './grants.ts';
import { namesOne } from './names-one.ts';
import type { PolicyBook } from './policy-book.ts';
import type { ResourceForm } from './service.ts';
import type { ResourceFact } from './types.ts';
import { tagsOf } from './values.ts';
import { arnOf, type Whereabouts } from './where.ts';

/** Every resource of a form, with the policy that is on it. */
export function readResources(
  plan: Plan,
  form: ResourceForm,
  where: Whereabouts,
  book: PolicyBook,
): ResourceFact[] {
  return plan.ofType(form.type).map((resource) => {
    const own = where.of(resource);
    const arn = arnOf(resource, form.arn, own, form.arnAttribute);
    const tags = tagsOf(resource);
    const policy = withGrants(plan, resource, arn, policyOf(plan, form, resource, book));
    return { resource, iam: { arn, account: own.account, policy, ...(tags && { tags }) } };
  });
}

/** The policy of its own resource wins over the one in its own block: it is applied later. */
function policyOf(plan: Plan, form: ResourceForm, resource: Resource, book: PolicyBook): Policy | null {
  const kind = form.kind ?? 'resource';
  const bound = [resource.address];
  const separate = (form.policies ?? []).flatMap(({ type, of, policy }) =>
    plan.ofType(type).flatMap((source) => {
      const isMeant = namesOne(plan, source, of, resource);
      if (isMeant === false) return [];
      const read = book.read({ resource: source, path: policy, kind, ...(isMeant && { bound }) });
      if (isMeant && !read) return [];
      return isMeant && read ? [read] : [perhaps(source)];
    }),
  );
  const [only, ...more] = separate;
  if (only && more.length === 0) return only;
  if (only)
    return { id: only.id, unknown: `${separate.length} resources write the policy of ${resource.address}` };
  const inline = form.policy !== undefined && book.read({ resource, path: form.policy, kind, bound });
  return inline || null;
}

function perhaps(source: Resource): Policy {
  return { id: source.address, unknown: `${source.address} may be its policy: what it names is not known` };
}

/** The policy with the statements that other resources add to it. */
function withGrants(plan: Plan, resource: Resource, arn: string, policy: Policy | null): Policy | null {
  const { statements, unknown } = grantsFor(plan, resource, arn);
  const [open] = unknown;
  if (policy && 'unknown' in policy) return policy;
  if (open) return { id: open.address, unknown: `what ${open.address} adds to it is not known` };
  if (statements.length === 0) return policy;
  const id = policy?.id ?? `${resource.address}, and what is added to it`;
  return { id, document: { Version: '2012-10-17', Statement: [...statementsOf(policy), ...statements] } };
}

function statementsOf(policy: Policy | null): Json[] {
  if (!policy || 'unknown' in policy) return [];
  const document: Json =
    typeof policy.document === 'string' ? (JSON.parse(policy.document) as Json) : policy.document;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
  const statement = document.Statement;
  if (statement === undefined) return [];
  return Array.isArray(statement) ? statement : [statement];
}
