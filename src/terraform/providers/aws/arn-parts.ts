/** An ARN in its parts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface ArnParts {
  partition: string;
  service: string;
  region: string;
  account: string;
  /** All after the account; it may have colons of its own. */
  resource: string;
}

/**
 * Reads an ARN as loosely as the provider does: any part but the prefix may be empty. Undefined for what is none.
 * https://github.com/aws/aws-sdk-go-v2/blob/main/aws/arn/arn.go
 */
export function parseArn(text: string): ArnParts | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const [, partition, service, region, account, ...rest] = text.split(':');
  if (partition === undefined || service === undefined || region === undefined || account === undefined)
    return undefined;
  return rest.length === 0 ? undefined : { partition, service, region, account, resource: rest.join(':') };
}

export function formatArn({ partition, service, region, account, resource }: ArnParts): string {
  return ['arn', partition, service, region, account, resource].join(':');
}
