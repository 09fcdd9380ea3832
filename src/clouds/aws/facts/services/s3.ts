import type { ServiceFacts } from '../service.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_s3_bucket',
      arn: 'arn:{partition}:s3:::{bucket}',
      kind: 'bucket',
      policy: 'policy',
      policies: [{ type: 'aws_s3_bucket_policy', of: 'bucket', policy: 'policy' }],
    },
    {
      type: 'aws_s3_directory_bucket',
      arn: 'arn:{partition}:s3express:{region}:{account}:bucket/{bucket}',
      kind: 'bucket',
      policies: [{ type: 'aws_s3_bucket_policy', of: 'bucket', policy: 'policy' }],
    },
    {
      type: 'aws_s3_access_point',
      arn: 'arn:{partition}:s3:{region}:{account}:accesspoint/{name}',
      kind: 'bucket',
      policy: 'policy',
      policies: [{ type: 'aws_s3control_access_point_policy', of: 'access_point_arn', policy: 'policy' }],
    },
  ],
};
