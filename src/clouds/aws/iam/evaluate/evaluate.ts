import type { Json } from '../../../../base/canonical-json.ts';
import { serviceOf } from '../catalogue/services.ts';
import type { Answer, Guardrails, Layer, Policy, Principal, Request, Resource } from '../types.ts';
import { Attached } from './attached.ts';
import { RequestView } from './context.ts';
import { allowedBy, deniedBy, type Grants, grantsOf } from './judge.ts';
import { both, either, no, type Verdict, yes } from './verdict.ts';

// The order of the rules: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

/** A principal whose policies are compiled: make it once, ask it often. */
export class CompiledPrincipal {
  readonly principal: Principal;
  readonly identity: Attached;
  readonly boundary: Attached | undefined;
  readonly session: Attached | undefined;

  constructor(principal: Principal) {
    this.principal = principal;
    this.identity = new Attached(principal.identityPolicies);
    this.boundary = principal.boundary && new Attached([principal.boundary]);
    this.session = principal.sessionPolicies && new Attached(principal.sessionPolicies);
  }

  /** Whether none of its own policies could allow the action on anything. */
  lacks(action: string): boolean {
    const { allows, unknowns } = this.identity.forAction(action.toLowerCase());
    return this.principal.kind !== 'root' && allows.length === 0 && unknowns.length === 0;
  }
}

const hopeless: Answer = {
  answer: 'denied',
  because: [],
  closedBy: 'identity',
  conditions: [],
  unknowns: [],
  assumptions: [],
};

/**
 * The answer where no rule needs to be looked at: most principals have no Allow for most actions, and only a resource's
 * own policy could give one.
 */
export function plainDenial(
  compiled: CompiledPrincipal,
  action: string,
  resource: Resource,
): Answer | undefined {
  return !resource.policy && needsResourcePolicyFor(compiled, action) ? hopeless : undefined;
}

/** Whether nothing but a resource's own policy could allow the action; trust and key policies always take part. */
export function needsResourcePolicyFor(compiled: CompiledPrincipal, action: string): boolean {
  const { kind } = compiled.principal;
  return (kind === 'user' || kind === 'role') && !/^(sts|kms):/i.test(action) && compiled.lacks(action);
}

/** Guardrails, compiled. */
export class CompiledGuardrails {
  readonly serviceControl: Attached[] | undefined;
  readonly resourceControl: Attached[] | undefined;
  readonly endpoint: Attached | undefined;

  constructor(guardrails: Guardrails = {}) {
    this.serviceControl = guardrails.serviceControl?.map((level) => new Attached(level));
    this.resourceControl = guardrails.resourceControl?.map((level) => new Attached(level));
    this.endpoint = guardrails.endpoint && new Attached(guardrails.endpoint);
  }
}

/** Whether the request is allowed, denied, hangs on conditions or cannot be told, and by which statements. */
export function evaluate(request: Request, guardrails: Guardrails = {}): Answer {
  const view = new RequestView(request);
  const result = decide(new CompiledPrincipal(request.principal), new CompiledGuardrails(guardrails), view);
  return {
    ...result,
    assumptions: [...standingAssumptions(request.principal, guardrails), ...result.assumptions],
  };
}

/** What every answer about the principal takes for granted; a matrix states it once. */
export function standingAssumptions({ kind, sessionPolicies }: Principal, guardrails: Guardrails): string[] {
  const assumptions: string[] = [];
  if (!guardrails.serviceControl) assumptions.push('No service control policy of the organisation denies it');
  if (!guardrails.resourceControl)
    assumptions.push('No resource control policy of the organisation denies it');
  if (kind === 'role' && !sessionPolicies) {
    assumptions.push('The session has no policies of its own: one that has may do less');
  }
  return assumptions;
}

const resourcePolicies = new WeakMap<Policy, Attached>();

function attachedTo(policy: Policy): Attached {
  const known = resourcePolicies.get(policy);
  if (known) return known;
  const attached = new Attached([policy]);
  resourcePolicies.set(policy, attached);
  return attached;
}

/** All that takes part in one decision. */
interface Case {
  view: RequestView;
  compiled: CompiledPrincipal;
  guardrails: CompiledGuardrails;
  resource: Attached | undefined;
  grants: Grants;
  isOwnAccount: boolean;
}

export function decide(
  compiled: CompiledPrincipal,
  guardrails: CompiledGuardrails,
  view: RequestView,
): Answer {
  const policy = resourcePolicyOf(view);
  const resource = policy && attachedTo(policy);
  const { principal } = compiled;
  const grants = resource ? grantsOf(resource, view, 'resource') : { direct: no, role: no, account: no };
  const isOwnAccount = principal.account !== '' && view.resourceAccount() === principal.account;
  const all: Case = { view, compiled, guardrails, resource, grants, isOwnAccount };
  const denied = anyDeny(all);
  if (denied.truth === 'yes') return answer('denied', denied, view, denied.witnesses[0]?.layer);
  const { verdict, closedBy } = allowed(all);
  if (verdict.truth === 'no') return answer('denied', no, view, closedBy);
  const whole = denied.truth === 'no' ? verdict : both(verdict, denied);
  if (whole.truth === 'yes') return answer('allowed', whole, view);
  return answer(whole.unknowns.length > 0 ? 'cannot-tell' : 'conditional', whole, view);
}

function answer(kind: Answer['answer'], verdict: Verdict, view: RequestView, closedBy?: Layer): Answer {
  const result: Answer = {
    answer: kind,
    because: verdict.witnesses,
    conditions: verdict.conditions,
    unknowns: verdict.unknowns,
    assumptions: [...view.assumptions],
  };
  if (closedBy) result.closedBy = closedBy;
  return result;
}

/** An explicit Deny wins, wherever it stands. */
function anyDeny({ view, compiled, guardrails, resource }: Case): Verdict {
  const { principal, identity, boundary, session } = compiled;
  const places: [Attached | undefined, Layer][] = [
    [identity, 'identity'],
    [boundary, 'boundary'],
    [session, 'session'],
    [resource, 'resource'],
    [guardrails.endpoint, 'endpoint'],
  ];
  if (isBoundByServiceControl(principal)) {
    for (const level of guardrails.serviceControl ?? []) places.push([level, 'service-control']);
  }
  if (isBoundByResourceControl(view)) {
    for (const level of guardrails.resourceControl ?? []) places.push([level, 'resource-control']);
  }
  let verdict = no;
  for (const [attached, layer] of places) {
    if (!attached) continue;
    verdict = either(verdict, deniedBy(attached, view, layer));
    if (verdict.truth === 'yes') return verdict;
  }
  return verdict;
}

interface Allowed {
  verdict: Verdict;
  closedBy?: Layer;
}

/** Every layer that must allow, in the order in which AWS's page draws them. */
function allowed(all: Case): Allowed {
  const { view, compiled, guardrails } = all;
  let verdict = yes;
  const steps: [Layer, () => Verdict][] = [];
  if (isBoundByResourceControl(view)) {
    for (const level of guardrails.resourceControl ?? []) {
      steps.push(['resource-control', () => allowedBy(level, view, 'resource-control')]);
    }
  }
  if (isBoundByServiceControl(compiled.principal)) {
    for (const level of guardrails.serviceControl ?? []) {
      steps.push(['service-control', () => allowedBy(level, view, 'service-control')]);
    }
  }
  const { endpoint } = guardrails;
  if (endpoint) steps.push(['endpoint', () => anyGrant(grantsOf(endpoint, view, 'endpoint'))]);
  for (const [layer, judge] of steps) {
    verdict = both(verdict, judge());
    if (verdict.truth === 'no') return { verdict, closedBy: layer };
  }
  const granted = grantedTo(all);
  const whole = both(verdict, granted.verdict);
  return whole.truth === 'no' && granted.closedBy
    ? { verdict: whole, closedBy: granted.closedBy }
    : { verdict: whole };
}

function anyGrant({ direct, role, account }: Grants): Verdict {
  return either(either(direct, role), account);
}

/** Identity and resource side together. */
function grantedTo(all: Case): Allowed {
  const { view, compiled, grants, isOwnAccount } = all;
  const { principal } = compiled;
  if (hasNoIdentitySide(view, principal)) {
    return closing(anyDirect(grants), 'resource');
  }
  const identity = principal.kind === 'root' ? yes : allowedBy(compiled.identity, view, 'identity');
  const limits = limitsOf(compiled, view);
  const own = both(identity, limits.verdict);
  if (!isOwnAccount) {
    const outside = anyGrant(grants);
    if (outside.truth === 'no') return { verdict: no, closedBy: 'resource' };
    return closing(both(own, outside), ownLayer(identity, limits));
  }
  // What names the user, the session or everybody is not limited by a boundary; what names the role is:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
  const byResource = either(grants.direct, both(grants.role, limits.verdict));
  if (!needsResourcePolicy(view)) {
    return closing(either(byResource, own), ownLayer(identity, limits));
  }
  const delegated = both(grants.account, own);
  const layer = anyGrant(grants).truth === 'no' ? 'resource' : ownLayer(identity, limits);
  return closing(either(byResource, delegated), layer);
}

function closing(verdict: Verdict, layer: Layer): Allowed {
  return verdict.truth === 'no' ? { verdict, closedBy: layer } : { verdict };
}

function anyDirect({ direct, role }: Grants): Verdict {
  return either(direct, role);
}

function ownLayer(identity: Verdict, limits: Limits): Layer {
  return identity.truth === 'no' ? 'identity' : (limits.closedBy ?? 'identity');
}

interface Limits {
  verdict: Verdict;
  closedBy?: Layer;
}

/** A boundary and session policies grant nothing: they must allow as well. */
function limitsOf({ boundary, session }: CompiledPrincipal, view: RequestView): Limits {
  let verdict = yes;
  if (boundary) {
    verdict = both(verdict, allowedBy(boundary, view, 'boundary'));
    if (verdict.truth === 'no') return { verdict, closedBy: 'boundary' };
  }
  if (session) {
    verdict = both(verdict, allowedBy(session, view, 'session'));
    if (verdict.truth === 'no') return { verdict, closedBy: 'session' };
  }
  return { verdict };
}

/** Calls that only the resource's policy judges: services, the public, and web identities that take a role. */
function hasNoIdentitySide({ action }: RequestView, { kind }: Principal): boolean {
  return (
    kind === 'service' ||
    kind === 'anonymous' ||
    kind === 'federated' ||
    action === 'sts:assumerolewithwebidentity' ||
    action === 'sts:assumerolewithsaml'
  );
}

/**
 * KMS keys and roles: an identity's own policies are never enough, in its own account neither.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
 */
function needsResourcePolicy(view: RequestView): boolean {
  if (view.action.startsWith('sts:')) return trustActions.has(view.action);
  return view.action.startsWith('kms:') && (view.facts?.resources.includes('key') ?? true);
}

const trustActions = new Set(['sts:assumerole', 'sts:tagsession', 'sts:setsourceidentity']);

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#scp-effects-on-permissions */
function isBoundByServiceControl({ kind }: Principal): boolean {
  return kind !== 'service' && kind !== 'service-linked-role' && kind !== 'anonymous' && kind !== 'federated';
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html */
function isBoundByResourceControl({ principal, action }: RequestView): boolean {
  if (principal.kind === 'service-linked-role') return false;
  return serviceOf(action.slice(0, action.indexOf(':')))?.resourceControl ?? true;
}

/** Key policies that nobody wrote: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicies = new Map<string, Policy>();

function defaultKeyPolicy(account: string): Policy {
  const known = defaultKeyPolicies.get(account);
  if (known) return known;
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const policy: Policy = {
    id: 'the default key policy',
    document: { Version: '2012-10-17', Statement: [statement] } satisfies Json,
  };
  defaultKeyPolicies.set(account, policy);
  return policy;
}

function resourcePolicyOf(view: RequestView): Policy | undefined {
  const { resource } = view;
  if (resource.policy) return resource.policy;
  if (!needsResourcePolicy(view)) {
    if (resource.policy === undefined && resource.arn !== '*' && !view.action.startsWith('iam:')) {
      view.assumptions.add(`${resource.arn} has no policy of its own but what is declared`);
    }
    return undefined;
  }
  if (view.action.startsWith('kms:')) {
    if (resource.policy === undefined) view.assumptions.add(`${resource.arn} has the default key policy`);
    return defaultKeyPolicy(view.resourceAccount());
  }
  return resource.policy === null ? undefined : unknownTrust;
}

const unknownTrust: Policy = { id: 'trust policy', unknown: "the role's trust policy is not declared" };
