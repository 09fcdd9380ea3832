import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { platformJsonSchema } from './json-schema.ts';

const folder = import.meta.dirname;
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(platformJsonSchema());
const fixture = (name: string) => readFileSync(join(folder, 'fixtures', `${name}.yaml`), 'utf8');

describe('the JSON Schema', () => {
  it('is the one in schema/, written by tools/write-schema.ts', () => {
    const path = join(folder, '..', '..', 'schema', 'holdfast.schema.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(platformJsonSchema());
  });

  it.each(['company', 'smallest'])('accepts the %s example', (name) => {
    validate(parse(fixture(name)));
    expect(validate.errors).toBeNull();
  });

  const table: { cases: { name: string; from: string; to: string; issues: string }[] } = JSON.parse(
    readFileSync(join(folder, 'cases', 'form.json'), 'utf8'),
  );
  /** What only code can tell: https://json-schema.org/draft/2020-12 has no calendar, no keys and no bits. */
  const beyond = new Set(['a key that is none', 'a key with RSA', 'no day of the calendar', 'a network']);

  it.each(table.cases.filter(({ name }) => !beyond.has(name)).map((one) => [one.name, one] as const))(
    'refuses %s',
    (_, { from, to }) => {
      expect(validate(parse(fixture('company').replace(from, () => to)))).toBe(false);
    },
  );

  it('says of each key what it is', () => {
    const bare: string[] = [];
    const see = (path: string, properties: object): void => {
      for (const [name, property] of Object.entries(properties)) {
        if (!property.description) bare.push(`${path}/${name}`);
      }
    };
    const visit = (value: object, path: string): void => {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner !== 'object' || inner === null) continue;
        if (key === 'properties') see(path, inner);
        visit(inner, `${path}/${key}`);
      }
    };
    visit(platformJsonSchema(), '');
    expect(bare).toEqual([]);
  });

  it('knows every noun of nouns/', () => {
    const helpers = ['access', 'noun', 'environments-check'];
    const nouns = readdirSync(join(folder, 'nouns'))
      .map((name) => name.replace('.ts', ''))
      .filter((name) => !helpers.includes(name) && !name.endsWith('.test'));
    expect(platformJsonSchema()).toHaveProperty('properties');
    const { properties } = platformJsonSchema() as { properties: object };
    expect(Object.keys(properties).sort()).toEqual(['holdfast', 'platform', ...nouns].sort());
  });
});
