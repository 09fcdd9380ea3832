import type { AwsFacts } from '../facts/types.ts';
import type { Context, Principal, Resource } from '../iam/types.ts';
import { questionsOf } from './questions.ts';

/** One thing that somebody is supposed not to be able to do. */
export interface Supposed {
  /** What people are told. */
  name: string;
  action: string;
  resource: Resource;
  context?: Context;
}

/** Which of them can be done, by their names, and of which that cannot be told. */
export interface Possible {
  open: string[];
  unclear: string[];
}

/** What of all that somebody could do as it stands. */
export function possible(facts: AwsFacts, principal: Principal, questions: readonly Supposed[]): Possible {
  const found: Possible = { open: [], unclear: [] };
  for (const { name, action, resource, context } of questions) {
    const { answer } = questionsOf(facts).ask(principal, action, resource, context);
    if (answer === 'allowed' || answer === 'conditional') found.open.push(name);
    else if (answer === 'cannot-tell') found.unclear.push(name);
  }
  return found;
}

const everyRight = {
  id: 'every right',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/** The same principal, if its own policies allowed everything: what is left are its boundary and the others' policies. */
export function withEveryRight(principal: Principal): Principal {
  return { ...principal, identityPolicies: [everyRight] };
}

/** Nobody in the configuration: a role of the account with every right and no boundary. */
export function strangerIn(account: string): Principal {
  const arn = `arn:aws:iam::${account}:role/somebody-with-every-right`;
  return { arn, account, kind: 'role', identityPolicies: [everyRight] };
}

/** Whether a role's trust policy names somebody: `sagemaker.amazonaws.com`. */
export function trusts({ trust }: Principal, name: string): boolean {
  return trust !== undefined && 'document' in trust && JSON.stringify(trust.document).includes(name);
}

/** Any object of a bucket. */
export function objectIn(bucket: Resource): Resource {
  return { ...bucket, arn: `${bucket.arn}/anything` };
}
