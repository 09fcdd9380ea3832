import type { Attributes, Path, Plan, Resource } from '../../../../terraform/plan/plan.ts';
import { isManagedPolicyArn, managedPolicyDocument } from '../../iam/catalogue/managed-policies.ts';
import type { Policy } from '../../iam/types.ts';
import type { PolicyBook } from '../policy-book.ts';
import { referredBy, textAt, textsAt } from '../values.ts';
import { arnOf, type Whereabouts } from '../where.ts';

const form = 'arn:{partition}:iam::{account}:policy{path}{name}';
const ownType = 'aws_iam_policy';

/** Policies that can be attached by their ARN: the configuration's own, and AWS's. */
export class Shelf {
  readonly #plan: Plan;
  readonly #book: PolicyBook;
  readonly #byArn = new Map<string, Policy>();
  readonly #byAddress = new Map<string, Policy>();
  readonly #own: string[] = [];

  constructor(plan: Plan, where: Whereabouts, book: PolicyBook) {
    this.#plan = plan;
    this.#book = book;
    for (const resource of plan.ofType(ownType)) {
      const arn = arnOf(resource, form, where.of(resource));
      const id = this.#byArn.has(arn) ? `${arn} (${resource.address})` : arn;
      this.#own.push(id);
      this.#put(resource, id, arn);
    }
    for (const resource of plan.dataOfType(ownType)) {
      const arn = textAt(resource, 'arn');
      if (arn !== undefined && !this.#byArn.has(arn) && !isManagedPolicyArn(arn))
        this.#put(resource, arn, arn);
    }
  }

  #put(resource: Resource, id: string, arn: string): void {
    const policy = this.#book.read({ resource, path: 'policy', kind: 'managed', id });
    if (!policy) return;
    if (!this.#byArn.has(arn)) this.#byArn.set(arn, policy);
    this.#byAddress.set(resource.address, policy);
  }

  /** What is known of a policy from elsewhere; the configuration's own stay. */
  know(arn: string, policy: Policy): void {
    if (!this.#byArn.has(arn)) this.#byArn.set(arn, policy);
  }

  /** ARNs of the policies that the configuration declares. */
  own(): readonly string[] {
    return this.#own;
  }

  /** The policy of an ARN; one that is not here is not known. */
  byArn(arn: string): Policy {
    const own = this.#byArn.get(arn);
    if (own) return own;
    const document = managedPolicyDocument(arn);
    const policy: Policy =
      document !== undefined
        ? { id: arn, document }
        : {
            id: arn,
            unknown: isManagedPolicyArn(arn)
              ? 'AWS manages it, and Holdfast does not have its text'
              : 'it is not in this configuration',
          };
    this.#byArn.set(arn, policy);
    return policy;
  }

  /** The policies that an attribute names by ARN, one or several. */
  named(resource: Resource, path: Path, attributes: Attributes = resource): Policy[] {
    const arns = textsAt(attributes, path);
    if (arns) return arns.map((arn) => this.byArn(arn));
    const referred = referredBy(this.#plan, attributes, path, [ownType]);
    const own = referred.flatMap(({ address }) => this.#byAddress.get(address) ?? []);
    const [only] = own;
    if (only && own.length === 1) return [only];
    const found = attributes.attribute(path);
    const because = found.known ? 'it is not known' : found.because;
    return [{ id: `${resource.address}.${String(path)}`, unknown: because }];
  }
}
