import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_ecr_repository',
      arn: 'arn:{partition}:ecr:{region}:{account}:repository/{name}',
      policies: [{ type: 'aws_ecr_repository_policy', of: 'repository', policy: 'policy' }],
    },
    {
      type: 'aws_ecrpublic_repository',
      arn: 'arn:{partition}:ecr-public::{account}:repository/{repository_name}',
      policies: [{ type: 'aws_ecrpublic_repository_policy', of: 'repository_name', policy: 'policy' }],
    },
    { type: 'aws_ecs_cluster', arn: 'arn:{partition}:ecs:{region}:{account}:cluster/{name}' },
  ],
  policies: [{ type: 'aws_ecr_registry_policy', policy: 'policy', kind: 'resource' }],
  units: [
    {
      type: 'aws_ecs_service',
      kind: 'ecs-service',
      arn: 'arn:{partition}:ecs:{region}:{account}:service/{name}',
      role: ['task_definition'],
      by: 'task',
    },
    {
      type: 'aws_apprunner_service',
      kind: 'app-runner-service',
      arn: 'arn:{partition}:apprunner:{region}:{account}:service/{service_name}/*',
      role: ['instance_configuration.instance_role_arn'],
    },
  ],
};
