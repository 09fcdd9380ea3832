import { describe, expect, it } from 'vitest';
import { failing } from './gate.ts';
import { finding } from './testing/finding.ts';
import type { Finding } from './types.ts';

const waived = { waiver: 'w', owner: 'ada', reason: 'r', expires: '2027-01-01' };

const cases: [string, Partial<Finding>, readonly string[], string | undefined][] = [
  ['a severe failure', { severity: 'high' }, [], 'severity high'],
  ['a critical one', { severity: 'critical' }, [], 'severity critical'],
  ['a failure of severity medium', { severity: 'medium' }, [], undefined],
  ['a required control', { severity: 'low', controls: ['CIS:1'] }, ['CIS:1'], 'CIS:1 is required'],
  ['a control that is not required', { severity: 'low', controls: ['CIS:2'] }, ['CIS:1'], undefined],
  [
    'what cannot be told and is severe',
    { severity: 'high', outcome: 'cannot-tell' },
    [],
    'cannot be told, and severity high',
  ],
  ['what cannot be told and is not', { severity: 'low', outcome: 'cannot-tell' }, [], undefined],
  [
    'a crash, whatever its severity',
    { severity: 'low', outcome: 'error' },
    [],
    'the check could not be made',
  ],
  ['what is waived', { severity: 'critical', waived }, [], undefined],
  [
    'what is waived though it is required',
    { severity: 'low', controls: ['CIS:1'], waived },
    ['CIS:1'],
    undefined,
  ],
  ['what the baseline has', { severity: 'critical', known: true }, [], undefined],
];

describe('the gate', () => {
  it.each(cases)('%s', (_name, more, required, because) => {
    expect(failing([finding(more)], required).map((one) => one.because)).toEqual(
      because === undefined ? [] : [because],
    );
  });
});
