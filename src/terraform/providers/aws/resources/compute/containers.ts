import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, ec2Id, generated, lastPart, naming, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

/** The cluster's name, which a service gets by name or ARN. */
const clusterName: Compute = (of) => lastPart('cluster')(of) ?? 'default';
const taskArn = 'task-definition/{family}';

/** One number for all names of a cluster: its host and its issuer of tokens. */
const clusterHost = '{^32:cluster}';

const own = { own: uuid('own') };
/** `TYPE/USER` of `arn:…:iam::ACCOUNT:TYPE/USER`, as an access entry names who it is for. */
const entryPrincipal: Compute = (of) => {
  const [kind, ...path] = of.string('principal_arn')?.split(':')[5]?.split('/') ?? [];
  return kind === undefined ? undefined : `${kind}/${of.context.account}/${path.at(-1) ?? ''}`;
};

const batchName: Compute = (of) => {
  const prefix = of.string('name_prefix') ? 'name_prefix' : 'compute_environment_name_prefix';
  return of.string('compute_environment_name') || generated('name', prefix)(of);
};

export const containers: Record<string, ResourceKnowledge> = {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
  aws_ecs_cluster: {
    computed: {
      ...arnAsId(arn('ecs', 'cluster/{name}')),
      setting: [{ name: 'containerInsights', value: 'disabled' }],
    },
  },
  aws_ecs_cluster_capacity_providers: { computed: { id: same('cluster_name') } },
  aws_ecs_capacity_provider: { computed: arnAsId(arn('ecs', 'capacity-provider/{name}')) },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service
  aws_ecs_service: {
    defaults: {
      deployment_maximum_percent: 200,
      deployment_minimum_healthy_percent: 100,
      enable_ecs_managed_tags: false,
      enable_execute_command: false,
      scheduling_strategy: 'REPLICA',
      wait_for_steady_state: false,
    },
    computed: {
      ...arnAsId(arn('ecs', 'service/{cluster_name}/{name}', { cluster_name: clusterName })),
      cluster: arn('ecs', 'cluster/default'),
      launch_type: 'EC2',
    },
    blocks: {
      deployment_controller: { defaults: { type: 'ECS' } },
      network_configuration: { defaults: { assign_public_ip: false } },
      volume_configuration: {
        blocks: { managed_ebs_volume: { defaults: { encrypted: true, file_system_type: 'xfs' } } },
      },
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_task_definition
  aws_ecs_task_definition: {
    defaults: { skip_destroy: false, track_latest: false },
    computed: {
      id: same('family'),
      arn: arn('ecs', `${taskArn}:1`),
      arn_without_revision: arn('ecs', taskArn),
      network_mode: 'bridge',
      revision: 1,
    },
    blocks: {
      proxy_configuration: { defaults: { type: 'APPMESH' } },
      volume: {
        blocks: {
          docker_volume_configuration: { defaults: { autoprovision: false } },
          efs_volume_configuration: { defaults: { root_directory: '/' } },
        },
      },
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster
  aws_eks_cluster: {
    defaults: { bootstrap_self_managed_addons: true },
    computed: {
      id: same('name'),
      arn: arn('eks', 'cluster/{id}'),
      certificate_authority: [
        { data: Buffer.from('not a certificate: made for analysis').toString('base64') },
      ],
      endpoint: text(`https://${clusterHost}.gr7.{@region}.eks.{@suffix}`),
      identity: (of) => {
        const issuer = text(`https://oidc.eks.{@region}.{@suffix}/id/${clusterHost}`)(of);
        return issuer === undefined ? undefined : [{ oidc: [{ issuer }] }];
      },
      platform_version: 'eks.1',
      status: 'ACTIVE',
    },
    blocks: {
      access_config: {
        defaults: { bootstrap_cluster_creator_admin_permissions: true },
        // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html
        computed: { authentication_mode: 'CONFIG_MAP' },
      },
      vpc_config: {
        defaults: { endpoint_private_access: false, endpoint_public_access: true },
        // https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
        computed: { cluster_security_group_id: ec2Id('sg', 'cluster'), public_access_cidrs: ['0.0.0.0/0'] },
      },
    },
  },
  aws_eks_node_group: {
    computed: {
      id: text('{cluster_name}:{node_group_name}', {
        node_group_name: generated('node_group_name', 'node_group_name_prefix'),
      }),
      arn: arn('eks', 'nodegroup/{cluster_name}/{node_group_name}/{own}', {
        ...own,
        node_group_name: generated('node_group_name', 'node_group_name_prefix'),
      }),
      ...naming('node_group_name', 'node_group_name_prefix'),
      capacity_type: 'ON_DEMAND',
      disk_size: 20,
      instance_types: ['t3.medium'],
      status: 'ACTIVE',
    },
  },
  aws_eks_fargate_profile: {
    computed: {
      id: text('{cluster_name}:{fargate_profile_name}'),
      arn: arn('eks', 'fargateprofile/{cluster_name}/{fargate_profile_name}/{own}', own),
      status: 'ACTIVE',
    },
  },
  aws_eks_addon: {
    computed: {
      id: text('{cluster_name}:{addon_name}'),
      arn: arn('eks', 'addon/{cluster_name}/{addon_name}/{own}', own),
    },
  },
  aws_eks_identity_provider_config: { computed: { status: 'ACTIVE' } },
  aws_eks_access_entry: {
    defaults: { type: 'STANDARD' },
    computed: {
      id: text('{cluster_name}:{principal_arn}'),
      access_entry_arn: arn('eks', 'access-entry/{cluster_name}/{principal}/{own}', {
        ...own,
        principal: entryPrincipal,
      }),
    },
  },
  aws_eks_access_policy_association: {
    computed: { id: text('{cluster_name}#{principal_arn}#{policy_arn}') },
  },
  aws_eks_pod_identity_association: {
    computed: {
      id: text('a-{#17}'),
      association_id: same('id'),
      association_arn: arn('eks', 'podidentityassociation/{cluster_name}/{id}'),
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/batch_job_definition
  aws_batch_job_definition: {
    defaults: { deregister_on_new_revision: true, propagate_tags: false },
    computed: {
      ...arnAsId(arn('batch', 'job-definition/{name}:1')),
      arn_prefix: arn('batch', 'job-definition/{name}'),
      revision: 1,
    },
  },
  aws_batch_job_queue: { computed: arnAsId(arn('batch', 'job-queue/{name}')) },
  // Version 5 calls the name `compute_environment_name`.
  aws_batch_compute_environment: {
    defaults: { state: 'ENABLED' },
    computed: {
      id: batchName,
      name: same('id'),
      compute_environment_name: same('id'),
      arn: arn('batch', 'compute-environment/{id}'),
      ecs_cluster_arn: arn('ecs', 'cluster/AWSBatch-{id}-{own}', own),
      status: 'VALID',
    },
  },
};
