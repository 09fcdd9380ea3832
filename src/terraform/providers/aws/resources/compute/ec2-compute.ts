import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import {
  arn,
  ec2,
  ec2Id,
  generated,
  naming,
  privateAddress,
  publicAddress,
  regionalArn,
  regionOf,
  same,
  text,
  uuid,
} from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');
const name = generated();

/**
 * As EC2 has it for an instance and its image that say nothing.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-options-order-of-precedence.html
 */
const metadataOptions = {
  http_endpoint: 'enabled',
  http_put_response_hop_limit: 1,
  http_tokens: 'optional',
  instance_metadata_tags: 'disabled',
};

const { http_endpoint: _default, ...otherMetadataOptions } = metadataOptions;

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html: not unless asked, or set for the account. */
const unencrypted = { encrypted: false, kms_key_id: '' };

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hostname-types.html */
const hostName: Compute = (of) => {
  const address = privateAddress(of);
  const end = regionOf(of) === 'us-east-1' ? 'ec2.internal' : `${regionOf(of)}.compute.internal`;
  return typeof address === 'string' ? `ip-${address.replaceAll('.', '-')}.${end}` : undefined;
};

/** Volumes of an instance, of which a snapshot has all but what is here. */
const volume = { defaults: { delete_on_termination: true }, computed: unencrypted };

export const ec2Compute: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance
  aws_instance: {
    defaults: {
      force_destroy: false,
      get_password_data: false,
      source_dest_check: true,
      user_data_replace_on_change: false,
    },
    computed: {
      ...ec2('i', 'instance'),
      availability_zone: text('{@region}a'),
      disable_api_stop: false,
      disable_api_termination: false,
      ebs_optimized: false,
      iam_instance_profile: '',
      instance_initiated_shutdown_behavior: 'stop',
      instance_state: 'running',
      key_name: '',
      metadata_options: [{ ...metadataOptions, http_protocol_ipv6: 'disabled' }],
      monitoring: false,
      primary_network_interface_id: ec2Id('eni', 'primary'),
      private_dns: hostName,
      private_ip: privateAddress,
      public_ip: (of) => (of.value('associate_public_ip_address') === false ? '' : publicAddress(of)),
      tenancy: 'default',
    },
    blocks: {
      metadata_options: {
        defaults: { http_endpoint: 'enabled', http_protocol_ipv6: 'disabled' },
        computed: otherMetadataOptions,
      },
      root_block_device: volume,
      ebs_block_device: volume,
      launch_template: { defaults: { version: '$Default' } },
      network_interface: { defaults: { delete_on_termination: false, network_card_index: 0 } },
    },
  },
  aws_launch_template: {
    computed: { ...ec2('lt', 'launch-template'), ...naming(), default_version: 1, latest_version: 1 },
  },
  aws_launch_configuration: {
    defaults: { enable_monitoring: true },
    computed: {
      id: name,
      arn: arn('autoscaling', 'launchConfiguration:{uuid}:launchConfigurationName/{id}', {
        uuid: uuid('arn'),
      }),
      ...naming(),
      ebs_optimized: false,
    },
    blocks: {
      root_block_device: { defaults: { delete_on_termination: true }, computed: { encrypted: false } },
      ebs_block_device: { defaults: { delete_on_termination: true }, computed: { encrypted: false } },
    },
  },
  aws_autoscaling_group: {
    defaults: {
      force_delete: false,
      force_delete_warm_pool: false,
      health_check_grace_period: 300,
      ignore_failed_scaling_activities: false,
      metrics_granularity: '1Minute',
      protect_from_scale_in: false,
      wait_for_capacity_timeout: '10m',
    },
    computed: {
      id: name,
      arn: arn('autoscaling', 'autoScalingGroup:{uuid}:autoScalingGroupName/{id}', { uuid: uuid('arn') }),
      ...naming(),
      default_cooldown: 300,
      desired_capacity: (of) => of.value('min_size'),
      health_check_type: 'EC2',
      load_balancers: [],
      service_linked_role_arn: text(
        'arn:{@partition}:iam::{@account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      ),
      target_group_arns: [],
    },
    blocks: {
      launch_template: { computed: { version: '$Default' } },
      instance_refresh: {
        blocks: {
          preferences: {
            defaults: {
              auto_rollback: false,
              min_healthy_percentage: 90,
              scale_in_protected_instances: 'Ignore',
              skip_matching: false,
              standby_instances: 'Ignore',
            },
          },
        },
      },
      warm_pool: {
        defaults: { max_group_prepared_capacity: -1, min_size: 0, pool_state: 'Stopped' },
        blocks: { instance_reuse_policy: { defaults: { reuse_on_scale_in: false } } },
      },
    },
  },
  aws_autoscaling_policy: {
    defaults: { enabled: true, policy_type: 'SimpleScaling' },
    computed: {
      id: same('name'),
      arn: arn(
        'autoscaling',
        'scalingPolicy:{uuid}:autoScalingGroupName/{autoscaling_group_name}:policyName/{name}',
        {
          uuid: uuid('arn'),
        },
      ),
    },
  },
  aws_autoscaling_attachment: { computed: { id: text('{autoscaling_group_name}-{#26}') } },
  aws_autoscaling_lifecycle_hook: { computed: { id: same('name') } },
  aws_autoscaling_schedule: {
    computed: {
      id: same('scheduled_action_name'),
      arn: arn(
        'autoscaling',
        'scheduledUpdateGroupAction:{uuid}:autoScalingGroupName/{autoscaling_group_name}:scheduledActionName/{id}',
        { uuid: uuid('arn') },
      ),
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_volume
  aws_ebs_volume: {
    defaults: { final_snapshot: false },
    computed: { ...ec2('vol', 'volume'), ...unencrypted, type: 'gp2' },
  },
  aws_ebs_snapshot: {
    computed: {
      id: text('snap-0{#16}'),
      arn: regionalArn('ec2', 'snapshot/{id}'),
      owner_id: account,
      storage_tier: 'standard',
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_encryption_by_default
  aws_ebs_encryption_by_default: { defaults: { enabled: true }, computed: { id: text('terraform-{#26}') } },
  aws_ebs_default_kms_key: { computed: { id: same('key_arn') } },
  aws_volume_attachment: { computed: { id: text('vai-{#8}') } },
  aws_key_pair: {
    computed: {
      id: generated('key_name', 'key_name_prefix'),
      arn: arn('ec2', 'key-pair/{id}'),
      ...naming('key_name', 'key_name_prefix'),
      key_pair_id: ec2Id('key', 'pair'),
      key_type: (of) => (of.string('public_key')?.startsWith('ssh-ed25519') ? 'ed25519' : 'rsa'),
    },
  },
  aws_ami: {
    computed: {
      id: text('ami-0{#16}'),
      arn: regionalArn('ec2', 'image/{id}'),
      owner_id: account,
      public: false,
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ami_copy
  aws_ami_copy: {
    defaults: { encrypted: false },
    computed: {
      id: text('ami-0{#16}'),
      arn: regionalArn('ec2', 'image/{id}'),
      owner_id: account,
      public: false,
    },
  },
  aws_ami_from_instance: {
    computed: {
      id: text('ami-0{#16}'),
      arn: regionalArn('ec2', 'image/{id}'),
      owner_id: account,
      public: false,
    },
  },
  aws_ami_launch_permission: { computed: { id: text('{image_id}-{@account}') } },
  aws_placement_group: {
    computed: {
      id: same('name'),
      arn: arn('ec2', 'placement-group/{id}'),
      placement_group_id: text('pg-0{#16}'),
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/efs_file_system
  // By the API a file system is not encrypted: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html
  aws_efs_file_system: {
    defaults: { throughput_mode: 'bursting' },
    computed: {
      id: text('fs-0{#16}'),
      arn: arn('elasticfilesystem', 'file-system/{id}'),
      creation_token: text('terraform-{#26:token}'),
      dns_name: text('{id}.efs.{@region}.{@suffix}'),
      encrypted: false,
      kms_key_id: '',
      name: '',
      number_of_mount_targets: 0,
      owner_id: account,
      performance_mode: 'generalPurpose',
    },
  },
  aws_efs_mount_target: {
    computed: {
      id: text('fsmt-0{#16}'),
      dns_name: text('{file_system_id}.efs.{@region}.{@suffix}'),
      file_system_arn: arn('elasticfilesystem', 'file-system/{file_system_id}'),
      ip_address: privateAddress,
      network_interface_id: ec2Id('eni', 'interface'),
      owner_id: account,
    },
  },
  aws_efs_access_point: {
    computed: {
      id: text('fsap-0{#16}'),
      arn: arn('elasticfilesystem', 'access-point/{id}'),
      file_system_arn: arn('elasticfilesystem', 'file-system/{file_system_id}'),
      owner_id: account,
    },
  },
  aws_efs_file_system_policy: {
    defaults: { bypass_policy_lockout_safety_check: false },
    computed: { id: same('file_system_id') },
  },
  aws_efs_backup_policy: { computed: { id: same('file_system_id') } },
};
