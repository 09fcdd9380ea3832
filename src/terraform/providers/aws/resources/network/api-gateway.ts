import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, regionalArn, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources
// ARNs: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html

const restMethod = '{rest_api_id}-{resource_id}-{http_method}';
const short: ResourceKnowledge = { computed: { id: text('{#6}') } };

const restApis: Record<string, ResourceKnowledge> = {
  aws_api_gateway_account: { computed: { id: 'api-gateway-account' } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api
  aws_api_gateway_rest_api: {
    defaults: { put_rest_api_mode: 'overwrite' },
    computed: {
      id: text('{#10}'),
      arn: regionalArn('apigateway', '/restapis/{id}'),
      api_key_source: 'HEADER',
      binary_media_types: [],
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
      disable_execute_api_endpoint: false,
      execution_arn: arn('execute-api', '{id}'),
      policy: '',
      root_resource_id: text('{#10:root}'),
    },
  },
  aws_api_gateway_rest_api_policy: { computed: { id: same('rest_api_id') } },
  aws_api_gateway_resource: short,
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method
  aws_api_gateway_method: {
    defaults: { api_key_required: false },
    computed: { id: text(`agm-${restMethod}`) },
  },
  aws_api_gateway_method_response: { computed: { id: text(`agmr-${restMethod}-{status_code}`) } },
  aws_api_gateway_method_settings: {
    computed: { id: text('{rest_api_id}-{stage_name}-{method_path}') },
    blocks: { settings: { defaults: { throttling_burst_limit: -1, throttling_rate_limit: -1 } } },
  },
  aws_api_gateway_integration: {
    defaults: { connection_type: 'INTERNET', timeout_milliseconds: 29000 },
    computed: {
      id: text(`agi-${restMethod}`),
      cache_namespace: same('resource_id'),
      passthrough_behavior: 'WHEN_NO_MATCH',
    },
  },
  aws_api_gateway_integration_response: { computed: { id: text(`agir-${restMethod}-{status_code}`) } },
  aws_api_gateway_gateway_response: { computed: { id: text('aggr-{rest_api_id}-{response_type}') } },
  aws_api_gateway_deployment: short,
  aws_api_gateway_stage: {
    computed: {
      id: text('ags-{rest_api_id}-{stage_name}'),
      arn: regionalArn('apigateway', '/restapis/{rest_api_id}/stages/{stage_name}'),
      execution_arn: arn('execute-api', '{rest_api_id}/{stage_name}'),
      invoke_url: text('https://{rest_api_id}.execute-api.{@region}.{@suffix}/{stage_name}'),
    },
    blocks: { canary_settings: { defaults: { percent_traffic: 0, use_stage_cache: false } } },
  },
  aws_api_gateway_authorizer: {
    defaults: {
      authorizer_result_ttl_in_seconds: 300,
      identity_source: 'method.request.header.Authorization',
      type: 'TOKEN',
    },
    computed: {
      id: text('{#6}'),
      arn: regionalArn('apigateway', '/restapis/{rest_api_id}/authorizers/{id}'),
    },
  },
  aws_api_gateway_request_validator: {
    defaults: { validate_request_body: false, validate_request_parameters: false },
    computed: { id: text('{#6}') },
  },
  aws_api_gateway_model: short,
  aws_api_gateway_api_key: {
    defaults: { description: 'Managed by Terraform', enabled: true },
    computed: { id: text('{#10}'), arn: regionalArn('apigateway', '/apikeys/{id}') },
  },
  aws_api_gateway_usage_plan: {
    computed: { id: text('{#6}'), arn: regionalArn('apigateway', '/usageplans/{id}') },
    blocks: {
      api_stages: { blocks: { throttle: { defaults: { burst_limit: 0, rate_limit: 0 } } } },
      quota_settings: { defaults: { offset: 0 } },
      throttle_settings: { defaults: { burst_limit: 0, rate_limit: 0 } },
    },
  },
  aws_api_gateway_usage_plan_key: { computed: { id: same('key_id') } },
  aws_api_gateway_vpc_link: {
    computed: { id: text('{#6}'), arn: regionalArn('apigateway', '/vpclinks/{id}') },
  },
  aws_api_gateway_domain_name: {
    computed: {
      id: same('domain_name'),
      arn: regionalArn('apigateway', '/domainnames/{id}'),
      cloudfront_domain_name: text('d{#13}.cloudfront.net'),
      cloudfront_zone_id: 'Z2FDTNDATAQYW2',
      regional_domain_name: text('d-{#10}.execute-api.{@region}.{@suffix}'),
      security_policy: 'TLS_1_2',
    },
  },
  aws_api_gateway_client_certificate: {
    computed: { id: text('{#6}'), arn: regionalArn('apigateway', '/clientcertificates/{id}') },
  },
};

const apiEndpoint: Compute = (of) => {
  const scheme = of.string('protocol_type') === 'WEBSOCKET' ? 'wss' : 'https';
  return text(`${scheme}://{id}.execute-api.{@region}.{@suffix}`)(of);
};

/** The stage named `$default` has no path of its own. */
const stageUrl: Compute = (of) => {
  const path = of.string('name') === '$default' ? '' : '{name}';
  return text(`https://{api_id}.execute-api.{@region}.{@suffix}/${path}`)(of);
};

const httpApis: Record<string, ResourceKnowledge> = {
  aws_apigatewayv2_api: {
    defaults: {
      api_key_selection_expression: '$request.header.x-api-key',
      route_selection_expression: '$request.method $request.path',
    },
    computed: {
      id: text('{#10}'),
      arn: regionalArn('apigateway', '/apis/{id}'),
      api_endpoint: apiEndpoint,
      execution_arn: arn('execute-api', '{id}'),
    },
  },
  aws_apigatewayv2_stage: {
    defaults: { auto_deploy: false },
    computed: {
      id: same('name'),
      arn: regionalArn('apigateway', '/apis/{api_id}/stages/{name}'),
      execution_arn: arn('execute-api', '{api_id}/{name}'),
      invoke_url: stageUrl,
    },
  },
  aws_apigatewayv2_integration: {
    defaults: { connection_type: 'INTERNET', payload_format_version: '1.0' },
    computed: { id: text('{#7}') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_route
  aws_apigatewayv2_route: {
    defaults: { api_key_required: false, authorization_type: 'NONE' },
    computed: { id: text('{#7}') },
  },
  aws_apigatewayv2_authorizer: short,
  aws_apigatewayv2_deployment: short,
  aws_apigatewayv2_domain_name: {
    computed: { id: same('domain_name'), arn: regionalArn('apigateway', '/domainnames/{id}') },
  },
  aws_apigatewayv2_api_mapping: short,
  aws_apigatewayv2_vpc_link: {
    computed: { id: text('{#6}'), arn: regionalArn('apigateway', '/vpclinks/{id}') },
  },
};

const appSync: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/appsync_graphql_api
  aws_appsync_graphql_api: {
    defaults: {
      api_type: 'GRAPHQL',
      introspection_config: 'ENABLED',
      query_depth_limit: 0,
      resolver_count_limit: 0,
      visibility: 'GLOBAL',
      xray_enabled: false,
    },
    computed: {
      id: text('{#26}'),
      arn: arn('appsync', 'apis/{id}'),
      uris: (of) => {
        const uri = (scheme: string, host: string) =>
          text(`${scheme}://{#26:host}.${host}.{@region}.{@suffix}/graphql`)(of) ?? '';
        return {
          GRAPHQL: uri('https', 'appsync-api'),
          REALTIME: uri('wss', 'appsync-realtime-api'),
        };
      },
    },
    blocks: { log_config: { defaults: { exclude_verbose_content: false } } },
  },
};

const cognito: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cognito_user_pool
  aws_cognito_user_pool: {
    defaults: { deletion_protection: 'INACTIVE', mfa_configuration: 'OFF' },
    blocks: {
      email_configuration: { defaults: { email_sending_account: 'COGNITO_DEFAULT' } },
      verification_message_template: { defaults: { default_email_option: 'CONFIRM_WITH_CODE' } },
    },
    computed: {
      id: text('{@region}_{#9}'),
      arn: arn('cognito-idp', 'userpool/{id}'),
      endpoint: text('cognito-idp.{@region}.{@suffix}/{id}'),
      estimated_number_of_users: 0,
    },
  },
  aws_cognito_user_pool_client: { computed: { id: text('{#26}') } },
  aws_cognito_user_pool_domain: { computed: { id: same('domain'), aws_account_id: text('{@account}') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cognito_identity_pool
  aws_cognito_identity_pool: {
    defaults: { allow_classic_flow: false, allow_unauthenticated_identities: false },
    computed: {
      id: text('{@region}:{own}', { own: uuid('pool') }),
      arn: arn('cognito-identity', 'identitypool/{id}'),
    },
    blocks: { cognito_identity_providers: { defaults: { server_side_token_check: false } } },
  },
  aws_cognito_identity_pool_roles_attachment: { computed: { id: same('identity_pool_id') } },
  aws_cognito_user_group: { computed: { id: text('{user_pool_id}/{name}') } },
};

export const apiGateway: Record<string, ResourceKnowledge> = {
  ...restApis,
  ...httpApis,
  ...appSync,
  ...cognito,
};
