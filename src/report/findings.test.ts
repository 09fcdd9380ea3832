import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../findings/types.ts';
import type { Report } from './findings-json.ts';
import { findingsText } from './findings-text.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import { sarifOf } from './sarif.ts';

function finding(more: Partial<Finding> = {}): Finding {
  return {
    check: 's3/versioning',
    title: 'Buckets keep versions',
    severity: 'high',
    outcome: 'fail',
    message: 'no versions',
    why: 'What is deleted is lost',
    fix: 'Add `versioning`',
    controls: ['CKV_AWS_21'],
    name: 'aws_s3_bucket.a',
    address: 'aws_s3_bucket.a',
    place: { file: 'main.tf', line: 3, column: 1 },
    endLine: 5,
    evidence: [],
    confidence: 'certain',
    assumptions: [],
    fingerprint: 'f'.repeat(32),
    ...more,
  };
}

function report(...findings: Finding[]): Report {
  return {
    findings,
    passed: [],
    checks: [],
    roots: [],
    issues: [],
    failing: findings.map((one) => ({ finding: one, because: 'severity high' })),
    assumptions: [],
  };
}

const options = { version: '1.2.3', prefix: 'infra' };

describe('SARIF', () => {
  it('has what code scanning needs of a result', () => {
    const { runs, version } = sarifOf(
      report(finding({ place: { file: 'a b/ü.tf', line: 3, column: 2 } })),
      options,
    );
    const [run] = runs;
    expect(version).toBe('2.1.0');
    expect(run?.tool.driver.rules[0]).toMatchObject({
      id: 's3/versioning',
      properties: { 'security-severity': '8.0' },
    });
    expect(run?.results[0]).toMatchObject({
      ruleId: 's3/versioning',
      ruleIndex: 0,
      level: 'error',
      partialFingerprints: { 'holdfast/v1': 'f'.repeat(32) },
    });
    expect(run?.results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'infra/a%20b/%C3%BC.tf', uriBaseId: 'SRCROOT' },
      region: { startLine: 3, startColumn: 2, endLine: 5 },
    });
  });

  it('leaves out what is waived or in the baseline, and keeps what cannot be told open', () => {
    const waived = { waiver: 'w', owner: 'platform', reason: 'small', expires: '2027-01-01' };
    const { runs } = sarifOf(
      report(finding({ waived }), finding({ known: true }), finding({ outcome: 'cannot-tell' })),
      options,
    );
    const results = runs[0]?.results ?? [];
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ kind: 'open', level: 'none' });
  });
});

const hostile = '<img src=x onerror=alert(1)> | [a](javascript:1) `x` @everyone \u001b[31m\n```\n</details>';

describe('names from outside', () => {
  const own = finding({ name: hostile, message: hostile, evidence: [hostile] });

  it('are no markup in a page', () => {
    const page = htmlOf(report(own), {});
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toMatch(/default-src &#39;none&#39;/);
  });

  it('are no markup, no mention and no row in a comment', () => {
    // Within a span of code everything is text.
    const text = markdownOf(report(own)).replaceAll(/`[^`\n]*`/g, '');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('@everyone');
    const row = text.split('\n').find((line) => line.startsWith('| high'));
    expect(row?.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6);
  });

  it('do not reach the terminal as control characters', () => {
    const text = findingsText(report(own), (_style, one) => one);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('never break a page, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const page = htmlOf(report(finding({ name, message: name })), {});
        expect(page.match(/<script|<img|<iframe/gi)).toBeNull();
        expect(page.match(/<details/g)).toHaveLength(1);
      }),
    );
  });
});

it('keeps a comment below the limit of GitHub', () => {
  const many = Array.from({ length: 5000 }, (_, at) =>
    finding({ name: `aws_s3_bucket.${'x'.repeat(500)}${at}` }),
  );
  expect(markdownOf(report(...many)).length).toBeLessThan(65_536);
});
