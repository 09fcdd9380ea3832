import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { parseArn } from '../iam/match/arn.ts';
import { textAt } from './values.ts';

export interface Where {
  partition: string;
  /** Twelve digits. */
  account: string;
  region: string;
}

/** What stands for an account that nothing tells. */
const someAccount = '123456789012';

/** In which account and region the resources of a plan are, as far as the ARNs in it tell. */
export class Whereabouts {
  readonly #byProvider = new Map<string, Where>();
  readonly #whole: Where;
  /** Whether no account is known at all. */
  readonly isAccountAssumed: boolean;

  constructor(plan: Plan) {
    let found: Where | undefined;
    for (const resource of plan.resources) {
      const where = tellingOf(resource);
      if (!where) continue;
      found ??= where;
      const key = keyOf(resource);
      const known = this.#byProvider.get(key);
      if (!known) this.#byProvider.set(key, where);
      else if (known.region === '') known.region = where.region;
    }
    this.isAccountAssumed = found === undefined;
    this.#whole = found ?? { partition: 'aws', account: someAccount, region: '' };
  }

  of(resource: Resource): Where {
    return this.#byProvider.get(keyOf(resource)) ?? this.#whole;
  }

  /** The accounts of the plan's own resources. */
  accounts(): Set<string> {
    return new Set([this.#whole, ...this.#byProvider.values()].map(({ account }) => account));
  }
}

function keyOf({ provider }: Resource): string {
  return provider?.key ?? '';
}

function tellingOf(resource: Resource): Where | undefined {
  if (resource.mode === 'data' && resource.type !== 'aws_caller_identity') return undefined;
  const arn = parseArn(textAt(resource, 'arn') ?? '');
  const account = arn?.account ?? '';
  if (!arn || !/^\d{12}$/.test(account)) return undefined;
  return { partition: arn.partition, account, region: resource.mode === 'data' ? '' : arn.region };
}

/**
 * The ARN of a resource: what the plan says or, where it is only known after apply, what its form makes of the
 * attributes; `*` stands for those that are not known.
 */
export function arnOf(resource: Resource, form: string, where: Where, attribute = 'arn'): string {
  const known = textAt(resource, attribute);
  if (known !== undefined && (attribute !== 'arn' || known.startsWith('arn:'))) return known;
  return form.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'partition' || name === 'account') return where[name];
    if (name === 'region') return where.region || '*';
    if (name === 'path') return textAt(resource, 'path') ?? '/';
    return textAt(resource, name) ?? '*';
  });
}
