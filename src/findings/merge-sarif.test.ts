import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../base/errors.ts';
import { findingsOfSarif } from './merge-sarif.ts';

const log = (...results: object[]) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Checkov',
            rules: [{ id: 'CKV_AWS_20', properties: { 'security-severity': '7.5' } }],
          },
        },
        results,
      },
    ],
  });

const at = (uri: string) => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine: 3, startColumn: 2 } },
});

describe('findings of other tools', () => {
  it('are named by their tool, with severity and place', () => {
    const [finding] = findingsOfSarif(
      log({ ruleId: 'CKV_AWS_20', message: { text: 'open' }, locations: [at('infra/a%20b.tf')] }),
      'x.sarif',
    );
    expect(finding).toMatchObject({
      check: 'checkov:CKV_AWS_20',
      severity: 'high',
      name: 'infra/a b.tf',
      place: { file: 'infra/a b.tf', line: 3, column: 2 },
      tool: 'Checkov',
    });
  });

  it.each([
    ['what passed there', { ruleId: 'CKV_AWS_20', kind: 'pass' }],
    ['what was accepted there', { ruleId: 'CKV_AWS_20', suppressions: [{ kind: 'inSource' }] }],
  ])('leave out %s', (_, result) => {
    expect(findingsOfSarif(log(result), 'x.sarif')).toEqual([]);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/%E0%A4%A'])('have no place in %s', (uri) => {
    const [finding] = findingsOfSarif(log({ ruleId: 'a', locations: [at(uri)] }), 'x.sarif');
    expect(finding?.place?.file ?? '').not.toMatch(/^\/|\.\./);
  });

  it('are refused when they are no SARIF', () => {
    for (const text of ['', '[]', '{}', 'null']) expect(() => findingsOfSarif(text, 'x')).toThrow(InputError);
  });

  it('never break on what others write', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (result, rule) => {
        const text = `{"runs":[{"tool":{"driver":{"rules":[${rule}]}},"results":[${result},{"ruleId":"a","level":${result}}]}]}`;
        for (const { severity } of findingsOfSarif(text, 'x'))
          expect(severity).toMatch(/critical|high|medium|low/);
      }),
    );
  });
});
