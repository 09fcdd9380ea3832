import type { OpenCondition, Unknown, Witness } from '../types.ts';

/** Three values of logic, with what made it so. `open` holds what it hangs on. */
export interface Verdict {
  truth: 'yes' | 'no' | 'open';
  witnesses: Witness[];
  conditions: OpenCondition[];
  unknowns: Unknown[];
}

export const no: Verdict = { truth: 'no', witnesses: [], conditions: [], unknowns: [] };
export const yes: Verdict = { truth: 'yes', witnesses: [], conditions: [], unknowns: [] };

export function yesBy(witness: Witness): Verdict {
  return { truth: 'yes', witnesses: [witness], conditions: [], unknowns: [] };
}

/** Nothing is known about it. */
export function unknownVerdict(unknown: Unknown): Verdict {
  return { truth: 'open', witnesses: [], conditions: [], unknowns: [unknown] };
}

/** One that holds is enough; what is open matters only when none holds. */
export function either(first: Verdict, second: Verdict): Verdict {
  if (first.truth === 'yes' || second.truth === 'no') return first;
  if (second.truth === 'yes' || first.truth === 'no') return second;
  return joined(first, second);
}

/** All must hold; one that does not closes it, whatever is open. */
export function both(first: Verdict, second: Verdict): Verdict {
  if (first.truth === 'no' || second === yes) return first;
  if (second.truth === 'no' || first === yes) return second;
  const verdict = joined(first, second);
  return first.truth === 'yes' && second.truth === 'yes' ? { ...verdict, truth: 'yes' } : verdict;
}

function joined(first: Verdict, second: Verdict): Verdict {
  return {
    truth: 'open',
    witnesses: [...first.witnesses, ...second.witnesses],
    conditions: [...first.conditions, ...second.conditions],
    unknowns: [...first.unknowns, ...second.unknowns],
  };
}
