import type { Compute, Computing, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, generated, naming, regionOf, same, text, uuid, when } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

/** Other resources take a function's name or its ARN. */
const functionName: Compute = (of) => {
  const given = of.string('function_name');
  return given?.startsWith('arn:') ? given.split(':')[6] : given;
};

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html#apigw-PutIntegration-request-uri */
function invocation(of: Computing, version: string, arnName: string, action: string): string | undefined {
  const target = of.string(arnName);
  if (target === undefined) return undefined;
  return `arn:${of.context.partition}:apigateway:${regionOf(of)}:lambda:path/${version}/functions/${target}/${action}`;
}

const aliasArn = arn('lambda', 'function:{function_name}:{name}', { function_name: functionName });
const layerArn = arn('lambda', 'layer:{layer_name}');
const urlId = '{#32:url}';

/** Names that follow the function's: its qualifier. */
function qualified(separator: string): Compute {
  return (of) => {
    const qualifier = of.string('qualifier');
    const name = of.string('function_name');
    return name !== undefined && qualifier ? `${name}${separator}${qualifier}` : name;
  };
}

export const lambda: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function
  aws_lambda_function: {
    defaults: {
      memory_size: 128,
      package_type: 'Zip',
      publish: false,
      reserved_concurrent_executions: -1,
      skip_destroy: false,
      timeout: 3,
    },
    computed: {
      id: same('function_name'),
      arn: arn('lambda', 'function:{id}'),
      version: when('publish', '1', '$LATEST'),
      qualified_arn: text('{arn}:{version}'),
      invoke_arn: (of) => invocation(of, '2015-03-31', 'arn', 'invocations'),
      qualified_invoke_arn: (of) => invocation(of, '2015-03-31', 'qualified_arn', 'invocations'),
      response_streaming_invoke_arn: (of) =>
        invocation(of, '2021-11-15', 'arn', 'response-streaming-invocations'),
      architectures: ['x86_64'],
      ephemeral_storage: [{ size: 512 }],
      logging_config: (of) => [
        {
          application_log_level: '',
          log_format: 'Text',
          log_group: `/aws/lambda/${of.string('id') ?? ''}`,
          system_log_level: '',
        },
      ],
      signing_job_arn: '',
      signing_profile_version_arn: '',
      // https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html
      tracing_config: [{ mode: 'PassThrough' }],
    },
    blocks: {
      ephemeral_storage: { computed: { size: 512 } },
      vpc_config: { defaults: { ipv6_allowed_for_dual_stack: false } },
    },
  },
  aws_lambda_alias: {
    computed: {
      ...arnAsId(aliasArn),
      invoke_arn: (of) => invocation(of, '2015-03-31', 'arn', 'invocations'),
    },
  },
  aws_lambda_permission: {
    computed: {
      id: generated('statement_id', 'statement_id_prefix'),
      ...naming('statement_id', 'statement_id_prefix'),
    },
  },
  aws_lambda_layer_version: {
    defaults: { skip_destroy: false },
    computed: {
      ...arnAsId(text('{layer}:1', { layer: layerArn })),
      layer_arn: layerArn,
      version: '1',
      signing_job_arn: '',
      signing_profile_version_arn: '',
    },
  },
  aws_lambda_layer_version_permission: {
    defaults: { skip_destroy: false },
    computed: {
      // The version's number is no text, so that a template cannot name it.
      id: (of) => text(`{layer_name},${of.value('version_number')}`)(of),
      revision_id: uuid('revision'),
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_invocation
  aws_lambda_invocation: {
    defaults: { lifecycle_scope: 'CREATE_ONLY', qualifier: '$LATEST', terraform_key: 'tf' },
    computed: { id: text('{function_name}_{qualifier}_{#32}'), result: '{}' },
  },
  aws_lambda_event_source_mapping: {
    defaults: { enabled: true },
    computed: {
      id: uuid(),
      arn: arn('lambda', 'event-source-mapping:{id}'),
      uuid: same('id'),
      function_arn: arn('lambda', 'function:{function_name}', { function_name: functionName }),
      state: 'Enabled',
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function_url
  aws_lambda_function_url: {
    defaults: { invoke_mode: 'BUFFERED' },
    computed: {
      id: qualified('/'),
      function_arn: arn('lambda', 'function:{function_name}', { function_name: functionName }),
      function_url: text(`https://${urlId}.lambda-url.{@region}.on.aws/`),
      url_id: text(urlId),
    },
  },
  aws_lambda_function_event_invoke_config: {
    defaults: { maximum_retry_attempts: 2 },
    computed: { id: qualified(':') },
  },
  aws_lambda_provisioned_concurrency_config: {
    defaults: { skip_destroy: false },
    computed: { id: qualified(',') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_code_signing_config
  aws_lambda_code_signing_config: {
    computed: {
      ...arnAsId(arn('lambda', 'code-signing-config:csc-0{#16}')),
      config_id: text('csc-0{#16}'),
      policies: [{ untrusted_artifact_on_deployment: 'Warn' }],
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sfn_state_machine
  aws_sfn_state_machine: {
    defaults: { publish: false, type: 'STANDARD' },
    computed: {
      ...arnAsId(arn('states', 'stateMachine:{name}', { name: generated() })),
      ...naming(),
      status: 'ACTIVE',
    },
  },
  aws_sfn_activity: { computed: arnAsId(arn('states', 'activity:{name}')) },
};
