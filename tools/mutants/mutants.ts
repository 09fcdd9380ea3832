import type { Node } from 'web-tree-sitter';
import { hclParser } from '../../src/terraform/source/parser.ts';

/** One weakening of one file. */
export interface Mutant {
  /** Where, and what is done: `main.tf:12: "Read": the condition is dropped`. */
  name: string;
  start: number;
  end: number;
  text: string;
}

/** A way to weaken what a node stands for; undefined where it does not apply. */
type Operator = (node: Node) => { what: string; of: Node; text: string; isAdded?: true } | undefined;

/** Numbers that are smaller, or larger, than what protects. */
const numbers: Readonly<Record<string, string>> = {
  deletion_window_in_days: '7',
  max_session_duration: '43200',
  recovery_window_in_days: '0',
};

/** Literals, and what a careless or hostile change makes of them. */
const weaker: Readonly<Record<string, string>> = {
  '"IMMUTABLE"': '"MUTABLE"',
  '"VpcOnly"': '"PublicInternetOnly"',
  '"Enabled"': '"Suspended"',
  '"BucketOwnerEnforced"': '"ObjectWriter"',
  '"aws:kms"': '"AES256"',
  '"ENABLED"': '"DISABLED"',
  '"SIGN_VERIFY"': '"ENCRYPT_DECRYPT"',
  '"ALLOWLIST"': '"DENYLIST"',
  '"aws:drop_established"': '"aws:alert_established"',
  '"COMPLIANCE"': '"GOVERNANCE"',
  '"ALL"': '"REJECT"',
  '"ACCOUNT_UNUSED_ACCESS"': '"ACCOUNT"',
};

/** Arguments without which something is left open. */
const protecting = [
  'code_signing_config_arn',
  'dead_letter_config',
  'encryption_configuration',
  'kms_key',
  'kms_key_id',
  'kms_master_key_id',
  'permissions_boundary',
];

/** True by convenience, or, as `prevent_destroy`, for Terraform itself: no plan says so. */
const neutral = [
  'bucket_key_enabled',
  'prevent_destroy',
  'enable_dns_hostnames',
  'enable_dns_support',
  'rotate_immediately',
  'is_enabled',
  'enable_non_security',
];

/**
 * Without one of these, something that the platform promises is not there. Ownership controls are not among them: new
 * buckets have them (https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html).
 */
const guards =
  /_(?:public_access_block|versioning|server_side_encryption_configuration|bucket_policy|object_lock_configuration|bucket_logging|flow_log|key_policy|secret_policy|secret_rotation|topic_policy|topic_subscription|queue_policy|metric_alarm|log_metric_filter|cloudtrail|detector|detector_feature|analyzer|recorder|recorder_status|configuration_recorder|configuration_recorder_status|securityhub_account|default_security_group|default_network_acl|registry_scanning_configuration|ecr_lifecycle_policy)$/;

const operators: readonly Operator[] = [
  (node) => member(node, 'Condition', 'Allow', '{}', 'the condition is dropped'),
  (node) =>
    isOnResource(node) ? undefined : member(node, 'Resource', 'Allow', '"*"', 'it is for every resource'),
  (node) => member(node, 'Action', 'Allow', '"*"', 'every action is allowed'),
  (node) => member(node, 'Action', 'Deny', '"health:DescribeEvents"', 'what is denied is something else'),
  (node) => member(node, 'Principal', 'Allow', '"*"', 'everybody may'),
  (node) => member(node, 'Effect', 'Deny', '"Allow"', 'what is denied is allowed'),
  (node) => {
    const claim =
      node.type === 'object_elem' ? /:(sub|ref|repository_id)"$/.exec(nameOf(node) ?? '')?.[1] : undefined;
    return claim === undefined ? undefined : { what: `the token's ${claim} may be any`, of: node, text: '' };
  },
  (node) => {
    const [name, value] = node.type === 'attribute' ? node.namedChildren : [];
    const text = name && Object.hasOwn(numbers, name.text) ? numbers[name.text] : undefined;
    if (!value || text === undefined || value.text === text) return undefined;
    return { what: `${name?.text} is ${text}`, of: value, text };
  },
  (node) => {
    const [kind, type, name] = node.type === 'block' ? node.namedChildren : [];
    if (kind?.text !== 'resource' || type?.text !== '"aws_route_table"') return undefined;
    const text =
      '\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = "igw-0123456789abcdef0"\n  }\n}';
    return {
      what: `a route of ${name?.text.replaceAll('"', '')} leads to the internet`,
      of: node,
      text,
      isAdded: true,
    };
  },
  (node) => use(node, 'principals', '{ AWS = ["*"] }', 'everybody may use the key'),
  (node) => use(node, 'conditions', '{}', 'the key is used in any way'),
  flipped,
  (node) => {
    const text = node.type === 'literal_value' ? weaker[node.text] : undefined;
    return text === undefined ? undefined : { what: `${node.text} becomes ${text}`, of: node, text };
  },
  (node) => {
    const name = node.type === 'attribute' ? node.namedChildren[0]?.text : undefined;
    const isProtecting = name !== undefined && protecting.includes(name) && isInResource(node);
    // Where it must be there, Terraform refuses to leave it out.
    if (!isProtecting && !(name === 'security_group_ids' && isIn(node, /^"aws_vpc_endpoint"$/)))
      return undefined;
    return { what: `${name} is dropped`, of: node, text: '' };
  },
  (node) => {
    if (node.type !== 'attribute' || node.namedChildren[0]?.text !== 'referenced_security_group_id')
      return undefined;
    return { what: 'the rule is for everybody', of: node, text: 'cidr_ipv4 = "0.0.0.0/0"' };
  },
  removed,
];

/** An element of a statement with that effect. */
function member(node: Node, key: string, effect: string, text: string, what: string) {
  if (nameOf(node) !== key) return undefined;
  const value = node.namedChildren[1];
  const siblings = node.parent?.namedChildren ?? [];
  const isOf = textOf(siblings, 'Effect') === `"${effect}"`;
  if (!value || !isOf || value.text === text || value.text === `[${text}]`) return undefined;
  return { what: `${textOf(siblings, 'Sid') ?? ''}: ${what}`, of: value, text };
}

/** A policy of a resource is for that resource, whatever it says; that of an endpoint is for what lies behind it. */
function isOnResource(node: Node): boolean {
  const siblings = node.parent?.namedChildren ?? [];
  return textOf(siblings, 'Principal') !== undefined && !isIn(node, /^"aws_vpc_endpoint"$/);
}

/** An element of a use of a key. */
function use(node: Node, key: string, text: string, what: string) {
  const siblings = node.parent?.namedChildren ?? [];
  const [value, sid] = [node.namedChildren[1], textOf(siblings, 'sid')];
  if (nameOf(node) !== key || sid === undefined || !value) return undefined;
  return { what: `${sid}: ${what}`, of: value, text };
}

function textOf(elements: readonly (Node | null)[], name: string): string | undefined {
  return elements.find((one) => nameOf(one) === name)?.namedChildren[1]?.text;
}

function nameOf(node: Node | null | undefined): string | undefined {
  return node?.type === 'object_elem' ? node.namedChildren[0]?.text : undefined;
}

function flipped(node: Node): ReturnType<Operator> {
  const [name, value] = node.type === 'attribute' ? node.namedChildren : [];
  if (!name || !value || !isInResource(node) || neutral.includes(name.text)) return undefined;
  if (value.text === 'true') return { what: `${name.text} is false`, of: value, text: 'false' };
  const opens = value.text === 'false' && name.text === 'map_public_ip_on_launch';
  return opens ? { what: `${name.text} is true`, of: value, text: 'true' } : undefined;
}

function isInResource(node: Node): boolean {
  return isIn(node, /./);
}

/** Whether it stands in a resource whose type, with its quotes, has that form. */
function isIn(node: Node, type: RegExp): boolean {
  for (let at: Node | null = node; at; at = at.parent) {
    const [kind, own] = at.type === 'block' ? at.namedChildren : [];
    if (kind?.text === 'resource') return type.test(own?.text ?? '');
  }
  return false;
}

/** No instance of a resource that guards. */
function removed(node: Node): ReturnType<Operator> {
  const [kind, type, name] = node.type === 'block' ? node.namedChildren : [];
  if (kind?.text !== 'resource' || !type || !name || !guards.test(type.text.replaceAll('"', '')))
    return undefined;
  return { what: `${type.text}.${name.text} is left out`.replaceAll('"', ''), of: node, text: '' };
}

/** Every weakening of a file that the operators know. */
export async function mutantsOf(file: string, text: string): Promise<Mutant[]> {
  const parse = await hclParser();
  const tree = parse(text);
  try {
    return [...nodesOf(tree.rootNode)].flatMap((node) =>
      operators.flatMap((operator): Mutant[] => {
        const found = operator(node);
        if (!found) return [];
        const { what, of, text: put, isAdded } = found;
        const line = node.startPosition.row + 1;
        // What is added to a block stands before the brace that closes it.
        const start = isAdded ? of.endIndex - 1 : of.startIndex;
        return [{ name: `${file}:${line}: ${what}`, start, end: of.endIndex, text: put }];
      }),
    );
  } finally {
    tree.delete();
  }
}

function* nodesOf(node: Node): Generator<Node> {
  // Types, defaults and validations of variables are nothing that protects by itself.
  if (node.type === 'block' && node.namedChildren[0]?.text === 'variable') return;
  yield node;
  for (const child of node.namedChildren) yield* nodesOf(child);
}
