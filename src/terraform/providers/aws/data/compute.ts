import { assumed } from '../../fill.ts';
import type { Compute, DataSource } from '../../knowledge.ts';
import { blocksOf, textOf, textsOf } from '../../values.ts';
import {
  arn,
  ec2,
  globalArn,
  privateAddress,
  publicAddress,
  regionalArn,
  regionOf,
  same,
  text,
} from '../resources/arn.ts';
import { lookup } from './lookup.ts';

const filtered =
  (name: string, otherwise: string): Compute =>
  (of) => {
    const filter = blocksOf(of.value('filter')).find((block) => textOf(block.name) === name);
    const [value] = filter ? textsOf(filter.values) : [];
    return value === undefined || /[*?]/.test(value) ? otherwise : value;
  };

/** The account that is asked for; Amazon's own images for `amazon`. */
const imageOwner: Compute = (of) => {
  const owner = textsOf(of.value('owners')).find((one) => /^\d{12}$/.test(one) || one === 'amazon');
  // https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
  if (owner === 'amazon') return '137112412989';
  return owner ?? of.context.account;
};

/** The name part of a function's ARN, whatever form of name was given. */
const functionArn: Compute = (of) => {
  const name = of.string('function_name');
  if (name === undefined || name.startsWith('arn:')) return name;
  return arn('lambda', `function:${name.split(':').at(-1)}`)(of);
};

const version: Compute = (of) => of.string('qualifier') || '$LATEST';

export const computeData: Record<string, DataSource> = {
  aws_ami: lookup('The image', {
    id: text('ami-0{#16}'),
    image_id: same('id'),
    arn: regionalArn('ec2', 'image/{id}'),
    name: filtered('name', 'assumed-image'),
    architecture: filtered('architecture', 'x86_64'),
    virtualization_type: filtered('virtualization-type', 'hvm'),
    root_device_type: filtered('root-device-type', 'ebs'),
    root_device_name: '/dev/xvda',
    root_snapshot_id: text('snap-0{#16:root}'),
    owner_id: imageOwner,
    block_device_mappings: [],
    creation_date: '2000-01-01T00:00:00.000Z',
    description: '',
    ena_support: true,
    hypervisor: 'xen',
    image_type: 'machine',
    platform: '',
    platform_details: 'Linux/UNIX',
    product_codes: [],
    public: false,
    state: 'available',
    state_reason: {},
  }),
  aws_ami_ids: lookup('One image', { id: text('{#10}'), ids: (of) => [`ami-0${of.hex(16)}`] }),
  aws_instance: lookup('The instance', {
    id: (of) => of.string('instance_id') ?? `i-0${of.hex(16)}`,
    arn: arn('ec2', 'instance/{id}'),
    ami: text('ami-0{#16:image}'),
    availability_zone: text('{@region}a'),
    instance_state: 'running',
    instance_type: 't3.micro',
    private_ip: privateAddress,
    public_ip: publicAddress,
    subnet_id: text('subnet-0{#16:subnet}'),
  }),
  aws_launch_template: lookup('The launch template', {
    ...ec2('lt', 'launch-template'),
    name: text('launch-template-{#8:name}'),
    default_version: 1,
    latest_version: 1,
  }),
  aws_lambda_function: lookup('The function', {
    id: same('function_name'),
    arn: functionArn,
    version,
    qualified_arn: text('{arn}:{version}'),
    invoke_arn: text(
      'arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/{arn}/invocations',
    ),
    qualified_invoke_arn: text(
      'arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/{qualified_arn}/invocations',
    ),
    role: globalArn('iam', 'role/assumed-{#12:role}'),
    memory_size: 128,
    timeout: 3,
    architectures: ['x86_64'],
    layers: [],
    description: '',
    reserved_concurrent_executions: -1,
  }),
  aws_lambda_layer_version: lookup('The layer', {
    version: 1,
    layer_arn: arn('lambda', 'layer:{layer_name}'),
    arn: (of) => `${of.string('layer_arn')}:${of.value('version')}`,
    id: same('arn'),
  }),
  aws_ecr_repository: lookup('The repository', {
    id: same('name'),
    registry_id: text('{@account}'),
    arn: text('arn:{@partition}:ecr:{@region}:{registry_id}:repository/{name}'),
    repository_url: text('{registry_id}.dkr.ecr.{@region}.{@suffix}/{name}'),
    most_recent_image_tags: [],
  }),
  aws_ecr_image: lookup('The image', {
    registry_id: text('{@account}'),
    image_digest: text('sha256:{#64}'),
    id: same('image_digest'),
    image_uri: text('{registry_id}.dkr.ecr.{@region}.{@suffix}/{repository_name}@{image_digest}'),
    image_tags: (of) => [of.string('image_tag') ?? 'latest'],
    image_pushed_at: 946684800,
    image_size_in_bytes: 0,
  }),
  aws_ecr_authorization_token: assumed('The login of the registry is a placeholder.', {
    region: regionOf,
    id: regionOf,
    user_name: 'AWS',
    password: 'assumed-password',
    authorization_token: Buffer.from('AWS:assumed-password').toString('base64'),
    proxy_endpoint: (of) =>
      text(`https://${of.string('registry_id') ?? of.context.account}.dkr.ecr.{@region}.{@suffix}`)(of),
    expires_at: '2000-01-01T12:00:00Z',
  }),
  aws_ecs_cluster: lookup('The cluster', {
    arn: arn('ecs', 'cluster/{cluster_name}'),
    id: same('arn'),
    status: 'ACTIVE',
    setting: [],
    service_connect_defaults: [],
  }),
  aws_eks_cluster: lookup('The cluster', {
    id: same('name'),
    arn: arn('eks', 'cluster/{name}'),
    endpoint: text('https://{^32:endpoint}.gr7.{@region}.eks.{@suffix}'),
    certificate_authority: [{ data: Buffer.from('assumed certificate').toString('base64') }],
    identity: (of) => [
      { oidc: [{ issuer: text('https://oidc.eks.{@region}.{@suffix}/id/{^32:issuer}')(of) ?? null }] },
    ],
    role_arn: globalArn('iam', 'role/assumed-{#12:role}'),
    status: 'ACTIVE',
    created_at: '2000-01-01 00:00:00 +0000 UTC',
    enabled_cluster_log_types: [],
  }),
  aws_eks_cluster_auth: lookup('A login of the cluster', {
    id: same('name'),
    token: text('k8s-aws-v1.{#64}'),
  }),
  aws_sfn_state_machine: lookup('The state machine', {
    arn: arn('states', 'stateMachine:{name}'),
    id: same('arn'),
    role_arn: globalArn('iam', 'role/assumed-{#12:role}'),
    status: 'ACTIVE',
  }),
};
