import type { DataSource } from '../../knowledge.ts';
import { arn, globalArn, lastPart, regionalArn, regionOf, same, text, uuid } from '../resources/arn.ts';
import { lookup, none } from './lookup.ts';

const services: Record<string, DataSource> = {
  aws_api_gateway_rest_api: lookup('The API', {
    id: text('{#10}'),
    arn: regionalArn('apigateway', '/restapis/{id}'),
    execution_arn: arn('execute-api', '{id}'),
    root_resource_id: text('{#10:root}'),
    api_key_source: 'HEADER',
    binary_media_types: [],
    description: '',
    minimum_compression_size: '',
    policy: '',
  }),
  aws_apigatewayv2_api: lookup('The API', {
    id: same('api_id'),
    arn: regionalArn('apigateway', '/apis/{api_id}'),
    api_endpoint: text('https://{api_id}.execute-api.{@region}.{@suffix}'),
    execution_arn: arn('execute-api', '{api_id}'),
    protocol_type: 'HTTP',
    name: text('api-{#8:name}'),
  }),
  aws_cloudfront_distribution: lookup('The distribution', {
    arn: globalArn('cloudfront', 'distribution/{id}'),
    domain_name: text('d{#13}.cloudfront.net'),
    hosted_zone_id: 'Z2FDTNDATAQYW2',
    enabled: true,
    status: 'Deployed',
    aliases: [],
    web_acl_id: '',
  }),
  aws_cloudfront_origin_access_identity: lookup('The identity', {
    cloudfront_access_identity_path: text('origin-access-identity/cloudfront/{id}'),
    iam_arn: text('arn:{@partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}'),
    s3_canonical_user_id: text('{#48:canonical-1}{#48:canonical-2}'),
    comment: '',
  }),
  aws_cloudwatch_event_bus: lookup('The event bus', {
    id: same('name'),
    arn: arn('events', 'event-bus/{name}'),
    kms_key_identifier: '',
    description: '',
  }),
  aws_cognito_user_pools: none('user pool', 'arns', 'ids'),
  aws_cloudwatch_log_groups: none('log group', 'arns', 'log_group_names'),
  aws_kinesis_stream: lookup('The stream', {
    id: same('name'),
    arn: arn('kinesis', 'stream/{name}'),
    encryption_type: 'NONE',
    kms_key_id: '',
    retention_period: 24,
    status: 'ACTIVE',
  }),
  aws_lambda_alias: lookup('The alias', {
    arn: (of) => {
      const name = of.string('function_name') ?? '';
      return name.startsWith('arn:')
        ? text('{function_name}:{name}')(of)
        : arn('lambda', 'function:{function_name}:{name}')(of);
    },
    id: same('arn'),
    function_version: '$LATEST',
    invoke_arn: text(
      'arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/{arn}/invocations',
    ),
    description: '',
  }),
  aws_msk_cluster: lookup('The cluster', {
    cluster_uuid: uuid('cluster'),
    arn: arn('kafka', 'cluster/{cluster_name}/{cluster_uuid}-1'),
    id: same('arn'),
  }),
  aws_codestarconnections_connection: lookup('The connection', {
    name: text('connection-{#8:name}'),
    arn: arn('codestar-connections', 'connection/{own}', { own: uuid('own') }),
    id: same('arn'),
    connection_status: 'AVAILABLE',
    provider_type: 'GitHub',
  }),
  aws_codecommit_repository: lookup('The repository', {
    id: same('repository_name'),
    arn: arn('codecommit', '{repository_name}'),
    clone_url_http: text('https://git-codecommit.{@region}.{@suffix}/v1/repos/{repository_name}'),
    clone_url_ssh: text('ssh://git-codecommit.{@region}.{@suffix}/v1/repos/{repository_name}'),
    repository_id: uuid('repository'),
    kms_key_id: '',
  }),
  aws_opensearch_domain: lookup('The domain', {
    id: same('arn'),
    arn: arn('es', 'domain/{domain_name}'),
    endpoint: text('search-{domain_name}-{#26:host}.{@region}.es.{@suffix}'),
    access_policies: '',
    domain_id: text('{@account}/{domain_name}'),
  }),
};

const compute: Record<string, DataSource> = {
  aws_ecs_service: lookup('The service', {
    arn: (of) => arn('ecs', `service/${lastPart('cluster_arn')(of)}/{service_name}`)(of),
    id: same('arn'),
    desired_count: 1,
    launch_type: 'FARGATE',
    scheduling_strategy: 'REPLICA',
  }),
  aws_ecs_task_definition: lookup('The task definition', {
    family: (of) => of.string('task_definition')?.split('/').at(-1)?.split(':')[0],
    revision: (of) => Number(/:(\d+)$/.exec(of.string('task_definition') ?? '')?.[1] ?? 1),
    arn_without_revision: arn('ecs', 'task-definition/{family}'),
    arn: (of) => text(`{arn_without_revision}:${of.value('revision')}`)(of),
    id: same('arn'),
    container_definitions: '[]',
    network_mode: 'awsvpc',
    status: 'ACTIVE',
    task_role_arn: globalArn('iam', 'role/assumed-{#12:role}'),
    execution_role_arn: globalArn('iam', 'role/assumed-{#12:execution}'),
  }),
  aws_eks_addon_version: lookup('A version of the add-on', {
    id: same('addon_name'),
    version: 'v1.0.0-eksbuild.1',
  }),
  aws_eks_clusters: none('cluster', 'names'),
  aws_eks_node_groups: none('node group', 'names'),
  aws_eks_node_group: lookup('The node group', {
    id: text('{cluster_name}:{node_group_name}'),
    arn: arn('eks', 'nodegroup/{cluster_name}/{node_group_name}/{own}', { own: uuid('own') }),
    node_role_arn: globalArn('iam', 'role/assumed-{#12:role}'),
    status: 'ACTIVE',
  }),
  aws_autoscaling_groups: none('group', 'arns', 'names'),
  aws_autoscaling_group: lookup('The group', {
    id: same('name'),
    arn: arn('autoscaling', 'autoScalingGroup:{own}:autoScalingGroupName/{name}', { own: uuid('own') }),
  }),
  aws_instances: none('instance', 'ids', 'private_ips', 'public_ips', 'ipv6_addresses'),
  aws_ec2_instance_type_offerings: lookup('No instance type that matches', {
    id: regionOf,
    instance_types: [],
    location_types: [],
    locations: [],
  }),
  aws_ecr_repositories: none('repository', 'names'),
  aws_ebs_encryption_by_default: lookup('Encryption by default, which is off,', {
    id: regionOf,
    enabled: false,
  }),
  aws_ebs_volume: lookup('The volume', {
    id: text('vol-0{#16}'),
    volume_id: same('id'),
    arn: arn('ec2', 'volume/{id}'),
    encrypted: false,
    kms_key_id: '',
    availability_zone: text('{@region}a'),
  }),
  aws_ebs_snapshot: lookup('The snapshot', {
    id: text('snap-0{#16}'),
    snapshot_id: same('id'),
    arn: regionalArn('ec2', 'snapshot/{id}'),
    encrypted: false,
    kms_key_id: '',
    state: 'completed',
  }),
  aws_key_pair: lookup('The key pair', {
    key_name: text('key-{#8:name}'),
    key_pair_id: text('key-0{#16}'),
    id: same('key_pair_id'),
    arn: arn('ec2', 'key-pair/{key_name}'),
    key_type: 'rsa',
  }),
};

/** Look-ups of what applications are made of, by service. */
export const applicationData: Record<string, DataSource> = {
  ...services,
  ...compute,
};
