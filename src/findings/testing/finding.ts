import type { Finding } from '../types.ts';

/** A finding of severity medium, with what a test wants otherwise. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    check: 'kms/rotation',
    title: 't',
    severity: 'medium',
    outcome: 'fail',
    message: 'm',
    why: 'w',
    fix: 'f',
    controls: [],
    name: 'aws_kms_key.a',
    address: 'aws_kms_key.a',
    place: { file: 'main.tf', line: 1, column: 1 },
    evidence: [],
    confidence: 'certain',
    assumptions: [],
    fingerprint: '0',
    ...more,
  };
}
