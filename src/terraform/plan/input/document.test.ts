import { describe, expect, it } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { kindOf } from './detect.ts';
import { parseDocument, planMaxDepth } from './document.ts';

function refusal(bytes: Uint8Array): string | undefined {
  try {
    kindOf(parseDocument(bytes, 'plan.json'), 'plan.json');
    return undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.issues[0]?.fix).toBeTypeOf('string');
    return error.issues[0]?.code;
  }
}

const state = '{"format_version":"1.0"}';

describe('a document', () => {
  it.each([
    ['', 'plan-empty'],
    [' \n', 'plan-empty'],
    ['\u{feff}', 'plan-empty'],
    ['PK\x03\x04 and more', 'plan-binary'],
    ['PK is how it begins', 'plan-not-json'],
    ['{"format_version":"1.2"', 'plan-not-json'],
    ['[command]/usr/bin/terraform show -json p\n{}', 'plan-not-json'],
    ['{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}', 'plan-is-log'],
    ['{"@level":"info"}', 'plan-is-log'],
    ['[]', 'not-a-plan'],
    ['null', 'not-a-plan'],
    ['{"format_version":"1.0","provider_schemas":{}}', 'not-a-plan'],
    ['{"format_version":"1.0","valid":true,"diagnostics":[]}', 'not-a-plan'],
    ['{"version":3,"terraform_version":"0.11.1","modules":[]}', 'state-version'],
    ['{"version":5,"resources":[]}', 'state-version'],
    ['{"version":"4","resources":[]}', 'state-version'],
    ['{"version":"2.1.0","runs":[]}', 'not-a-plan'],
    [
      '{"serial":1,"lineage":"x","meta":{},"encrypted_data":"eA==","encryption_version":"v0"}',
      'plan-encrypted',
    ],
    ['{"format_version":"2.0"}', 'plan-format'],
    ['{"format_version":1}', 'plan-format'],
    ['['.repeat(planMaxDepth + 1), 'plan-too-deep'],
    [`{"format_version":${'['.repeat(1e6)}`, 'plan-too-deep'],
  ])('%# that is no plan is refused: %.40j', (text, code) => {
    expect(refusal(Buffer.from(text))).toBe(code);
  });

  it('that is not UTF-8 is refused', () => {
    expect(refusal(Buffer.from([0x7b, 0xff, 0x7d]))).toBe('plan-encoding');
  });

  it.each([
    ['as it is', Buffer.from(state)],
    ['with a byte order mark', Buffer.from(`\u{feff}${state}`)],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\u{feff}${state}`, 'utf16le')],
    ['in UTF-16, the other way round', Buffer.from(`\u{feff}${state}`, 'utf16le').swap16()],
    ['with brackets in a string', Buffer.from(`{"format_version":"1.0","x":"\\\\\\"${'['.repeat(999)}"}`)],
    [
      'as deep as it may be',
      Buffer.from(`{"format_version":"1.0","x":${'['.repeat(199)}${']'.repeat(199)}}`),
    ],
  ])('is read %s', (_, bytes) => {
    expect(refusal(bytes)).toBeUndefined();
  });

  it.each([
    ['{"format_version": "1.2", "password": hunter2}', /^plan\.json is not JSON/],
    ['{"password": "hunter2"\n "x": 1}', /^plan\.json:2:2: plan\.json is not JSON/],
  ])('never has its content in a message: %j', (text, message) => {
    expect(() => parseDocument(Buffer.from(text), 'plan.json')).toThrow(message);
    expect(() => parseDocument(Buffer.from(text), 'plan.json')).not.toThrow(/hunter2/);
  });

  it.each([
    ['{"format_version":"1.2","planned_values":{}}', 'plan'],
    ['{"format_version":"0.1","resource_changes":[]}', 'plan'],
    [state, 'state'],
    ['{"format_version":"1.0","values":{}}', 'state'],
    ['{"version":4,"serial":1,"lineage":"x","resources":[]}', 'state-file'],
  ])('is what it holds: %j', (text, kind) => {
    expect(kindOf(JSON.parse(text), 'plan.json').kind).toBe(kind);
  });
});
