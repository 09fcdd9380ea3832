import type { BlockKnowledge, Compute, Computing, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, ec2Id, generated, naming, same, text } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources
// ARNs: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerai.html

/** A resource that has its name for an id, and `arn:…:sagemaker:…:KIND/NAME`. */
function named(attribute: string, kind: string): { id: Compute; arn: Compute } {
  return { id: same(attribute), arn: arn('sagemaker', `${kind}/{id}`) };
}

/** Where a monitoring job finds and leaves its data in its container. */
const inContainer = (end: string): BlockKnowledge => ({
  defaults: { local_path: `/opt/ml/processing/${end}` },
});

/** The same where the name may be left out. */
function generatedName(kind: string): Record<string, Compute> {
  return { id: generated(), arn: arn('sagemaker', `${kind}/{id}`), name: generated() };
}

/** An app is of a user's profile or of a space. */
const appArn: Compute = (of) => {
  const owner = of.string('user_profile_name') || of.string('space_name');
  const kind = of.string('app_type')?.toLowerCase();
  if (!owner || kind === undefined) return undefined;
  return arn('sagemaker', `app/{domain_id}/${owner}/${kind}/{app_name}`)(of);
};

/** The device's own name is in its block. */
function deviceName(of: Computing): string | undefined {
  const device = of.value('device');
  const first = Array.isArray(device) ? device[0] : undefined;
  if (typeof first !== 'object' || first === null || !('device_name' in first)) return undefined;
  return typeof first.device_name === 'string' ? first.device_name : undefined;
}
const device: Compute = deviceName;
const deviceId = text('{device_fleet_name}/{device}', { device });
const deviceArnEnd = text('{device_fleet_name}/device/{device}', { device });

const profileArn = arn('sagemaker', 'user-profile/{domain_id}/{user_profile_name}');
const spaceArn = arn('sagemaker', 'space/{domain_id}/{space_name}');

const userSettings: BlockKnowledge = {
  blocks: { sharing_settings: { defaults: { notebook_output_option: 'Disabled' } } },
};

const imageConfig: BlockKnowledge = {
  blocks: {
    file_system_config: {
      defaults: { default_gid: 100, default_uid: 1000, mount_path: '/home/sagemaker-user' },
    },
  },
};

export const sagemaker: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_notebook_instance
  aws_sagemaker_notebook_instance: {
    defaults: { direct_internet_access: 'Enabled', root_access: 'Enabled', volume_size: 5 },
    computed: {
      ...named('name', 'notebook-instance'),
      network_interface_id: ec2Id('eni', 'interface'),
      security_groups: [],
      url: text('{id}.notebook.{@region}.sagemaker.aws'),
    },
    blocks: {
      // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html
      instance_metadata_service_configuration: {
        computed: { minimum_instance_metadata_service_version: '1' },
      },
    },
  },
  aws_sagemaker_notebook_instance_lifecycle_configuration: {
    computed: { id: generated(), arn: arn('sagemaker', 'notebook-instance-lifecycle-config/{id}') },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_domain
  aws_sagemaker_domain: {
    defaults: { app_network_access_type: 'PublicInternetOnly', tag_propagation: 'DISABLED' },
    computed: {
      id: text('d-{#12}'),
      arn: arn('sagemaker', 'domain/{id}'),
      home_efs_file_system_id: ec2Id('fs', 'home'),
      security_group_id_for_domain_boundary: ec2Id('sg', 'boundary'),
      url: text('https://{id}.studio.{@region}.sagemaker.aws'),
    },
    blocks: {
      default_user_settings: userSettings,
      retention_policy: { defaults: { home_efs_file_system: 'Retain' } },
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_user_profile
  aws_sagemaker_user_profile: {
    computed: { ...arnAsId(profileArn), home_efs_file_system_uid: '200001' },
    blocks: { user_settings: userSettings },
  },
  aws_sagemaker_space: {
    computed: {
      ...arnAsId(spaceArn),
      home_efs_file_system_uid: '200001',
      url: text('https://{domain_id}.studio.{@region}.sagemaker.aws/spaces/{space_name}'),
    },
  },
  aws_sagemaker_app: { computed: arnAsId(appArn) },
  aws_sagemaker_app_image_config: {
    computed: named('app_image_config_name', 'app-image-config'),
    blocks: {
      kernel_gateway_image_config: imageConfig,
      jupyter_lab_image_config: imageConfig,
      code_editor_app_image_config: imageConfig,
    },
  },
  aws_sagemaker_studio_lifecycle_config: {
    computed: named('studio_lifecycle_config_name', 'studio-lifecycle-config'),
  },
  aws_sagemaker_hub: { computed: named('hub_name', 'hub') },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_model
  // `enable_network_isolation` has no default: absent means not isolated.
  aws_sagemaker_model: {
    computed: generatedName('model'),
    blocks: {
      primary_container: { defaults: { mode: 'SingleModel' } },
      container: { defaults: { mode: 'SingleModel' } },
    },
  },
  aws_sagemaker_model_package_group: { computed: named('model_package_group_name', 'model-package-group') },
  aws_sagemaker_model_package_group_policy: { computed: { id: same('model_package_group_name') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_endpoint_configuration
  // `data_capture_config.enable_capture` and `enable_ssm_access` have no default: absent means no.
  aws_sagemaker_endpoint_configuration: {
    computed: { id: generated(), arn: arn('sagemaker', 'endpoint-config/{id}'), ...naming() },
    blocks: {
      production_variants: { defaults: { initial_variant_weight: 1 } },
      shadow_production_variants: { defaults: { initial_variant_weight: 1 } },
    },
  },
  aws_sagemaker_endpoint: {
    computed: generatedName('endpoint'),
    blocks: {
      deployment_config: {
        blocks: { blue_green_update_policy: { defaults: { termination_wait_in_seconds: 0 } } },
      },
    },
  },
  aws_sagemaker_mlflow_tracking_server: {
    defaults: { automatic_model_registration: false, tracking_server_size: 'Small' },
    computed: named('tracking_server_name', 'mlflow-tracking-server'),
  },

  aws_sagemaker_image: { computed: named('image_name', 'image') },
  aws_sagemaker_image_version: {
    computed: {
      id: same('image_name'),
      arn: arn('sagemaker', 'image-version/{image_name}/1'),
      container_image: same('base_image'),
      image_arn: arn('sagemaker', 'image/{image_name}'),
      version: 1,
    },
  },
  aws_sagemaker_code_repository: { computed: named('code_repository_name', 'code-repository') },
  aws_sagemaker_data_quality_job_definition: {
    computed: generatedName('data-quality-job-definition'),
    blocks: {
      data_quality_job_input: {
        blocks: { batch_transform_input: inContainer('input'), endpoint_input: inContainer('input') },
      },
      data_quality_job_output_config: {
        blocks: { monitoring_outputs: { blocks: { s3_output: inContainer('output') } } },
      },
    },
  },
  aws_sagemaker_monitoring_schedule: { computed: generatedName('monitoring-schedule') },
  aws_sagemaker_pipeline: { computed: named('pipeline_name', 'pipeline') },
  aws_sagemaker_project: {
    computed: { ...named('project_name', 'project'), project_id: text('p-{#12:project}') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_feature_group
  aws_sagemaker_feature_group: {
    computed: named('feature_group_name', 'feature-group'),
    blocks: {
      online_store_config: { defaults: { enable_online_store: false } },
      offline_store_config: { defaults: { table_format: 'Glue' } },
    },
  },
  aws_sagemaker_servicecatalog_portfolio_status: { computed: { id: text('{@region}') } },

  aws_sagemaker_device_fleet: {
    defaults: { enable_iot_role_alias: false },
    computed: named('device_fleet_name', 'device-fleet'),
  },
  aws_sagemaker_device: {
    computed: { id: deviceId, arn: arn('sagemaker', 'device-fleet/{id}', { id: deviceArnEnd }) },
  },
  aws_sagemaker_flow_definition: { computed: named('flow_definition_name', 'flow-definition') },
  aws_sagemaker_human_task_ui: { computed: named('human_task_ui_name', 'human-task-ui') },
  aws_sagemaker_workforce: {
    computed: {
      ...named('workforce_name', 'workforce'),
      subdomain: text('{#10:subdomain}.labeling.{@region}.sagemaker.aws'),
    },
  },
  aws_sagemaker_workteam: {
    computed: {
      ...named('workteam_name', 'workteam/private-crowd'),
      subdomain: text('{#10:subdomain}.labeling.{@region}.sagemaker.aws'),
    },
  },

  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
  aws_bedrock_guardrail: {
    computed: {
      guardrail_arn: arn('bedrock', 'guardrail/{#12:guardrail}'),
      guardrail_id: text('{#12:guardrail}'),
      status: 'READY',
      version: 'DRAFT',
    },
  },
  aws_bedrock_guardrail_version: { computed: { version: '1' } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrock_model_invocation_logging_configuration
  aws_bedrock_model_invocation_logging_configuration: {
    computed: { id: text('{@region}') },
  },
  aws_bedrock_inference_profile: {
    computed: {
      id: text('{#12}'),
      arn: arn('bedrock', 'application-inference-profile/{id}'),
      status: 'ACTIVE',
      type: 'APPLICATION',
    },
  },
  aws_bedrockagent_agent: {
    computed: {
      id: text('{^10}'),
      agent_arn: arn('bedrock', 'agent/{id}'),
      agent_id: same('id'),
      agent_version: 'DRAFT',
    },
  },
  aws_bedrockagent_knowledge_base: {
    computed: { id: text('{^10}'), arn: arn('bedrock', 'knowledge-base/{id}') },
  },
};
