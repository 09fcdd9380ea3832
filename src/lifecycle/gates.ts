import type { Metrics } from './metrics.ts';

/** What a model must reach, by metric: the `gates` of `holdfast.yaml`. */
export type Gates = Record<string, { min?: number | undefined; max?: number | undefined }>;

export interface GateResult {
  /** `precision >= 0.98`, as it stands in reports and evidence. */
  gate: string;
  /** `cannot-tell`: nothing measured this metric. It never passes. */
  answer: 'passed' | 'failed' | 'cannot-tell';
  measured?: number;
}

/** Every bound of every gate, judged by what was measured. */
export function judgeGates(gates: Gates, metrics: Metrics): GateResult[] {
  return Object.entries(gates).flatMap(([metric, { min, max }]) => [
    ...(min === undefined ? [] : [judge(`${metric} >= ${min}`, metrics[metric], (value) => value >= min)]),
    ...(max === undefined ? [] : [judge(`${metric} <= ${max}`, metrics[metric], (value) => value <= max)]),
  ]);
}

function judge(gate: string, measured: number | undefined, holds: (value: number) => boolean): GateResult {
  if (measured === undefined || !Number.isFinite(measured)) return { gate, answer: 'cannot-tell' };
  return { gate, answer: holds(measured) ? 'passed' : 'failed', measured };
}

/** A sentence for each gate that did not hold. */
export function gateProblems(results: GateResult[], known: string[]): string[] {
  return results
    .filter((result) => result.answer !== 'passed')
    .map(({ gate, answer, measured }) =>
      answer === 'failed'
        ? `the gate ${gate} does not hold: measured ${format(measured)}`
        : `the gate ${gate} cannot be judged: nothing measures it (measured are ${known.join(', ')}; evaluate.* in ` +
          'the training code may add more)',
    );
}

export const format = (value: number | undefined): string =>
  value === undefined ? 'nothing' : String(Number(value.toFixed(4)));
