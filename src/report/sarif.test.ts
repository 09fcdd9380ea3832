import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { severities } from '../checks/check.ts';
import { patchOf } from '../findings/patch.ts';
import { finding } from '../findings/testing/finding.ts';
import type { Finding } from '../findings/types.ts';
import { sarifOf } from './sarif.ts';

/** The published schema. It is of draft 4; what differs from draft 7 is in two keywords that say where it stands. */
function schemaOfSarif(): object {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schemaOfSarif());

function problemsOf(...findings: Finding[]): unknown {
  const facts = findings.map(({ check, title, severity, why, fix, controls }) => ({
    id: check,
    title,
    severity,
    why,
    fix,
    controls,
  }));
  const report = { findings, passed: [], checks: facts, roots: [], issues: [], failing: [], assumptions: [] };
  const sarif = JSON.parse(JSON.stringify(sarifOf(report, { version: '1.2.3', prefix: 'infra' })));
  isSarif(sarif);
  return isSarif.errors;
}

const hcl = 'resource "aws_kms_key" "a" {\n  enable_key_rotation = false\n}\n';

it.each<[string, Finding[]]>([
  ['nothing', []],
  ['a failure', [finding()]],
  ['what cannot be told', [finding({ outcome: 'cannot-tell' })]],
  ['a crash', [finding({ outcome: 'error' })]],
  ['no place', [finding({ place: undefined as never })]],
  ['a patch', [finding({ patch: patchOf('main.tf', hcl, { start: 53, end: 58, text: 'true' }) })]],
  [
    'another tool',
    [finding({ tool: 'trivy', check: 'AVD-AWS-0086', controls: ['AVD-AWS-0086', 'security'] })],
  ],
  ['many controls', [finding({ controls: Array.from({ length: 40 }, (_, at) => `C:${at % 7}`) })]],
])('SARIF of %s fits its schema', (_name, findings) => {
  expect(problemsOf(...findings)).toBeNull();
});

it('fits its schema whatever names and texts are', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const any = fc.record({
    name: text,
    message: text,
    check: text.filter((one) => one !== ''),
    severity: fc.constantFrom(...severities),
    controls: fc.array(text, { maxLength: 12 }),
    evidence: fc.array(text, { maxLength: 3 }),
    place: fc.record({ file: text, line: fc.nat(9).map((one) => one + 1), column: fc.constant(1) }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), (all) => {
      expect(problemsOf(...all.map((one) => finding(one)))).toBeNull();
    }),
    { numRuns: 50 },
  );
});

it('the schema refuses what is none', () => {
  expect(isSarif({ version: '2.1.0', runs: [{}] })).toBe(false);
});
