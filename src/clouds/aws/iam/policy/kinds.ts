/** What a policy is attached to, as far as AWS's rules for its text differ. */
export type PolicyKind =
  | 'managed'
  | 'user-inline'
  | 'group-inline'
  | 'role-inline'
  | 'session'
  | 'trust'
  | 'bucket'
  | 'key'
  | 'resource'
  | 'endpoint'
  | 'service-control'
  | 'resource-control';

/** Whether it says who, by Principal; the others belong to an identity and say what. */
export function namesPrincipals(kind: PolicyKind): boolean {
  switch (kind) {
    case 'trust':
    case 'bucket':
    case 'key':
    case 'resource':
    case 'endpoint':
    case 'resource-control':
      return true;
    case 'managed':
    case 'user-inline':
    case 'group-inline':
    case 'role-inline':
    case 'session':
    case 'service-control':
      return false;
  }
}

/**
 * The most characters that AWS takes. IAM does not count white space, the others do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function sizeLimitOf(kind: PolicyKind): { length: number; withSpace: boolean } | undefined {
  switch (kind) {
    case 'managed':
      return { length: 6144, withSpace: false };
    case 'user-inline':
    case 'session':
      return { length: 2048, withSpace: false };
    case 'group-inline':
      return { length: 5120, withSpace: false };
    case 'role-inline':
      return { length: 10_240, withSpace: false };
    case 'trust':
      return { length: 8192, withSpace: false };
    case 'bucket':
    case 'endpoint':
      return { length: 20_480, withSpace: true };
    case 'key':
      return { length: 32_768, withSpace: true };
    case 'service-control':
      return { length: 10_240, withSpace: true };
    case 'resource-control':
      return { length: 5120, withSpace: true };
    case 'resource':
      return undefined;
  }
}
