import type { Condition, PolicyDocument, Statement } from '../clouds/aws/iam/policy/statement.ts';
import { actionsOf } from './statements.ts';

/**
 * Keys whose value says who asks, or from where: with a value of one's own they close a statement for everybody else.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const closingKeys = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:vpcsourceip',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'sns:endpoint',
]);

const closingOperator =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/i;

/** Whether an operator holds only for some of the values there can be, and not where the key is missing. */
export function limits(operator: string): boolean {
  return closingOperator.test(operator);
}

/** Whether the conditions leave a statement to certain callers only. */
export function isClosed(conditions: readonly Condition[]): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      closingKeys.has(key.toLowerCase()) &&
      limits(operator) &&
      !values.some((value) => isAnything(key, value)),
  );
}

/** A value that everybody meets, or can bring about: `arn:aws:iam::*:role/admin`, `o-*`, `0.0.0.0/1`. */
export function isAnything(key: string, value: string): boolean {
  if (value.toLowerCase() === `$\{${key.toLowerCase()}}`) return true;
  if (/^sns:endpoint$/i.test(key)) return /^[*?]+$/.test(value);
  const mask = /^[\d.:a-f]+\/(\d+)$/i.exec(value)?.[1];
  if (mask !== undefined) return Number(mask) < widestMask;
  return value.startsWith('arn:') ? isAnyArn(value) : /^(?:[a-z]{1,4}-)?[*?]/i.test(value);
}

/** Nobody has more than a /8 of the internet. */
const widestMask = 8;

/** Whether an ARN leaves open whose it is. One of a bucket has no account, but a name that is one in the world. */
function isAnyArn(arn: string): boolean {
  const [, , service = '', , account = '', name = ''] = arn.split(':');
  return account === '' || service === 's3' ? /^(?:[*?]|$)/.test(name) : /[*?]/.test(account);
}

/**
 * The first of these actions that a statement allows without a demand on a key: neither has the statement a condition on it,
 * nor is there a denial of the action with one.
 */
export function allowsWithout(
  statement: Statement,
  { statements }: PolicyDocument,
  actions: readonly string[],
  key: string,
): string | undefined {
  if (statement.effect !== 'Allow' || asksFor(statement, key)) return undefined;
  const own = namesOf(statement);
  const closed = statements.filter((other) => other.effect === 'Deny' && asksFor(other, key));
  return actions.find((action) => own.has(action) && !closed.some((other) => namesOf(other).has(action)));
}

function asksFor({ conditions }: Statement, key: string): boolean {
  return conditions.some((one) => one.key.toLowerCase() === key.toLowerCase());
}

const names = new WeakMap<Statement, ReadonlySet<string>>();

/** Several checks ask the same of each statement. */
function namesOf(statement: Statement): ReadonlySet<string> {
  const found =
    names.get(statement) ?? new Set(actionsOf(statement).map(({ service, name }) => `${service}:${name}`));
  names.set(statement, found);
  return found;
}
