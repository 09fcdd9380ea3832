import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodebuild.html
 */
export const service: ServiceFacts = {
  policies: [
    { type: 'aws_vpc_endpoint', policy: 'policy', kind: 'endpoint' },
    { type: 'aws_vpc_endpoint_policy', policy: 'policy', kind: 'endpoint', of: 'vpc_endpoint_id' },
  ],
  units: [
    {
      type: 'aws_instance',
      kind: 'ec2-instance',
      arn: 'arn:{partition}:ec2:{region}:{account}:instance/{id}',
      role: ['iam_instance_profile'],
      by: 'profile',
    },
    {
      type: 'aws_spot_instance_request',
      kind: 'ec2-instance',
      arn: 'arn:{partition}:ec2:{region}:{account}:instance/{spot_instance_id}',
      role: ['iam_instance_profile'],
      by: 'profile',
    },
    {
      type: 'aws_launch_template',
      kind: 'ec2-launch-template',
      arn: 'arn:{partition}:ec2:{region}:{account}:launch-template/{id}',
      role: ['iam_instance_profile.name', 'iam_instance_profile.arn'],
      by: 'profile',
    },
    {
      type: 'aws_codebuild_project',
      kind: 'codebuild-project',
      arn: 'arn:{partition}:codebuild:{region}:{account}:project/{name}',
      role: ['service_role'],
    },
    {
      type: 'aws_cloudformation_stack',
      kind: 'cloudformation-stack',
      arn: 'arn:{partition}:cloudformation:{region}:{account}:stack/{name}/*',
      role: ['iam_role_arn'],
    },
    {
      type: 'aws_sfn_state_machine',
      kind: 'step-function',
      arn: 'arn:{partition}:states:{region}:{account}:stateMachine:{name}',
      role: ['role_arn'],
    },
  ],
};
