import type { ServiceFacts } from '../service.ts';

const key = {
  arn: 'arn:{partition}:kms:{region}:{account}:key/{key_id}',
  kind: 'key',
  policy: 'policy',
  policies: [{ type: 'aws_kms_key_policy', of: 'key_id', policy: 'policy' }],
} as const;

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
export const service: ServiceFacts = {
  resources: [
    { type: 'aws_kms_key', ...key },
    { type: 'aws_kms_external_key', ...key },
    { type: 'aws_kms_replica_key', ...key },
    { type: 'aws_kms_replica_external_key', ...key },
  ],
};
