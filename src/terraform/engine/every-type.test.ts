import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import { openSchema, type SchemaName, type SchemaStore, schemaNames } from '../schema/store.ts';
import type { Block, CtyType } from '../schema/types.ts';
import { planWithoutCredentials } from './plan.ts';

/** A value of a type, as Terraform's language writes it, that fits what its name asks for. */
function literal(type: CtyType, name: string): string {
  if (type === 'number') return '1';
  if (type === 'bool') return 'true';
  if (type === 'string' || type === 'dynamic') return JSON.stringify(textFor(name));
  switch (type[0]) {
    case 'list':
    case 'set':
      return `[${literal(type[1], name)}]`;
    case 'map':
      return `{ a = ${literal(type[1], name)} }`;
    case 'tuple':
      return `[${type[1].map((one) => literal(one, name)).join(', ')}]`;
    case 'object': {
      const members = Object.entries(type[1]).map(([key, one]) => `${key} = ${literal(one, key)}`);
      return `{ ${members.join(', ')} }`;
    }
  }
}

function textFor(name: string): string {
  if (name.endsWith('arn')) return 'arn:aws:iam::123456789012:role/x';
  if (/polic|json|document|definition/.test(name)) return '{}';
  return name.includes('cidr') ? '10.0.0.0/16' : 'x';
}

/** The least that a block must have. */
function body(block: Block): string {
  const attributes = Object.entries(block.attributes)
    .filter(([, { required }]) => required)
    .map(([name, { type }]) => `${name} = ${literal(type, name)}\n`);
  const blocks = Object.entries(block.blocks).flatMap(([name, { minItems = 0, block: inner }]) =>
    Array<string>(minItems).fill(`${name} {\n${body(inner)}}\n`),
  );
  return [...attributes, ...blocks].join('');
}

/** What needs an argument of a certain form, or reads a file. */
const special: Record<string, string> = {
  archive_file: 'type = "zip"\noutput_path = "x.zip"\nsource_content = "a"\nsource_content_filename = "a"\n',
  aws_arn: 'arn = "arn:aws:s3:::a"\n',
  aws_availability_zone: 'name = "eu-west-1a"\n',
  aws_elb_service_account: 'region = "eu-west-1"\n',
  aws_organizations_delegated_services: 'account_id = "123456789012"\n',
  aws_service: 'service_id = "s3"\n',
  local_file: 'filename = "main.tf"\n',
  local_sensitive_file: 'filename = "main.tf"\n',
};

async function planOf(name: SchemaName, kind: 'resource' | 'data', types: string[], store: SchemaStore) {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-types-'));
  const [, local] = store.source.split('/');
  const version = name.startsWith('aws-') ? `version = "~> ${name.slice(4)}.0"` : '';
  const blocks = types.map((type) => {
    const block = store.block(kind, type);
    const own = kind === 'data' ? special[type] : undefined;
    return `${kind} "${type}" "x" {\n${own ?? (block ? body(block) : '')}}\n`;
  });
  const required = `${local} = {\nsource = "${store.source}"\n${version}\n}`;
  await writeFile(
    join(dir, 'main.tf'),
    `terraform {\nrequired_providers {\n${required}\n}\n}\n${blocks.join('')}`,
  );
  try {
    return await planWithoutCredentials({
      dir,
      varFiles: [],
      variables: [],
      region: 'eu-west-1',
      environment: process.env,
      timeoutMs: 120_000,
      signal: new AbortController().signal,
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const otherNames = schemaNames.filter((name) => !name.startsWith('aws-'));

/** So many types in one plan: one for each would take an hour. */
const typesAtOnce = 450;

describe.skipIf(lacks('terraform'))('Terraform accepts each schema (needs terraform)', () => {
  const all: [SchemaName, 'resource' | 'data'][] = [
    ['aws-6', 'resource'],
    ['aws-6', 'data'],
    ['aws-5', 'resource'],
    ['aws-5', 'data'],
    ...otherNames.flatMap((name): [SchemaName, 'resource' | 'data'][] => [
      [name, 'resource'],
      [name, 'data'],
    ]),
  ];

  it.each(all)('and plans and applies every type of %s: %s', { timeout: 120_000 }, async (name, kind) => {
    const store = await openSchema(name);
    const types = store.types(kind);
    for (let at = 0; at < types.length; at += typesAtOnce) {
      const some = types.slice(at, at + typesAtOnce);
      const { plan, problems } = await planOf(name, kind, some, store);
      expect(problems).toEqual([]);
      const applied = new Set(Object.keys(plan?.holdfast.places ?? {}));
      expect(some.filter((type) => !applied.has(`${kind === 'data' ? 'data.' : ''}${type}.x`))).toEqual([]);
      const open = (plan?.resource_changes ?? []).filter(({ change }) =>
        JSON.stringify(change.after_unknown).includes('true'),
      );
      expect(open.map(({ address }) => address)).toEqual([]);
    }
  });
});
