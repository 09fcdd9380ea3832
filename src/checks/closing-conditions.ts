import type { Condition } from '../clouds/aws/iam/policy/statement.ts';

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
  'lambda:functionurlauthtype',
]);

/** Operators that hold only for some of the values there can be, and not where the key is missing. */
const closingOperator =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/i;

/** Whether the conditions leave a statement to certain callers only. */
export function isClosed(conditions: readonly Condition[]): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      closingKeys.has(key.toLowerCase()) && closingOperator.test(operator) && !values.some(isAnything),
  );
}

/** A value that everybody meets. */
function isAnything(value: string): boolean {
  return /^[*?]+$/.test(value) || /^arn:[*:]*$/.test(value) || /^(?:0\.0\.0\.0|::)\/0$/.test(value);
}
