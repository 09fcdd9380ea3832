import type { WorkflowGrant } from '../../../access/types.ts';
import type { OidcIdentity } from '../../../github/analysis/oidc.ts';
import type { AwsFacts } from '../facts/types.ts';
import type { Context, Principal } from '../iam/types.ts';
import { asResource, shortName } from './names.ts';
import type { Questions } from './questions.ts';

const issuer = 'token.actions.githubusercontent.com';

/**
 * Which workflows get which roles: this event, by this actor, gets that role. A subject that somebody may choose a part
 * of, or that is not known, leaves the answer conditional.
 */
export function workflowGrants(
  facts: AwsFacts,
  questions: Questions,
  identities: readonly OidcIdentity[],
): WorkflowGrant[] {
  const providers = facts.outside.filter(({ kind, arn }) => kind === 'federated' && arn.includes(issuer));
  const roles = facts.world.principals.filter(({ kind }) => kind === 'role');
  return identities.flatMap((identity) =>
    roles
      .filter((role) => asksFor(identity, role))
      .flatMap((role) =>
        providers.flatMap((provider) => grantOf(facts, questions, identity, role, provider) ?? []),
      ),
  );
}

/** A job that names its role gets no other by that step; one that does not may ask for any. */
function asksFor({ roles }: OidcIdentity, role: Principal): boolean {
  const named = roles.map(({ arn }) => arn);
  if (named.length === 0 || named.some((arn) => !arn.known)) return true;
  return named.some((arn) => arn.known && arn.value === role.arn);
}

function grantOf(
  facts: AwsFacts,
  questions: Questions,
  { workflow, job, event, actor, subject, isExact, audience, place }: OidcIdentity,
  role: Principal,
  provider: Principal,
): WorkflowGrant | undefined {
  const context: Context = {
    ...(isExact && { [`${issuer}:sub`]: subject }),
    ...(audience.known && { [`${issuer}:aud`]: audience.value }),
  };
  const { answer } = questions.ask(provider, 'sts:AssumeRoleWithWebIdentity', asResource(role), context);
  if (answer === 'denied') return undefined;
  const address = facts.addressOf(role.arn);
  const admin = questions.escalation.canBecomeAdmin(role).answer;
  return {
    workflow,
    job,
    event,
    actor,
    subject,
    role: shortName(role.arn),
    answer,
    admin,
    place,
    ...(address !== undefined && { address }),
  };
}
