import { describe, expect, it } from 'vitest';
import { gateProblems, judgeGates } from './gates.ts';

describe('judgeGates', () => {
  it.each([
    ['at the bound', { precision: { min: 0.9 } }, { precision: 0.9 }, ['passed']],
    ['below a minimum', { precision: { min: 0.9 } }, { precision: 0.8999 }, ['failed']],
    ['above a maximum', { ham_loss: { max: 0.01 } }, { ham_loss: 0.02 }, ['failed']],
    ['both bounds', { bias: { min: -1, max: 1 } }, { bias: 2 }, ['passed', 'failed']],
    ['not measured', { kindness: { min: 0 } }, { precision: 1 }, ['cannot-tell']],
    ['no number', { precision: { min: 0 } }, { precision: Number.NaN }, ['cannot-tell']],
    ['no gates', {}, { precision: 1 }, []],
  ])('%s', (_name, gates, metrics, answers) => {
    expect(judgeGates(gates, metrics).map(({ answer }) => answer)).toEqual(answers);
  });

  it('says what was measured, or that nothing was', () => {
    const results = judgeGates({ auc: { min: 0.9 }, kindness: { min: 0 } }, { auc: 0.51239 });
    expect(gateProblems(results, ['auc'])).toEqual([
      'the gate auc >= 0.9 does not hold: measured 0.5124',
      'the gate kindness >= 0 cannot be judged: nothing measures it (measured are auc; evaluate.* in the training code ' +
        'may add more)',
    ]);
  });
});
