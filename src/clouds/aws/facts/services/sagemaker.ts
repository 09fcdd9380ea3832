import type { ServiceFacts } from '../service.ts';

const own = 'arn:{partition}:sagemaker:{region}:{account}';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const service: ServiceFacts = {
  resources: [
    { type: 'aws_sagemaker_notebook_instance', arn: `${own}:notebook-instance/{name}` },
    { type: 'aws_sagemaker_model', arn: `${own}:model/{name}` },
    { type: 'aws_sagemaker_endpoint', arn: `${own}:endpoint/{name}` },
    { type: 'aws_sagemaker_endpoint_configuration', arn: `${own}:endpoint-config/{name}` },
    { type: 'aws_sagemaker_feature_group', arn: `${own}:feature-group/{feature_group_name}` },
    { type: 'aws_sagemaker_pipeline', arn: `${own}:pipeline/{pipeline_name}` },
    { type: 'aws_sagemaker_domain', arn: `${own}:domain/{id}` },
    {
      type: 'aws_sagemaker_model_package_group',
      arn: `${own}:model-package-group/{model_package_group_name}`,
      policies: [
        {
          type: 'aws_sagemaker_model_package_group_policy',
          of: 'model_package_group_name',
          policy: 'resource_policy',
        },
      ],
    },
  ],
  units: [
    {
      type: 'aws_sagemaker_notebook_instance',
      kind: 'sagemaker-notebook',
      arn: `${own}:notebook-instance/{name}`,
      role: ['role_arn'],
    },
    {
      type: 'aws_sagemaker_domain',
      kind: 'sagemaker-domain',
      arn: `${own}:domain/{id}`,
      role: ['default_user_settings.execution_role'],
    },
    {
      type: 'aws_sagemaker_model',
      kind: 'sagemaker-model',
      arn: `${own}:model/{name}`,
      role: ['execution_role_arn'],
    },
    {
      type: 'aws_sagemaker_user_profile',
      kind: 'sagemaker-user-profile',
      arn: `${own}:user-profile/{domain_id}/{user_profile_name}`,
      role: ['user_settings.execution_role'],
    },
  ],
};
