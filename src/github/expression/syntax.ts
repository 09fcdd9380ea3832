/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | Reference
  | { kind: 'call'; name: string; arguments: readonly Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'operator'; operator: Operator; left: Expression; right: Expression }
  /** A member of what another expression gives: `fromJSON(x).y`. */
  | { kind: 'member'; of: Expression; path: readonly Segment[] };

/** `github.event.commits.*.message`: names in lower case, since GitHub compares them so. */
export interface Reference {
  kind: 'reference';
  path: readonly Segment[];
}

/** A name or an index, `*` for each, or an expression that only the run knows. */
export type Segment = string | Expression;

export const operators = ['||', '&&', '==', '!=', '<', '<=', '>', '>='] as const;
export type Operator = (typeof operators)[number];
