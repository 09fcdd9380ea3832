import { describe, expect, it } from 'vitest';
import { signEnvelope } from './dsse.ts';
import { openSignedStatement } from './signed-statement.ts';
import { parseStatement, statementPayloadType, statementType } from './statement.ts';
import { samples } from './testing/predicate-samples.ts';
import { codeOf, testKey } from './testing/test-keys.ts';

const sha256 = 'ab'.repeat(32);
const subject = [{ name: 'spam-filter', digest: { sha256 } }];
const statement = {
  _type: statementType,
  subject,
  predicateType: 'urn:holdfast:predicate:decision:v1',
  predicate: samples.decision,
};
const bytesOf = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a statement', () => {
  it('is read as it was written', () => {
    expect(parseStatement(bytesOf(statement))).toEqual(statement);
  });

  const text = JSON.stringify(statement);
  it.each([
    ['another version', { ...statement, _type: 'https://in-toto.io/Statement/v0.1' }],
    ['no subject', { ...statement, subject: [] }],
    ['a subject without a digest', { ...statement, subject: [{ name: 'x' }] }],
    ['a subject without a name', { ...statement, subject: [{ digest: { sha256 } }] }],
    ['a subject by SHA-1', { ...statement, subject: [{ name: 'x', digest: { sha1: '00' } }] }],
    [
      'a digest in capitals',
      { ...statement, subject: [{ name: 'x', digest: { sha256: sha256.toUpperCase() } }] },
    ],
    ['a short digest', { ...statement, subject: [{ name: 'x', digest: { sha256: 'ab' } }] }],
    ['100,000 subjects', { ...statement, subject: Array.from({ length: 100_000 }, () => subject[0]) }],
    ['no predicate', { ...statement, predicate: undefined }],
    ['a list as predicate', { ...statement, predicate: [] }],
    ['an unknown field', { ...statement, other: 1 }],
    ['a key twice', text.replace('{', '{"predicateType":"x",')],
    ['__proto__', text.replace('{', '{"__proto__":{},')],
    ['depth', text.replace('"approve"', `${'['.repeat(1000)}${']'.repeat(1000)}`)],
    ['text after it', `${text} x`],
    ['nothing', ''],
    ['null', 'null'],
  ])('is refused with %s', (_, value) => {
    expect(codeOf(() => parseStatement(bytesOf(value)))).toBe('statement-invalid');
  });
});

describe('a signed statement', () => {
  const { key, signer } = testKey('P-256');
  const sealed = (value: unknown, type = statementPayloadType) => signEnvelope(type, bytesOf(value), signer);

  it('opens to what was stated and by whom', async () => {
    expect(openSignedStatement(await sealed(statement), [key])).toEqual({ statement, signer: key });
  });

  it.each([
    ['of an unknown kind', { ...statement, predicateType: 'urn:other' }],
    ['with a predicate of another form', { ...statement, predicate: {} }],
    ['that is none', { hello: 'world' }],
  ])('%s is refused, though its signature holds', async (_, value) => {
    const bytes = await sealed(value);
    expect(codeOf(() => openSignedStatement(bytes, [key]))).toBe('statement-invalid');
  });

  it('by nobody who is trusted is refused', async () => {
    const bytes = await sealed(statement);
    expect(codeOf(() => openSignedStatement(bytes, [testKey('P-256').key]))).toBe('signature-invalid');
    const typed = await sealed(statement, 'application/json');
    expect(codeOf(() => openSignedStatement(typed, [key]))).toBe('statement-invalid');
  });
});
