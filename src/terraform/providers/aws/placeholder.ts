import type { Value } from '../../protocol/value.ts';
import type { Compute, Computing, PlaceholderRequest } from '../knowledge.ts';
import { arn, globalArn, privateAddress, publicAddress, regionOf, text, uuid } from './resources/arn.ts';

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
const ec2Prefixes: Record<string, string> = {
  allocation: 'eipalloc',
  ami: 'ami',
  image: 'ami',
  instance: 'i',
  internet_gateway: 'igw',
  nat_gateway: 'nat',
  network_acl: 'acl',
  network_interface: 'eni',
  route_table: 'rtb',
  security_group: 'sg',
  snapshot: 'snap',
  subnet: 'subnet',
  transit_gateway: 'tgw',
  volume: 'vol',
  vpc: 'vpc',
  vpc_endpoint: 'vpce',
};

/** ARNs by what an attribute's name says that they are of. */
const arnsByName: [RegExp, Compute][] = [
  [/(^|_)role_arn$/, globalArn('iam', 'role/assumed-{#12}')],
  [/(^|_)policy_arn$/, globalArn('iam', 'policy/assumed-{#12}')],
  [/(^|_)user_arn$/, globalArn('iam', 'user/assumed-{#12}')],
  [/(^|_)key_arn$/, arn('kms', 'key/{key}', { key: uuid('key') })],
  [/(^|_)certificate_arn$/, arn('acm', 'certificate/{own}', { own: uuid('certificate') })],
  [/(^|_)topic_arn$/, arn('sns', 'assumed-{#12}')],
  [/(^|_)queue_arn$/, arn('sqs', 'assumed-{#12}')],
  [/(^|_)bucket_arn$/, text('arn:{@partition}:s3:::assumed-{#12}')],
  [/(^|_)(function|lambda)_arn$/, arn('lambda', 'function:assumed-{#12}')],
  [/(^|_)log_group_arn$/, arn('logs', 'log-group:assumed-{#12}')],
  [/(^|_)secret_arn$/, arn('secretsmanager', 'secret:assumed-{#12}-{#6:suffix}')],
];

/** Services that ARNs call otherwise than the provider's types do. */
const services: Record<string, string> = {
  alb: 'elasticloadbalancing',
  api: 'apigateway',
  appautoscaling: 'application-autoscaling',
  batch: 'batch',
  cloudwatch: 'cloudwatch',
  cognito: 'cognito-idp',
  config: 'config',
  customer: 'ec2',
  db: 'rds',
  default: 'ec2',
  docdb: 'rds',
  ebs: 'ec2',
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  kinesis: 'kinesis',
  lb: 'elasticloadbalancing',
  mwaa: 'airflow',
  neptune: 'rds',
  networkfirewall: 'network-firewall',
  opensearch: 'es',
  opensearchserverless: 'aoss',
  sfn: 'states',
  vpc: 'ec2',
  vpn: 'ec2',
};

/** A number of digits that no path of two resources shares; the length is that of an EC2 id. */
function ec2Id(attribute: string): Compute | undefined {
  const name = attribute.replace(/_id$/, '');
  const isId = attribute !== name;
  const found = Object.entries(ec2Prefixes).find(
    ([kind]) =>
      (name === kind || name.endsWith(`_${kind}`)) && (isId || /^(subnet|security_group)$/.test(kind)),
  );
  return found && text(`${found[1]}-0{#16}`);
}

/** The ARN of the resource itself: `arn:…:SERVICE:REGION:ACCOUNT:KIND/NAME`, as the type's name has them. */
function ownArn(type: string): Compute {
  const [, service = '', ...kind] = type.split('_');
  const path = kind.length === 0 ? service : kind.join('-');
  return (of) => {
    const name = of.string('name') ?? `assumed-${of.hex(12)}`;
    return arn(services[service] ?? service, `${path}/${name}`)(of);
  };
}

const account: Compute = (of) => of.context.account;

/** Texts of which the name tells the form. */
const forms: [RegExp, Compute][] = [
  [/(^|_)(account|owner|registry)_id$/, account],
  [/(^|_)(aws_account|account_number)$/, account],
  [/(^|_)region$/, regionOf],
  [/(^|_)availability_zone$/, text('{@region}a')],
  [/(^|_)public_ip(_address)?$/, publicAddress],
  [/(^|_)(private_ip|ip)(_address)?$/, privateAddress],
  [/(^|_)zone_id$/, text('Z{^20}')],
];

/**
 * A text in the form that AWS gives it, by the name of its attribute. A key that the configuration could name and does
 * not is the empty text: a key that nobody chose must not look like one of the customer's.
 */
export function placeholder({ type, attribute, block, of }: PlaceholderRequest): Value | undefined {
  if (/(^|_)kms_key(_id|_arn)?$/.test(attribute) && block.attributes[attribute]?.optional) return '';
  return formOf(type, attribute)?.(of);
}

function formOf(type: string, attribute: string): ((of: Computing) => Value | undefined) | undefined {
  if (attribute === 'arn') return ownArn(type);
  const byName = [...arnsByName, ...forms].find(([name]) => name.test(attribute));
  if (byName) return byName[1];
  return attribute.endsWith('_arn') ? ownArn(type) : ec2Id(attribute);
}
