import type { Plan } from './plan.ts';

/** A plan without anything, for what has no Terraform. */
export function emptyPlan(): Plan {
  return {
    origin: 'credential-free',
    resources: [],
    removed: [],
    providers: [],
    outputs: [],
    variables: [],
    assumptions: [],
    problems: [],
    notes: [],
    byAddress: () => undefined,
    ofType: () => [],
    dataOfType: () => [],
  };
}
