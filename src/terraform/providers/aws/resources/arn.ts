import type { Value } from '../../../protocol/value.ts';
import type { Compute, Computing } from '../../knowledge.ts';

/** What a template reads in place of the attributes of the same name: they are not computed yet. */
type Parts = Record<string, Compute>;

/**
 * Text made of a resource's attributes and its surroundings:
 * `{name}` is a string attribute; `{@partition}`, `{@region}`, `{@account}` and `{@suffix}` (the DNS suffix) are of
 * the context; `{#16}` is 16 digits of hex, `{^16}` the same in capitals, `{#16:label}` others than those.
 * Undefined when an attribute that it names is null or not known.
 */
export function text(template: string, parts: Parts = {}): Compute {
  return (of) => {
    let complete = true;
    const filled = template.replace(/\{([^}]+)\}/g, (_, token: string) => {
      const part = read(token, of, parts);
      complete &&= part !== undefined;
      return part ?? '';
    });
    return complete ? filled : undefined;
  };
}

function read(token: string, of: Computing, parts: Parts): string | undefined {
  const rest = token.slice(1);
  switch (token[0]) {
    case '@':
      return surroundings(rest, of);
    case '#':
      return digits(rest, of);
    case '^':
      return digits(rest, of).toUpperCase();
    default: {
      const part = parts[token]?.(of);
      return typeof part === 'string' ? part : of.string(token);
    }
  }
}

function surroundings(name: string, of: Computing): string {
  switch (name) {
    case 'partition':
      return of.context.partition;
    case 'region':
      return regionOf(of);
    case 'account':
      return of.context.account;
    case 'suffix':
      return of.context.dnsSuffix;
    default:
      throw new Error(`a template names {@${name}}, which does not exist`);
  }
}

function digits(token: string, of: Computing): string {
  const [length, label] = token.split(':');
  return label === undefined ? of.hex(Number(length)) : of.hex(Number(length), label);
}

/**
 * The region of a resource: its own (an argument since version 6), else that of its provider.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function regionOf(of: Computing): string {
  return of.string('region') || of.context.region;
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; the resource is a template. */
export function arn(service: string, resource: string, parts?: Parts): Compute {
  return text(`arn:{@partition}:${service}:{@region}:{@account}:${resource}`, parts);
}

/** An ARN without a region, of services that exist once in an account: IAM, CloudFront, Organizations. */
export function globalArn(service: string, resource: string, parts?: Parts): Compute {
  return text(`arn:{@partition}:${service}::{@account}:${resource}`, parts);
}

/** An ARN without region and account: S3 buckets, Route 53 zones. */
export function bareArn(service: string, resource: string, parts?: Parts): Compute {
  return text(`arn:{@partition}:${service}:::${resource}`, parts);
}

/** An ARN with a region and no account: API Gateway, AMIs, snapshots. */
export function regionalArn(service: string, resource: string, parts?: Parts): Compute {
  return text(`arn:{@partition}:${service}:{@region}::${resource}`, parts);
}

/** The id and ARN of a resource whose id is its ARN. */
export function arnAsId(arn: Compute): { id: Compute; arn: Compute } {
  return { id: arn, arn };
}

/** The value of another attribute. */
export function same(name: string): Compute {
  return (of) => of.string(name);
}

/** A UUID; one label gives one UUID of a resource. */
export function uuid(label = 'id'): Compute {
  return text(['8', '4', '4', '4', '12'].map((length, at) => `{#${length}:${label}-uuid-${at}}`).join('-'));
}

/** The id and ARN of an EC2 object: `vpc-0…` (17 digits) and `…:vpc/vpc-0…`. */
export function ec2(prefix: string, kind: string): { id: Compute; arn: Compute } {
  return { id: text(`${prefix}-0{#16}`), arn: arn('ec2', `${kind}/{id}`) };
}

/** Another EC2 object that belongs to a resource. */
export function ec2Id(prefix: string, label: string): Compute {
  return text(`${prefix}-0{#16:${label}}`);
}

/**
 * A name as it is given, else the given prefix (or the one of the provider) and 26 digits, as the provider makes it.
 * `end` comes after the digits: `.fifo`.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/create/naming.go
 */
export function generated(
  name = 'name',
  prefix = 'name_prefix',
  otherwise = 'terraform-',
  end: (of: Computing) => string = () => '',
): Compute {
  return (of) =>
    of.string(name) || `${of.string(prefix) || otherwise}${of.hex(26, `generated-${name}`)}${end(of)}`;
}

/** The prefix of a generated name; of another, the empty string. */
export function prefixIn(name: string): Compute {
  return (of) => {
    const value = of.string(name);
    return value === undefined ? undefined : (/^(.+?)[0-9a-f]{26}(\.fifo)?$/.exec(value)?.[1] ?? '');
  };
}

/** Both attributes of a name that may be generated. */
export function naming(name = 'name', prefix = 'name_prefix', otherwise?: string): Record<string, Compute> {
  return { [name]: generated(name, prefix, otherwise), [prefix]: prefixIn(name) };
}

/** A choice by region; undefined for a region that the table does not have. */
export function byRegion(table: Record<string, string>): Compute {
  return (of) => table[regionOf(of)];
}

/** An address in a network that is kept for documentation: https://datatracker.ietf.org/doc/html/rfc5737 */
export const publicAddress: Compute = (of) => `203.0.113.${Number.parseInt(of.hex(2, 'public-address'), 16)}`;

/** An address in the private network 10.0.0.0/8: https://datatracker.ietf.org/doc/html/rfc1918 */
export const privateAddress: Compute = (of) => {
  const last = [0, 1].map((at) => Number.parseInt(of.hex(2, `private-address-${at}`), 16));
  return `10.0.${last.join('.')}`;
};

/** The last part of an ARN or path, or all of what is neither: `my-cluster` of `arn:…:cluster/my-cluster`. */
export function lastPart(name: string): Compute {
  return (of) => of.string(name)?.split('/').at(-1);
}

/** `first` when the attribute is true, else `second`. */
export function when(name: string, first: Value | Compute, second: Value | Compute): Compute {
  return (of) => {
    const chosen = of.value(name) === true ? first : second;
    return typeof chosen === 'function' ? chosen(of) : chosen;
  };
}
