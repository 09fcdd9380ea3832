import type { Issue, Place } from '../../../base/issue.ts';
import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import type { World } from '../iam/escalation/types.ts';
import { readPolicy } from '../iam/policy/read.ts';
import type { AccountAuthorization } from './iam/authorization.ts';
import { collectIam } from './iam/collect.ts';
import { Holders } from './iam/holders.ts';
import { Shelf } from './iam/managed.ts';
import { readOrganisation } from './organisation.ts';
import { outsidePrincipals } from './outside.ts';
import { PolicyBook } from './policy-book.ts';
import { services } from './registry.ts';
import { readResources } from './resources.ts';
import type { AwsFacts, PolicyFact, PrincipalFact, ResourceFact } from './types.ts';
import { readUnits } from './units.ts';
import { textAt } from './values.ts';
import { Whereabouts } from './where.ts';

/** What a plan says of AWS, and an export of the account of those who exist beside it. */
export function collectFacts(plan: Plan, details?: AccountAuthorization): AwsFacts {
  const where = new Whereabouts(plan);
  const book = new PolicyBook();
  const problems: Issue[] = [];
  const shelf = new Shelf(plan, where, book);
  const iam = collectIam({ plan, where, book, shelf, holders: new Holders() }, details);
  const forms = services.flatMap((service) => service.resources ?? []);
  const resources = forms.flatMap((form) => readResources(plan, form, where, book));
  for (const { type, policy, kind, of } of services.flatMap((service) => service.policies ?? []))
    for (const resource of plan.ofType(type))
      book.read({ resource, path: policy, kind, bound: of === undefined ? [resource.address] : [] });
  const units = services
    .flatMap((service) => service.units ?? [])
    .flatMap((form) => readUnits(plan, form, where, problems));
  const organisation = readOrganisation(plan, where.accounts(), book);
  readDocuments(plan, book);
  const world: World = {
    principals: iam.principals.map(({ principal }) => principal),
    units: units.map(({ unit }) => unit),
    groups: iam.groups,
    policies: iam.policies,
    guardrails: organisation.byAccount,
  };
  const policies = withCeilings(book.facts(), world);
  return {
    world,
    principals: iam.principals,
    outside: outsidePrincipals(policies, new Set(world.principals.map(({ arn }) => arn)), where.accounts()),
    resources,
    units,
    policies,
    problems,
    assumptions: [
      details
        ? 'Nobody exists but who is in this configuration or in the export of the account'
        : 'Nobody exists but who is in this configuration (--account-authorization adds the others)',
      ...(where.isAccountAssumed ? ['No account is known: 123456789012 stands for it'] : []),
      ...organisation.assumptions,
    ],
    ...lookups(iam.principals, resources, policies),
  };
}

/** Marks the policies that bound somebody and are attached to nobody. */
function withCeilings(facts: readonly PolicyFact[], { principals, groups = [] }: World): PolicyFact[] {
  const bounds = new Set(principals.flatMap(({ boundary }) => boundary ?? []));
  const given = new Set([
    ...principals.flatMap(({ identityPolicies }) => identityPolicies),
    ...groups.flatMap(({ policies }) => policies),
  ]);
  const demanded = boundariesDemanded(facts);
  return facts.map((fact) => {
    if (!bounds.has(fact.policy) || given.has(fact.policy)) return fact;
    const arn = textAt(fact.resource, 'arn');
    return { ...fact, isCeiling: true, ...(arn !== undefined && demanded.has(arn) && { isHandedOut: true }) };
  });
}

/** Boundaries that roles must have which somebody may make: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate */
function boundariesDemanded(facts: readonly PolicyFact[]): ReadonlySet<string> {
  const statements = facts.flatMap(({ policy }) =>
    'unknown' in policy ? [] : (readPolicy(policy.document).document?.statements ?? []),
  );
  const conditions = statements.filter(({ effect }) => effect === 'Allow').flatMap((one) => one.conditions);
  return new Set(
    conditions.filter(({ key }) => /^iam:PermissionsBoundary$/i.test(key)).flatMap(({ values }) => values),
  );
}

/** Documents that nothing takes its text from: they may be meant for something that is not here. */
function readDocuments(plan: Plan, book: PolicyBook): void {
  const documents = plan.dataOfType('aws_iam_policy_document');
  for (const document of documents)
    for (const path of [
      'source_policy_documents',
      'override_policy_documents',
      'source_json',
      'override_json',
    ])
      for (const { address } of document.references(path)) book.refer(address);
  for (const resource of documents)
    if (!book.isUsed(resource.address, textAt(resource, 'json')))
      book.read({ resource, path: 'json', kind: 'document' });
}

function lookups(
  principals: readonly PrincipalFact[],
  resources: readonly ResourceFact[],
  policies: readonly PolicyFact[],
): Pick<AwsFacts, 'placeOf' | 'addressOf'> {
  const byId = new Map<string, Resource>();
  for (const { principal, resource } of principals) if (resource) byId.set(principal.arn, resource);
  for (const { iam, resource } of resources) byId.set(iam.arn, resource);
  for (const { id, resource } of policies) byId.set(id, resource);
  return {
    placeOf: (id): Place | undefined => byId.get(id)?.place,
    addressOf: (id) => byId.get(id)?.address,
  };
}
