import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { letsOutToForeignBucket, readEndpoint } from '../../clouds/aws/network/endpoints.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html */
export const check = resourceCheck({
  id: 'exposure/s3-endpoint-foreign-buckets',
  title: 'Endpoints for S3 let nobody write to the buckets of others',
  severity: 'medium',
  why: 'From a network without the internet, data still gets out by the endpoint: to a bucket of an attacker, with the attacker’s or own credentials',
  fix: 'Write a `policy` that names the own buckets, or demands `aws:ResourceOrgID` or `aws:ResourceAccount`',
  controls: ['ATLAS:AML.T0025'],
  of: ['aws_vpc_endpoint'],
  judge(resource, { plan }) {
    const endpoint = readEndpoint(collectNetwork(plan).links, resource);
    if (endpoint.service !== 's3') return undefined;
    const [policy] = endpoint.policies;
    switch (letsOutToForeignBucket(endpoint)) {
      case 'denied':
        return pass;
      case 'allowed':
        return fail(
          policy
            ? `the policy of ${policy.resource.address} lets buckets of other accounts be written`
            : 'it has no policy, so that AWS lets every request to every bucket through',
          { path: 'policy' },
        );
      case 'conditional':
        return cannotTell('whether its policy lets buckets of others be written hangs on its conditions', {
          path: 'policy',
        });
      case 'cannot-tell':
        return cannotTell('its policy is not known', { path: 'policy' });
    }
  },
  examples: {
    bad: [
      endpointWith(''),
      endpointWith(policyOf('"*"')),
      endpointWith(policyOf('"arn:aws:s3:::*"', 'aws:PrincipalAccount')),
    ],
    good: [
      endpointWith(policyOf('["arn:aws:s3:::ours", "arn:aws:s3:::ours/*"]')),
      endpointWith(policyOf('"*"', 'aws:ResourceAccount')),
    ],
  },
});

function endpointWith(policy: string): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
${policy}
}
`;
}

function policyOf(resource: string, key?: string): string {
  const condition = key === undefined ? '' : `Condition = { StringEquals = { "${key}" = "123456789012" } }`;
  return `
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ${resource}
      ${condition}
    }]
  })
`;
}
