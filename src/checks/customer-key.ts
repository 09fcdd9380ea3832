import type { Attributes, Path, Plan } from '../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass } from './check.ts';
import { nameOf, type Rule } from './rules.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key */
const awsAlias = /(?:^|[:/])alias\/aws\//;

/**
 * The attribute names a key of the customer's own: not AWS's, also not through a data source that finds AWS's by its
 * alias.
 */
export function isCustomerKey(path: Path, plan: Plan): Rule {
  return (attributes) => {
    const name = nameOf(path);
    if (namesAwsKey(attributes, path, plan)) return fail(`${name} is a key that AWS manages`, { path });
    const value = attributes.attribute(path);
    if (attributes.isLeftOut(path)) return fail(`${name} is not set: AWS's own key is used`, { path });
    if (!value.known)
      return namedKey(attributes, path) ?? cannotTell(`${name} is not known: ${value.because}`, { path });
    if (typeof value.value !== 'string' || value.value === '')
      return fail(`${name} is not set: AWS's own key is used`, { path });
    return awsAlias.test(value.value)
      ? fail(`${name} is ${value.value}, a key that AWS manages`, { path })
      : pass;
  };
}

/**
 * Machines whose disks are their own encrypt them with a key of theirs, and the API refuses any other:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
 */
export function hasOwnDisks(instanceType: unknown): boolean {
  return (
    typeof instanceType === 'string' &&
    /^ml\.(?:[a-z]+\d+[a-z]*d[a-z]*|g5|g6e?|gr6|p5e?n?|trn1n?|trn2|i[34]\w*)\./.test(instanceType)
  );
}

/** A key that is made here is a customer's, though its id is only known after apply. */
function namedKey(attributes: Attributes, path: Path): Judgement | undefined {
  const own = attributes
    .references(path)
    .some(
      ({ address }) =>
        /(?:^|\.)aws_kms_(?:key|external_key|replica_key|alias)\./.test(address) &&
        !/(?:^|\.)data\./.test(address),
    );
  return own ? pass : undefined;
}

function namesAwsKey(attributes: Attributes, path: Path, plan: Plan): boolean {
  return attributes.references(path).some(({ address }) => {
    const found = plan.byAddress(address);
    if (!found || (found.type !== 'aws_kms_alias' && found.type !== 'aws_kms_key')) return false;
    return ['name', 'key_id'].some((attribute) => {
      const value = found.attribute(attribute);
      return value.known && typeof value.value === 'string' && awsAlias.test(value.value);
    });
  });
}
