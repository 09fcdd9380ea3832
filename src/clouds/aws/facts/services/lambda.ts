import type { ServiceFacts } from '../service.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_lambda_function',
      arn: 'arn:{partition}:lambda:{region}:{account}:function:{function_name}',
    },
  ],
  units: [
    {
      type: 'aws_lambda_function',
      kind: 'lambda-function',
      arn: 'arn:{partition}:lambda:{region}:{account}:function:{function_name}',
      role: ['role'],
    },
  ],
};
