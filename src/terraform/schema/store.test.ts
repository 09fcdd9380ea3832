import { describe, expect, it } from 'vitest';
import { StoreError } from '../../base/errors.ts';
import { openSchema, readSchema, type SchemaName, schemaNames } from './store.ts';
import type { Attribute, Block, BlockKind, NestedBlock } from './types.ts';

const provider = '{"attributes":{},"blocks":{}}';
const bucket = '{"attributes":{"name":{"required":true,"type":"string"}},"blocks":{}}';
const text = `{"source":"a/b","version":"1.2.3"}\nprovider - ${provider}\nresource b_bucket ${bucket}\ndata b_bucket ${bucket}\n`;

/** An attribute by its path through nested blocks. */
function at(block: Block | undefined, path: string): Attribute | undefined {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return block?.attributes[name];
  return at(block?.blocks[name]?.block, rest.join('.'));
}

describe('a schema text', () => {
  it('is read by kind and type', () => {
    const store = readSchema(text);
    expect(store).toMatchObject({ version: '1.2.3', source: 'a/b', provider: JSON.parse(provider) });
    expect(store.types('resource')).toEqual(['b_bucket']);
    expect(store.types('ephemeral')).toEqual([]);
    expect(store.has('data', 'b_bucket')).toBe(true);
    expect(store.block('resource', 'b_bucket')).toEqual(JSON.parse(bucket));
  });

  it('is parsed once', () => {
    const store = readSchema(text);
    expect(store.block('resource', 'b_bucket')).toBe(store.block('resource', 'b_bucket'));
  });

  it.each(['', '-', 'b_bucke', 'b_bucket ', '__proto__', 'constructor', 'b_bucket {'])(
    'has no type %j',
    (type) => {
      const store = readSchema(text);
      expect(store.has('resource', type)).toBe(false);
      expect(store.block('resource', type)).toBeUndefined();
    },
  );

  it.each([
    ['nothing', ''],
    ['no header', `provider - ${provider}\n`],
    ['no version', `{"source":"a/b"}\nprovider - ${provider}\n`],
    ['no provider', '{"source":"a/b","version":"1"}\n'],
    ['a line without JSON', `${text}resource b_other\n`],
    ['an empty line', `${text}\n`],
  ])('is refused: %s', (_, damaged) => {
    expect(() => readSchema(damaged)).toThrow();
  });
});

describe('the shipped schemas', () => {
  it.each(schemaNames.map((name) => [name]))('%s opens, and every block of it parses', async (name) => {
    const store = await openSchema(name);
    expect(store.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(store.source).toMatch(/^(hashicorp|integrations)\/[a-z]+$/);
    for (const kind of ['resource', 'data', 'ephemeral'] satisfies BlockKind[])
      for (const type of store.types(kind)) expect(inconsistencies(store.block(kind, type))).toEqual([]);
    expect(inconsistencies(store.provider)).toEqual([]);
  });

  it('opens a schema once', () => {
    expect(openSchema('null')).toBe(openSchema('null'));
  });

  it('says which schema is missing', async () => {
    const missing = openSchema('no-such-schema' as SchemaName);
    await expect(missing).rejects.toThrow(StoreError);
    await expect(missing).rejects.toThrow(/no-such-schema/);
  });
});

/**
 * What Terraform refuses in any schema.
 * https://github.com/hashicorp/terraform/blob/main/internal/configs/configschema/internal_validate.go
 */
function inconsistencies(block: Block | undefined): string[] {
  if (!block) return ['missing'];
  const names = [...Object.keys(block.attributes), ...Object.keys(block.blocks)];
  const bad = names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name)).map((name) => `${name} is no name`);
  const twice = Object.keys(block.blocks).filter((name) => name in block.attributes);
  return [
    ...bad,
    ...twice.map((name) => `${name} is an attribute and a block`),
    ...Object.entries(block.attributes).flatMap(([name, attribute]) => (isSettled(attribute) ? [] : [name])),
    ...Object.entries(block.blocks).flatMap(([name, nested]) =>
      [...flaws(nested), ...inconsistencies(nested.block)].map((flaw) => `${name}: ${flaw}`),
    ),
  ];
}

function isSettled({ required, optional, computed }: Attribute): boolean {
  return required ? !optional && !computed : optional === true || computed === true;
}

function flaws({ nesting, minItems = 0, maxItems = Number.POSITIVE_INFINITY, block }: NestedBlock): string[] {
  const found: string[] = [];
  if (minItems > maxItems) found.push('no count is possible');
  if (nesting === 'single' && (minItems > 0 || maxItems < Number.POSITIVE_INFINITY))
    found.push('single with limits');
  if (nesting === 'map' && minItems > 0) found.push('a map with a minimum');
  if (nesting === 'set' && hasDynamic(block)) found.push('a set of unknown type');
  return found;
}

function hasDynamic(block: Block): boolean {
  return (
    Object.values(block.attributes).some(({ type }) => JSON.stringify(type).includes('"dynamic"')) ||
    Object.values(block.blocks).some((nested) => hasDynamic(nested.block))
  );
}

const facts: [SchemaName, BlockKind, string, string, Attribute | undefined][] = [
  ['aws-6', 'resource', 'aws_s3_bucket', 'bucket', { type: 'string', optional: true, computed: true }],
  ['aws-6', 'resource', 'aws_s3_bucket', 'arn', { type: 'string', computed: true }],
  ['aws-6', 'resource', 'aws_iam_role', 'assume_role_policy', { type: 'string', required: true }],
  ['aws-6', 'resource', 'aws_iam_role', 'tags', { type: ['map', 'string'], optional: true }],
  [
    'aws-6',
    'resource',
    'aws_sagemaker_notebook_instance',
    'direct_internet_access',
    { type: 'string', optional: true },
  ],
  ['aws-6', 'resource', 'aws_sagemaker_notebook_instance', 'role_arn', { type: 'string', required: true }],
  [
    'aws-6',
    'resource',
    'aws_sagemaker_notebook_instance',
    'security_groups',
    { type: ['set', 'string'], optional: true, computed: true },
  ],
  [
    'aws-6',
    'resource',
    'aws_instance',
    'vpc_security_group_ids',
    { type: ['set', 'string'], optional: true, computed: true },
  ],
  [
    'aws-6',
    'resource',
    'aws_lambda_function',
    'environment.variables',
    { type: ['map', 'string'], optional: true },
  ],
  ['aws-6', 'resource', 'aws_subnet', 'map_public_ip_on_launch', { type: 'bool', optional: true }],
  [
    'aws-6',
    'resource',
    'aws_efs_file_system',
    'size_in_bytes',
    {
      type: ['list', ['object', { value: 'number', value_in_ia: 'number', value_in_standard: 'number' }]],
      computed: true,
    },
  ],
  [
    'aws-6',
    'data',
    'aws_iam_policy_document',
    'statement.condition.values',
    { type: ['list', 'string'], required: true },
  ],
  ['aws-6', 'data', 'aws_iam_policy_document', 'json', { type: 'string', computed: true }],
  ['aws-6', 'data', 'aws_caller_identity', 'account_id', { type: 'string', computed: true }],
  ['aws-6', 'resource', 'aws_s3_bucket', 'region', { type: 'string', optional: true, computed: true }],
  ['aws-5', 'resource', 'aws_s3_bucket', 'region', { type: 'string', computed: true }],
  ['aws-6', 'resource', 'aws_db_instance', 'password', { type: 'string', optional: true, sensitive: true }],
  [
    'aws-6',
    'resource',
    'aws_db_instance',
    'password_wo',
    { type: 'string', optional: true, sensitive: true, writeOnly: true },
  ],
  [
    'aws-5',
    'resource',
    'aws_rds_cluster',
    'master_password',
    { type: 'string', optional: true, sensitive: true },
  ],
  [
    'aws-6',
    'resource',
    'aws_secretsmanager_secret_version',
    'has_secret_string_wo',
    { type: 'bool', computed: true },
  ],
  [
    'aws-6',
    'resource',
    'aws_secretsmanager_secret_version',
    'secret_string',
    { type: 'string', optional: true, sensitive: true },
  ],
  ['aws-6', 'resource', 'aws_iam_access_key', 'encrypted_secret', { type: 'string', computed: true }],
  ['aws-6', 'resource', 'aws_iam_access_key', 'secret', { type: 'string', computed: true, sensitive: true }],
  ['aws-6', 'data', 'aws_ssm_parameter', 'value', { type: 'string', computed: true, sensitive: true }],
  [
    'aws-6',
    'ephemeral',
    'aws_secretsmanager_secret_version',
    'secret_string',
    { type: 'string', computed: true, sensitive: true },
  ],
  ['aws-5', 'ephemeral', 'aws_ssm_parameter', 'region', undefined],
  [
    'aws-6',
    'resource',
    'aws_wafv2_web_acl',
    'rule.statement.and_statement.statement.not_statement.statement.or_statement.statement.geo_match_statement.country_codes',
    { type: ['list', 'string'], required: true },
  ],
  [
    'aws-5',
    'resource',
    'aws_wafv2_web_acl',
    'rule.statement.rate_based_statement.scope_down_statement.not_statement.statement.ip_set_reference_statement.arn',
    { type: 'string', required: true },
  ],
  ['aws-lenient', 'resource', 'aws_db_instance', 'name', { type: 'string', optional: true, computed: true }],
  ['aws-lenient', 'resource', 'aws_s3_bucket', 'bucket', { type: 'string', optional: true, computed: true }],
  ['aws-lenient', 'resource', 'aws_iam_role', 'assume_role_policy', { type: 'string', required: true }],
  ['aws-lenient', 'resource', 'aws_eip', 'vpc', { type: 'bool', optional: true, computed: true }],
  ['random', 'resource', 'random_password', 'result', { type: 'string', computed: true, sensitive: true }],
  ['random', 'resource', 'random_string', 'result', { type: 'string', computed: true }],
  [
    'tls',
    'resource',
    'tls_private_key',
    'private_key_pem',
    { type: 'string', computed: true, sensitive: true },
  ],
  ['tls', 'ephemeral', 'tls_private_key', 'algorithm', { type: 'string', required: true }],
  ['null', 'resource', 'null_resource', 'triggers', { type: ['map', 'string'], optional: true }],
  ['external', 'data', 'external', 'program', { type: ['list', 'string'], required: true }],
  [
    'local',
    'resource',
    'local_sensitive_file',
    'content',
    { type: 'string', optional: true, sensitive: true },
  ],
  [
    'github',
    'resource',
    'github_actions_secret',
    'plaintext_value',
    { type: 'string', optional: true, sensitive: true },
  ],
];

describe('facts of the providers', () => {
  it.each(facts)('%s: %s %s.%s', async (name, kind, type, path, attribute) => {
    const store = await openSchema(name);
    expect(store.has(kind, type)).toBe(true);
    expect(at(store.block(kind, type), path)).toEqual(attribute);
  });

  it('keeps attributes that are written as blocks', async () => {
    const { attributes, blocks } = (await openSchema('aws-6')).block('resource', 'aws_security_group') ?? {};
    const rule = {
      cidr_blocks: ['list', 'string'],
      description: 'string',
      from_port: 'number',
      ipv6_cidr_blocks: ['list', 'string'],
      prefix_list_ids: ['list', 'string'],
      protocol: 'string',
      security_groups: ['set', 'string'],
      self: 'bool',
      to_port: 'number',
    };
    expect(attributes?.ingress).toEqual({
      type: ['set', ['object', rule]],
      optional: true,
      computed: true,
    });
    expect(Object.keys(blocks ?? {})).toEqual(['timeouts']);
  });

  it.each(['aws-5', 'aws-6', 'aws-lenient'] as const)('%s has the provider’s own blocks', async (name) => {
    const { provider } = await openSchema(name);
    expect(Object.keys(provider.blocks)).toEqual([
      'assume_role',
      'assume_role_with_web_identity',
      'default_tags',
      'endpoints',
      'ignore_tags',
    ]);
    expect(provider.blocks.endpoints?.nesting).toBe('set');
    expect(provider.attributes.alias).toBeUndefined();
    expect(at(provider, 'default_tags.tags')?.type).toEqual(['map', 'string']);
  });

  it('knows in the lenient schema every type of the others', async () => {
    const lenient = await openSchema('aws-lenient');
    for (const name of ['aws-5', 'aws-6'] as const) {
      const store = await openSchema(name);
      for (const kind of ['resource', 'data', 'ephemeral'] satisfies BlockKind[])
        expect(store.types(kind).filter((type) => !lenient.has(kind, type))).toEqual([]);
    }
    expect(lenient.has('resource', 'aws_s3_bucket_object')).toBe(true);
    expect(lenient.has('resource', 'aws_db_security_group')).toBe(true);
  });
});
