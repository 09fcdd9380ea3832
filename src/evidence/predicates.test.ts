import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../base/canonical-json.ts';
import * as decision from './predicates/decision.ts';
import { makeStatement, predicateOf, predicates, validatePredicate } from './predicates.ts';
import { statementType } from './statement.ts';
import { samples } from './testing/predicate-samples.ts';
import { codeOf } from './testing/test-keys.ts';

const folder = join(import.meta.dirname, 'predicates');
const names = readdirSync(folder)
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
const subject = [{ name: 'model', digest: { sha256: 'ab'.repeat(32) } }];
const check = (predicateType: string, predicate: Record<string, Json>) =>
  codeOf(() => validatePredicate({ _type: statementType, subject, predicateType, predicate }));

describe('the registry', () => {
  it('has every file of the folder, each of its own type', async () => {
    const modules = await Promise.all(names.map((name) => import(join(folder, `${name}.ts`))));
    const types: string[] = modules.map(({ type }) => type);
    expect(predicates.map(({ type }) => type).sort()).toEqual(types.toSorted());
    expect(new Set(types).size).toBe(types.length);
    for (const { type, schema } of modules) expect(predicateOf(type)?.schema).toBe(schema);
  });

  it('gives our own types our own name', () => {
    const own = names.flatMap((name) => predicateOf(`urn:holdfast:predicate:${name}:v1`) ?? []);
    const others = predicates.filter((predicate) => !own.includes(predicate));
    expect(others.map(({ type }) => new URL(type).protocol)).toEqual(others.map(() => 'https:'));
  });

  it('knows no other type', () => {
    for (const type of ['', '__proto__', 'constructor', 'urn:holdfast:predicate:decision:v2']) {
      expect(predicateOf(type)).toBeUndefined();
      expect(check(type, {})).toBe('statement-invalid');
    }
  });
});

describe.each(names)('%s', async (name) => {
  const { type } = await import(join(folder, `${name}.ts`));
  const sample = samples[name] ?? {};

  it('takes a whole predicate', () => {
    expect(check(type, sample)).toBeUndefined();
  });

  it.each(Object.keys(sample))('refuses a wrong %s', (field) => {
    const wrong: Json[] = [null, 1, '', '\n', [[]], {}, ['x'], 'x'.repeat(100_000)];
    const taken = wrong.filter((value) => check(type, { ...sample, [field]: value }) === undefined);
    // The lists of tests, levels and attestations may hold anything of their kind.
    const lists = ['passedTests', 'verifiedLevels'];
    expect(taken).toEqual(lists.includes(field) ? [['x']] : []);
  });

  it('takes a field that it does not know only where in-toto has readers skip it', () => {
    const ours = type.startsWith('urn:holdfast:') || name === 'model-signature';
    expect(check(type, { ...sample, other_field: 1 })).toBe(ours ? 'statement-invalid' : undefined);
  });

  it('needs what it is about', () => {
    expect(check(type, {})).toBe('statement-invalid');
  });
});

describe('makeStatement', () => {
  const time = '2026-03-01T12:00:00.000Z';
  const body = {
    decision: 'approve',
    model: 'm',
    person: 'ada',
    policy: `sha256:${'00'.repeat(32)}`,
    time,
  } as const;

  it('makes a statement of the kind', () => {
    expect(makeStatement(decision, body, [{ name: 'm', sha256: 'ab'.repeat(32) }])).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'm', digest: { sha256: 'ab'.repeat(32) } }],
      predicateType: decision.type,
      predicate: body,
    });
  });

  it('refuses what it could not read back', () => {
    expect(codeOf(() => makeStatement(decision, { ...body, policy: 'x' }, []))).toBe('statement-invalid');
  });
});

describe('what a predicate says must fit together', () => {
  it('a result that names failed tests is a failed one', () => {
    const type = 'https://in-toto.io/attestation/test-result/v0.1';
    const failed = { configuration: [], failedTests: ['recall'] };
    expect(check(type, { ...failed, result: 'PASSED' })).toBe('statement-invalid');
    expect(check(type, { ...failed, result: 'WARNED' })).toBe('statement-invalid');
    expect(check(type, { ...failed, result: 'FAILED' })).toBeUndefined();
  });

  it('a dependency is named by more than its name', () => {
    const sample = samples.provenance ?? {};
    const definition = sample.buildDefinition as Record<string, Json>;
    const buildDefinition = { ...definition, resolvedDependencies: [{ name: 'code' }] };
    expect(check('https://slsa.dev/provenance/v1', { ...sample, buildDefinition })).toBe('statement-invalid');
  });

  it('an objection never repeats hostile text at length', () => {
    const predicate = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`\u001b[31m${index}`, 1]),
    );
    const statement = { _type: statementType, subject, predicateType: decision.type, predicate } as const;
    const message = messageOf(() => validatePredicate(statement));
    expect(message.length).toBeLessThan(1000);
    expect(message).not.toMatch(/\p{Cc}/u);
  });
});

function messageOf(work: () => void): string {
  try {
    work();
    return '';
  } catch (error) {
    return String(error);
  }
}
