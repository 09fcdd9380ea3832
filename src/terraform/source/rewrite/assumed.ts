import { createHash } from 'node:crypto';
import { uuidOf } from './clock.ts';
import type { Use } from './outputs.ts';

/** No account has this number; AWS itself uses it where there is none. */
const account = '000000000000';
const region = 'us-east-1';

/**
 * An assumed value for an output of a remote state, in the form that its name and use speak for. It is the same for
 * the same name.
 */
export function assumedOutput(name: string, use: Use): unknown {
  if (use.element) {
    const { element } = use;
    return [1, 2].map((number) => assumedElement(singular(name), number, element));
  }
  if (use.members.size > 0)
    return Object.fromEntries([...use.members].map(([key, inner]) => [key, assumedOutput(key, inner)]));
  if (isPlural(name)) return [1, 2].map((number) => assumedText(singular(name), `-${number}`));
  return /(?:^|_)port$/.test(name) ? 443 : assumedText(name, '');
}

function assumedElement(name: string, number: number, use: Use): unknown {
  return use.members.size > 0 || use.element ? assumedOutput(name, use) : assumedText(name, `-${number}`);
}

/** Words that end in s without meaning several. */
const singulars = /(?:ss|us|is|dns|rds|sns|sqs|kms|eks|ecs|efs|aws|alias|tls|https|cors|os|nfs)$/;

function isPlural(name: string): boolean {
  return name.length > 1 && name.endsWith('s') && !singulars.test(name);
}

function singular(name: string): string {
  if (!isPlural(name)) return name;
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.slice(0, -1);
}

type Form = [name: RegExp, text: (name: string, suffix: string) => string];

/** `vpc-0` and 16 digits: the form of the ids of EC2. */
function ec2Id(prefix: string): Form[1] {
  return (name, suffix) => `${prefix}-0${hexOf(name + suffix).slice(0, 16)}`;
}

/** The services whose ARNs carry a known form, by a word of the output's name. */
const arns: [word: RegExp, arn: (name: string) => string][] = [
  [/kms|key/, (name) => `arn:aws:kms:${region}:${account}:key/${uuidOf(name)}`],
  [/role/, (name) => `arn:aws:iam::${account}:role/assumed-${name}`],
  [/policy/, (name) => `arn:aws:iam::${account}:policy/assumed-${name}`],
  [/user/, (name) => `arn:aws:iam::${account}:user/assumed-${name}`],
  [/oidc|openid/, (name) => `arn:aws:iam::${account}:oidc-provider/assumed-${name}.example.com`],
  [/bucket|s3/, (name) => `arn:aws:s3:::assumed-${name.replaceAll('_', '-')}`],
  [/topic|sns/, (name) => `arn:aws:sns:${region}:${account}:assumed-${name}`],
  [/queue|sqs/, (name) => `arn:aws:sqs:${region}:${account}:assumed-${name}`],
  [/lambda|function/, (name) => `arn:aws:lambda:${region}:${account}:function:assumed-${name}`],
  [/secret/, (name) => `arn:aws:secretsmanager:${region}:${account}:secret:assumed-${name}`],
  [/certificate|cert|acm/, (name) => `arn:aws:acm:${region}:${account}:certificate/${uuidOf(name)}`],
  [/table|dynamo/, (name) => `arn:aws:dynamodb:${region}:${account}:table/assumed-${name}`],
  [/log/, (name) => `arn:aws:logs:${region}:${account}:log-group:assumed-${name}`],
];

function arnOf(name: string, suffix: string): string {
  const known = arns.find(([word]) => word.test(name));
  return known ? known[1](name + suffix) : `arn:aws:assumed:${region}:${account}:${name}${suffix}`;
}

/** By the end of the name; the first that fits. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const forms: Form[] = [
  [/(?:^|_)arn$/, arnOf],
  [/vpc_endpoint_id$/, ec2Id('vpce')],
  [/vpc(?:_id)?$/, ec2Id('vpc')],
  [/subnet(?:_id)?$/, ec2Id('subnet')],
  [/(?:security_group|sg)(?:_id)?$/, ec2Id('sg')],
  [/route_table(?:_id)?$/, ec2Id('rtb')],
  [/(?:nat_gateway|natgw)(?:_id)?$/, ec2Id('nat')],
  [/(?:internet_gateway|igw)(?:_id)?$/, ec2Id('igw')],
  [/(?:transit_gateway|tgw)(?:_id)?$/, ec2Id('tgw')],
  [/(?:^|_)instance_id$/, ec2Id('i')],
  [/(?:^|_)ami(?:_id)?$/, ec2Id('ami')],
  [/(?:kms|key)(?:_key)?_id$/, (name, suffix) => uuidOf(name + suffix)],
  [
    /zone_id$/,
    (name, suffix) =>
      `Z${hexOf(name + suffix)
        .slice(0, 20)
        .toUpperCase()}`,
  ],
  [/account(?:_id)?$/, () => account],
  [/cidr(?:_block)?$/, (_, suffix) => (suffix === '' ? '10.0.0.0/16' : `10.${suffix.slice(1)}.0.0/16`)],
  [/(?:^|_)region$/, () => region],
  [/(?:^az|availability_zone)$/, (_, suffix) => `${region}${suffix === '-2' ? 'b' : 'a'}`],
];

function assumedText(name: string, suffix: string): string {
  const form = forms.find(([end]) => end.test(name));
  return form ? form[1](name, suffix) : `assumed-${name}${suffix}`;
}

function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
