import { createHash } from 'node:crypto';
import { assumedOutput } from '../source/rewrite/assumed.ts';
import { hclLiteral } from '../source/rewrite/literal.ts';

const account = '000000000000';
const region = 'us-east-1';

/** Where a placeholder is to stand. */
export type Position = 'count' | 'for_each' | 'element' | 'value';

/** How the parts of some types name one another, so that a bucket's name and its ARN agree. */
const consistent: Record<string, { arn: (name: string) => string; names: string[]; arns: string[] }> = {
  aws_s3_bucket: { arn: (name) => `arn:aws:s3:::${name}`, names: ['id', 'bucket'], arns: ['arn'] },
  aws_iam_role: {
    arn: (name) => `arn:aws:iam::${account}:role/${name}`,
    names: ['id', 'name'],
    arns: ['arn'],
  },
  aws_iam_user: {
    arn: (name) => `arn:aws:iam::${account}:user/${name}`,
    names: ['id', 'name'],
    arns: ['arn'],
  },
  aws_iam_policy: {
    arn: (name) => `arn:aws:iam::${account}:policy/${name}`,
    names: ['name'],
    arns: ['arn', 'id'],
  },
  aws_sns_topic: {
    arn: (name) => `arn:aws:sns:${region}:${account}:${name}`,
    names: ['name'],
    arns: ['arn', 'id'],
  },
  aws_sqs_queue: {
    arn: (name) => `arn:aws:sqs:${region}:${account}:${name}`,
    names: ['name'],
    arns: ['arn'],
  },
  aws_dynamodb_table: {
    arn: (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
    names: ['id', 'name'],
    arns: ['arn'],
  },
  aws_lambda_function: {
    arn: (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
    names: ['id', 'function_name'],
    arns: ['arn', 'qualified_arn'],
  },
};

/** An expression that stands for a reference to something that is not there; the same for the same reference. */
export function placeholderFor(reference: string, position: Position, wantsList: boolean): string {
  if (position === 'count') return '1';
  const name = nameOf(reference);
  if (position === 'for_each') return `toset([${hclLiteral(`assumed-${name}`)}])`;
  if (wantsList) return hclLiteral([textFor(reference, name)]);
  const isIndexed = /\[[^\]*]+\]$|\.\d+$/.test(reference);
  if (position === 'element' || isIndexed) return hclLiteral(textFor(reference, name));
  const known = consistentText(reference);
  return hclLiteral(known ?? assumedOutput(name, { members: new Map() }));
}

/** A text as an element of a list, whatever its name speaks for. */
function textFor(reference: string, name: string): string {
  const value = consistentText(reference) ?? assumedOutput(name, { members: new Map() });
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? String(value[0]) : `assumed-${name}`;
}

function consistentText(reference: string): string | undefined {
  const [type = '', name = '', attribute = ''] = partsOf(reference);
  const known = Object.hasOwn(consistent, type) ? consistent[type] : undefined;
  const assumed = `assumed-${name.replaceAll('_', '-')}`;
  if (known?.names.includes(attribute)) return assumed;
  return known?.arns.includes(attribute) ? known.arn(assumed) : undefined;
}

/** The names in a reference, without indexes, splats and a leading `data`. */
function partsOf(reference: string): string[] {
  const parts =
    reference.replace(/\[[^\]]*\]|\.\*|\.\d+(?=\.|$)/g, '').match(/[\p{L}_][\p{L}\p{N}_-]*/gu) ?? [];
  return parts[0] === 'data' ? parts.slice(1) : parts;
}

/** What ARNs tell services apart by: a resource's own name must not be taken for one. */
const misleading =
  /kms|key|role|policy|user|oidc|openid|bucket|s3|topic|sns|queue|sqs|lambda|function|secret|cert|acm|table|dynamo|log/;

/** One name for a whole reference, that ends as the attribute does. */
export function nameOf(reference: string): string {
  const [first = 'value', ...rest] = partsOf(reference);
  const keyed = /\["([\w-]+)"\]$/.exec(reference)?.[1];
  const last = keyed ?? rest.at(-1) ?? first;
  if (['var', 'local', 'each', 'path', 'self'].includes(first)) return last;
  const [own = ''] = rest;
  if (rest.length === 0) return first;
  const type = first === 'module' ? '' : `${first.replace(/^aws_/, '')}_`;
  return rest.length < 2 ? `${type}${last}` : `${harmless(own)}_${type}${last}`;
}

function harmless(own: string): string {
  return misleading.test(own) ? createHash('sha256').update(own).digest('hex').slice(0, 8) : own;
}

/** A value of the type that Terraform asks for: `list of string required`. */
export function placeholderOfType(wanted: string, name: string): string | undefined {
  const text = hclLiteral(textFor(name, nameOf(name)));
  const forms: [RegExp, string][] = [
    [/^(?:list|set) of string/, `[${text}]`],
    [/^(?:list|set|tuple)/, '[]'],
    [/^(?:map|object)/, '{}'],
    [/^number|a number/, '1'],
    [/^bool|a bool/, 'false'],
    [/^string/, text],
  ];
  return forms.find(([form]) => form.test(wanted))?.[1];
}
