import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_secretsmanager_secret',
      arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-??????',
      policy: 'policy',
      policies: [{ type: 'aws_secretsmanager_secret_policy', of: 'secret_arn', policy: 'policy' }],
    },
    { type: 'aws_ssm_parameter', arn: 'arn:{partition}:ssm:{region}:{account}:parameter/{name}' },
    { type: 'aws_ssm_document', arn: 'arn:{partition}:ssm:{region}:{account}:document/{name}' },
  ],
};
