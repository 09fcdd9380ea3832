import { describe, expect, it } from 'vitest';
import { openSchema, type SchemaName } from '../schema/store.ts';
import type { BlockKind } from '../schema/types.ts';
import { knownProviders } from './registry.ts';
import { apply, context, read } from './testing/computing.ts';
import { leastConfig, misfits } from './testing/fits.ts';

const sources = Object.keys(knownProviders);
const awsSchemas: SchemaName[] = ['aws-5', 'aws-6', 'aws-lenient'];

/** What a data source asks for beyond something of the right type. */
const special: Record<string, Record<string, string>> = {
  archive_file: { type: 'zip', source_content: 'a', source_content_filename: 'a.txt' },
  aws_arn: { arn: 'arn:aws:iam::123456789012:role/some' },
  aws_availability_zone: { name: 'eu-west-1a' },
  aws_iam_policy: { arn: 'arn:aws:iam::aws:policy/job-function/Billing' },
  aws_sagemaker_prebuilt_ecr_image: { repository_name: 'sagemaker-xgboost' },
  aws_secretsmanager_secret: { name: 'some' },
  aws_service: { service_id: 's3' },
};

/** Arguments that the provider gives a value when they are left out, though its schema does not call them computed. */
const filledDefaults = [
  'image_tag',
  'load_balancer_type',
  'private_zone',
  'region',
  'url',
  'version',
  'with_decryption',
];

/** Found by either of the two, and the provider sets the other one: version 5 does not call them computed. */
const eitherOf: Record<string, string[]> = {
  aws_cloudfront_cache_policy: ['id', 'name'],
  aws_cloudfront_origin_request_policy: ['id', 'name'],
  aws_cloudfront_response_headers_policy: ['id', 'name'],
  aws_key_pair: ['key_name', 'key_pair_id'],
  aws_wafv2_web_acl: ['name', 'resource_arn'],
};

const needsFile = ['local_file', 'local_sensitive_file'];

async function provider(source: string) {
  const known = knownProviders[source];
  if (known === undefined) throw new Error(`${source} is not known`);
  return { known, knowledge: await known.load() };
}

describe('the providers that are known', () => {
  it.each(sources)('%s has a schema and knowledge of the same source', async (source) => {
    const { known, knowledge } = await provider(source);
    const schema = await openSchema(known.schema());
    expect(knowledge.source).toBe(schema.source);
    expect(source === schema.source || source === 'hashicorp/github').toBe(true);
  });

  it.each([
    ['~> 4.0', 'aws-lenient'],
    ['~> 5.0', 'aws-5'],
    ['>= 5.0', 'aws-6'],
  ])('take the AWS schema of %s from %s', (constraint, schema) => {
    expect(knownProviders['hashicorp/aws']?.schema(constraint)).toBe(schema);
  });

  it.each(sources)('%s says of all that it assumes in one sentence why', async (source) => {
    const { knowledge } = await provider(source);
    const all = [...Object.values(knowledge.dataSources), ...Object.values(knowledge.ephemeralResources)];
    for (const { assumption } of all)
      if (assumption !== undefined) expect(assumption).toMatch(/^[A-Z].{10,110}\.$/);
  });

  it.each(sources)('%s reads its own configuration without any', async (source) => {
    const { known, knowledge } = await provider(source);
    const schema = await openSchema(known.schema());
    const made = knowledge.configure(leastConfig(schema.provider), context);
    expect(made).toMatchObject({
      account: '123456789012',
      region: 'eu-west-1',
      partition: 'aws',
      projectDir: '/nowhere',
    });
  });
});

const schemasOf = (source: string, own: SchemaName): SchemaName[] =>
  source === 'hashicorp/aws' ? awsSchemas : [own];

describe('what is known agrees with the schemas', () => {
  it.each(sources)('data sources of %s', async (source) => {
    const { known, knowledge } = await provider(source);
    for (const name of schemasOf(source, known.schema()))
      await checkSources(name, 'data', knowledge.dataSources);
  });

  it.each(sources)('ephemeral resources of %s', async (source) => {
    const { known, knowledge } = await provider(source);
    for (const name of schemasOf(source, known.schema()))
      await checkSources(name, 'ephemeral', knowledge.ephemeralResources);
  });

  it.each(sources.filter((source) => source !== 'hashicorp/aws'))('resources of %s', async (source) => {
    const { known, knowledge } = await provider(source);
    const schema = await openSchema(known.schema());
    for (const [type, resource] of Object.entries(knowledge.resources)) {
      const block = schema.block('resource', type);
      if (block === undefined) throw new Error(`${type} is in no schema`);
      const made = apply(resource, leastConfig(block, special[type]));
      expect([type, misfits(made, block)]).toEqual([type, []]);
      const computed = Object.keys(resource.computed ?? {}).filter(
        (attribute) => !block.attributes[attribute]?.computed,
      );
      expect([type, computed]).toEqual([type, []]);
    }
  });
});

async function checkSources(
  name: SchemaName,
  kind: BlockKind,
  found: Parameters<typeof entries>[0],
): Promise<void> {
  const schema = await openSchema(name);
  for (const [type, one] of entries(found)) {
    const block = schema.block(kind, type);
    if (block === undefined || needsFile.includes(type)) continue;
    const result = read(one, leastConfig(block, special[type]));
    expect([name, type, misfits(result, block)]).toEqual([name, type, []]);
    // Of what is not computed, only defaults of the provider are filled in.
    const changed = Object.keys(result).filter(
      (attribute) => block.attributes[attribute] && !block.attributes[attribute].computed,
    );
    const allowed = [...filledDefaults, ...(eitherOf[type] ?? [])];
    const wrong = changed.filter((attribute) => !allowed.includes(attribute));
    expect([name, type, wrong]).toEqual([name, type, []]);
  }
}

const entries = (found: Awaited<ReturnType<typeof provider>>['knowledge']['dataSources']) =>
  Object.entries(found);

describe('every AWS data source', () => {
  it('is one of some version of the provider', async () => {
    const { knowledge } = await provider('hashicorp/aws');
    const schemas = await Promise.all(awsSchemas.map(openSchema));
    const strangers = Object.keys(knowledge.dataSources).filter(
      (type) => !schemas.some((schema) => schema.has('data', type)),
    );
    expect(strangers).toEqual([]);
  });

  it('answers the same to the same question', async () => {
    const { knowledge } = await provider('hashicorp/aws');
    const schema = await openSchema('aws-6');
    for (const [type, source] of Object.entries(knowledge.dataSources)) {
      const block = schema.block('data', type);
      if (block === undefined) continue;
      const config = leastConfig(block, special[type]);
      expect(read(source, config)).toEqual(read(source, config));
    }
  });
});
