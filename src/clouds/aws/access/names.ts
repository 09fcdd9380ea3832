import type { AwsFacts, ResourceFact } from '../facts/types.ts';
import { accountOf, parseArn } from '../iam/match/arn.ts';
import type { Resource as IamResource, Policy, Principal, Witness } from '../iam/types.ts';

/** Finds principals and resources by what people call them. */
export class Names {
  readonly #facts: AwsFacts;
  readonly #byName = new Map<string, Principal[]>();
  readonly #byArn: Map<string, ResourceFact>;

  constructor(facts: AwsFacts) {
    this.#facts = facts;
    for (const { principal, resource } of facts.principals)
      for (const name of namesOf(principal, resource?.address)) {
        const known = this.#byName.get(name);
        if (!known) this.#byName.set(name, [principal]);
        else if (!known.includes(principal)) known.push(principal);
      }
    this.#byArn = new Map(facts.resources.map((fact) => [fact.iam.arn, fact]));
  }

  /** Every principal of this name: `role/x`, `x`, an ARN, an address, `lambda.amazonaws.com`, `*`. */
  principals(text: string): Principal[] {
    const declared = this.#byName.get(text);
    if (declared) return declared;
    const outside = this.#facts.outside.find(({ arn }) => arn === text);
    if (outside) return [outside];
    const made = this.#session(text) ?? madeUp(text);
    return made ? [made] : [];
  }

  /** A session of a declared role has what its role has. */
  #session(text: string): Principal | undefined {
    const found = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(text);
    if (!found) return undefined;
    const [, partition, account, name] = found;
    const [role] = this.principals(`role/${name}`).filter((one) => one.account === account);
    if (!role) return undefined;
    const { trust: _trust, ...rest } = role;
    return {
      ...rest,
      arn: text,
      kind: 'session',
      role: role.arn || `arn:${partition}:iam::${account}:role/${name}`,
    };
  }

  /** All names by which the configuration's principals can be asked for; for messages. */
  known(): string[] {
    return this.#facts.principals.map(({ principal }) => shortName(principal.arn));
  }

  /**
   * A resource by its ARN or its address. The policy is that of the declared resource which it is, or is part of: an
   * object has its bucket's.
   */
  resource(text: string): IamResource | undefined {
    const fact = this.#facts.resources.find(({ resource }) => resource.address === text);
    if (fact) return fact.iam;
    if (text === '*') return { arn: '*' };
    const principal = this.#byName.get(text)?.[0];
    if (principal) return asResource(principal);
    if (!text.startsWith('arn:')) return undefined;
    const whole = this.#whole(text);
    return whole ? { ...whole.iam, arn: text } : { arn: text };
  }

  /** The declared resource that an ARN is of, or is below. */
  #whole(arn: string): ResourceFact | undefined {
    for (
      let end = arn.length;
      end > 0;
      end = Math.max(arn.lastIndexOf('/', end - 1), arn.lastIndexOf(':', end - 1))
    ) {
      const found = this.#byArn.get(arn.slice(0, end));
      if (found) return found;
    }
    return undefined;
  }
}

/** As a role is a resource: its trust is its policy for whoever wants to assume it. */
export function asResource({ arn, account, trust, tags }: Principal): IamResource {
  const policy: Policy | undefined = trust;
  return { arn, account, ...(tags && { tags }), ...(policy && { policy }) };
}

function namesOf({ arn }: Principal, address: string | undefined): string[] {
  const short = shortName(arn);
  const bare = short.slice(short.lastIndexOf('/') + 1);
  const kind = short.slice(0, short.indexOf('/'));
  return [...new Set([arn, short, `${kind}/${bare}`, bare, ...(address === undefined ? [] : [address])])];
}

/** `role/x` of its ARN. */
export function shortName(arn: string): string {
  return parseArn(arn)?.resource ?? arn;
}

/** Someone whom nothing declares, but whose name says what it is. */
function madeUp(text: string): Principal | undefined {
  if (text === '*') return { arn: '*', account: '', kind: 'anonymous', identityPolicies: [] };
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(text))
    return { arn: text, account: '', kind: 'service', identityPolicies: [] };
  const account = accountOf(text);
  if (account === undefined) return undefined;
  const resource = parseArn(text)?.resource ?? '';
  if (resource === 'root') return { arn: text, account, kind: 'root', identityPolicies: [] };
  const kind = /^(user|role)\//.exec(resource)?.[1] as 'user' | 'role' | undefined;
  if (!kind) return undefined;
  const rest: Policy = { id: text, unknown: 'it is not in this configuration: what it may do is not known' };
  return { arn: text, account, kind, identityPolicies: [rest] };
}

/** A statement in one line: the policy, and the sid or the number. */
export function statementText({ policy, sid, statement }: Witness): string {
  return `${policy} statement ${sid ?? statement}`;
}
