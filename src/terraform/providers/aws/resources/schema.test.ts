import { describe, expect, it } from 'vitest';
import { openSchema } from '../../../schema/store.ts';
import type { Block } from '../../../schema/types.ts';
import type { ResourceKnowledge } from '../../knowledge.ts';
import { mismatches } from '../../testing/mismatches.ts';
import { awsResources } from './all.ts';

/** What one of the two versions does not have, or has of another type. All else agrees with both. */
const onlyIn: Record<string, '5' | '6'> = {
  'aws_alb.health_check_logs': '6',
  'aws_batch_compute_environment.compute_environment_name': '5',
  'aws_batch_compute_environment.name': '6',
  'aws_dynamodb_table.replica.consistency_mode': '6',
  'aws_ecs_service.arn': '6',
  'aws_iam_saml_provider.saml_provider_uuid': '6',
  'aws_instance.force_destroy': '6',
  'aws_lambda_function.response_streaming_invoke_arn': '6',
  'aws_lb.health_check_logs': '6',
  'aws_s3_bucket.bucket_region': '6',
  'aws_sfn_activity.arn': '6',
  'aws_subnet.ipv6_cidr_block': '6',
};

const older = await openSchema('aws-5');
const newer = await openSchema('aws-6');

describe('what is known of AWS resources agrees with the schemas of versions 5 and 6', () => {
  it.each(Object.entries(awsResources))('%s', (type, knowledge) => {
    const [before, after] = [older, newer].map((schema) =>
      problems(knowledge, schema.block('resource', type), type),
    );
    expect(before !== undefined || after !== undefined).toBe(true);
    expect(unexpected(before, '5')).toEqual([]);
    expect(unexpected(after, '6')).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const needed = Object.entries(awsResources).flatMap(([type, knowledge]) =>
      [older, newer].flatMap((schema) => [
        ...(problems(knowledge, schema.block('resource', type), type)?.keys() ?? []),
      ]),
    );
    expect(Object.keys(onlyIn).filter((path) => !needed.includes(path))).toEqual([]);
  });
});

/** Undefined when the version does not have the type at all. */
function problems(
  knowledge: ResourceKnowledge,
  block: Block | undefined,
  type: string,
): Map<string, string> | undefined {
  return block && mismatches(knowledge, block, type);
}

function unexpected(found: Map<string, string> | undefined, version: '5' | '6'): string[] {
  return [...(found ?? [])]
    .filter(([path]) => onlyIn[path] === undefined || onlyIn[path] === version)
    .map(([path, problem]) => `${path} ${problem}`);
}

describe('the comparison', () => {
  const schema: Block = {
    attributes: {
      id: { type: 'string', computed: true },
      name: { type: 'string', required: true },
      force: { type: 'bool', optional: true },
      zones: { type: ['set', 'string'], optional: true },
    },
    blocks: {
      rule: {
        nesting: 'list',
        block: { attributes: { port: { type: 'number', optional: true } }, blocks: {} },
      },
    },
  };

  it.each<[string, ResourceKnowledge, string[]]>([
    ['all right', { defaults: { force: false, zones: [] }, blocks: { rule: { defaults: { port: 1 } } } }, []],
    ['a block that the provider fills in', { computed: { rule: [{ port: 1 }] } }, []],
    ['a typing error', { defaults: { forse: false } }, ['r.forse does not exist']],
    ['another type', { defaults: { force: 'false' } }, ['r.force has another type']],
    ['what is not computed', { computed: { force: false } }, ['r.force is not computed']],
    ['a default of a required argument', { defaults: { name: '' } }, ['r.name cannot be left out']],
    ['a wrong block', { blocks: { rules: {} } }, ['r.rules is no block']],
    ['inside a block', { blocks: { rule: { defaults: { port: '1' } } } }, ['r.rule.port has another type']],
  ])('sees %s', (_name, knowledge, expected) => {
    const found = [...mismatches(knowledge, schema, 'r')].map(([path, problem]) => `${path} ${problem}`);
    expect(found).toEqual(expected);
  });
});
