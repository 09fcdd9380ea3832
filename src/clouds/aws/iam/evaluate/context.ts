import { type Action, actionOf } from '../catalogue/services.ts';
import { accountOf, parseArn } from '../match/arn.ts';
import { isPattern } from '../match/fit.ts';
import type { Context, Principal, Request, Resource } from '../types.ts';

// What each key is, and when a request has it:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html

/** Values, null for absent, undefined for not known. */
export type Values = string[] | null | undefined;

/** One request as the conditions see it. Notes what it took for granted in `assumptions`. */
export class RequestView {
  readonly principal: Principal;
  readonly resource: Resource;
  /** In lower case, as it is matched. */
  readonly action: string;
  /** What Resource elements are matched with. */
  readonly arn: string;
  readonly facts: Action | undefined;
  readonly assumptions = new Set<string>();
  readonly #given: Map<string, string | string[] | null>;

  constructor(
    { principal, action, resource, context }: Request,
    given?: ReadonlyMap<string, Context[string]>,
  ) {
    this.principal = principal;
    this.resource = resource;
    this.action = action.toLowerCase();
    this.facts = actionOf(this.action);
    this.arn = this.facts?.resources.length === 0 ? plainStar : resource.arn;
    this.#given = (given as Map<string, Context[string]>) ?? readContext(context);
  }

  /** The key in lower case. */
  readonly lookup = (key: string): Values => {
    const name = key.toLowerCase();
    const given = this.#given.get(name);
    if (given !== undefined) return typeof given === 'string' ? [given] : given;
    const derived = this.#derive(name);
    if (derived !== undefined || !this.#isForeign(name)) return derived;
    this.assumptions.add(`${this.#shownAction()} does not carry ${key}: AWS's reference does not list it`);
    return null;
  };

  /** The account of the resource: its own, its ARN's, else the principal's, which is then an assumption. */
  resourceAccount(): string {
    const known = this.resource.account ?? accountOf(this.resource.arn);
    if (known !== undefined) return known;
    const { account } = this.principal;
    if (account !== '' && this.resource.arn !== '*') {
      this.assumptions.add(`${this.resource.arn} is in the account ${account}`);
    }
    return account;
  }

  #derive(name: string): Values {
    const slash = name.indexOf('/');
    if (slash > 0) return this.#derivePrefixed(name.slice(0, slash), name.slice(slash + 1));
    return this.#deriveOfPrincipal(name) ?? this.#deriveOfResource(name) ?? this.#absent(name);
  }

  #deriveOfPrincipal(name: string): Values {
    const { principal } = this;
    switch (name) {
      case 'aws:principalarn':
        return principal.kind === 'session'
          ? one(principal.role)
          : isIdentity(principal)
            ? [principal.arn]
            : undefined;
      case 'aws:principalaccount':
      case 'kms:calleraccount':
        return one(principal.account || undefined);
      case 'aws:principaltype':
        return one(principalTypes[principal.kind]);
      case 'aws:principalorgid':
        return one(principal.organisation);
      case 'aws:principalisawsservice':
        return [String(principal.kind === 'service')];
      case 'aws:principalservicename':
        return principal.kind === 'service' ? [principal.arn] : undefined;
      case 'aws:username':
        return principal.kind === 'user' ? one(principal.arn.split('/').at(-1)) : undefined;
      default:
        return undefined;
    }
  }

  #deriveOfResource(name: string): Values {
    switch (name) {
      case 'aws:resourceaccount':
      case 's3:resourceaccount':
        return one(this.resource.account ?? accountOf(this.resource.arn));
      case 'aws:resourceorgid':
        return one(this.resource.organisation);
      case 'aws:requestedregion':
        return this.#region();
      case 'aws:securetransport':
        this.assumptions.add('The request is made over TLS (aws:SecureTransport is true)');
        return ['true'];
      default:
        return undefined;
    }
  }

  #region(): Values {
    if (globalServices.has(this.action.slice(0, this.action.indexOf(':')))) return ['us-east-1'];
    const region = parseArn(this.resource.arn)?.region;
    return region && !isPattern(region) ? [region] : undefined;
  }

  /** Keys that requests of such a principal never have. */
  #absent(name: string): Values {
    const { kind } = this.principal;
    switch (name) {
      case 'aws:username':
        return kind === 'federated' || kind === 'user' ? undefined : null;
      case 'aws:principalservicename':
      case 'aws:principalservicenameslist':
      case 'aws:sourcearn':
      case 'aws:sourceaccount':
      case 'aws:sourceorgid':
      case 'aws:sourceorgpaths':
        return kind === 'service' ? undefined : null;
      case 'aws:principalaccount':
      case 'aws:principalarn':
      case 'aws:principalorgid':
        return kind === 'anonymous' ? null : undefined;
      case 'aws:multifactorauthpresent':
      case 'aws:multifactorauthage':
        return kind === 'service' || kind === 'anonymous' ? null : undefined;
      default:
        return undefined;
    }
  }

  #derivePrefixed(prefix: string, tag: string): Values {
    if (prefix === 'aws:principaltag') return this.#principalTag(tag);
    if (prefix.endsWith(':resourcetag')) return tagOf(this.resource.tags, tag);
    return undefined;
  }

  /** A role's session can bring tags of its own unless the role's trust gives nobody sts:TagSession. */
  #principalTag(tag: string): Values {
    const { principal } = this;
    const value = tagOf(principal.tags, tag);
    if (value === null && principal.kind !== 'user' && principal.kind !== 'root') {
      if (mayTagSessions(principal)) return undefined;
    }
    return value;
  }

  /** A key of the action's own service that the action does not list: no request has it. */
  #isForeign(name: string): boolean {
    if (!this.facts) return false;
    const colon = name.indexOf(':');
    if (name.slice(0, colon) !== this.facts.service || name.includes(':resourcetag')) return false;
    return !this.facts.keys.some((key) => sameKey(key.toLowerCase(), name));
  }

  #shownAction(): string {
    return this.facts ? `${this.facts.service}:${this.facts.name}` : this.action;
  }
}

/** An action without resources is asked on `*` itself, which only patterns that cover everything match. */
const plainStar = '\u0001';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion */
const globalServices = new Set(['iam', 'organizations', 'route53', 'cloudfront', 'support', 'health']);

const principalTypes: Record<Principal['kind'], string | undefined> = {
  role: 'AssumedRole',
  session: 'AssumedRole',
  'service-linked-role': 'AssumedRole',
  user: 'User',
  root: 'Account',
  anonymous: 'Anonymous',
  federated: undefined,
  service: undefined,
};

function isIdentity({ kind }: Principal): boolean {
  return kind === 'role' || kind === 'user' || kind === 'root' || kind === 'service-linked-role';
}

function one(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

function tagOf(tags: Record<string, string> | undefined, wanted: string): Values {
  if (!tags) return undefined;
  const found = Object.entries(tags).find(([name]) => name.toLowerCase() === wanted);
  return found ? [found[1]] : null;
}

function mayTagSessions({ trust }: Principal): boolean {
  if (!trust || 'unknown' in trust) return true;
  const text = typeof trust.document === 'string' ? trust.document : JSON.stringify(trust.document);
  return /sts:(tagsession|\*|[a-z]*\*)|"\*"|notaction|\\u0000/i.test(text);
}

/** `kms:EncryptionContext:${Key}` and `s3:ExistingObjectTag/<key>` stand for many keys. */
function sameKey(listed: string, name: string): boolean {
  const at = listed.search(/\$\{|</);
  return at < 0 ? listed === name : name.startsWith(listed.slice(0, at));
}

export function readContext(context: Context | undefined): Map<string, Context[string]> {
  return new Map(Object.entries(context ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
}
