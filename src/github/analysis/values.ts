import type { Step, Text, Variable } from '../types.ts';

/** What a step gives to an input of its action; GitHub compares the names without regard to case. */
export function inputOf(step: Step, name: string): Text | undefined {
  return valueIn(step.with, name);
}

export function valueIn(variables: readonly Variable[], name: string): Text | undefined {
  return variables.findLast((variable) => variable.name.toLowerCase() === name.toLowerCase())?.value;
}

/** `owner/repository/path` of a step's action, in lower case; empty where it has none. */
export function actionOf({ uses }: Step): string {
  return uses?.kind === 'repository' ? uses.name : '';
}

/** Whether a checkout leaves its token. */
export function leavesToken(step: Step): boolean {
  return (
    actionOf(step) === 'actions/checkout' &&
    inputOf(step, 'persist-credentials')?.value.toLowerCase() !== 'false'
  );
}
