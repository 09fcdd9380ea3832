import type { Json } from '../../../../base/canonical-json.ts';
import { type CompiledCondition, compileCondition } from '../conditions/judge.ts';
import { compileGlob, type Fit } from '../match/fit.ts';
import { hasVariables } from '../match/variables.ts';
import { readPolicy } from '../policy/read.ts';
import type { PrincipalEntry, Statement } from '../policy/statement.ts';
import type { Policy } from '../types.ts';

export interface CompiledStatement {
  source: Statement;
  /** The action in lower case. */
  action: (action: string) => Fit;
  /** `negated`: NotResource. Undefined: the statement has neither, as in a trust policy. */
  resources:
    | { negated: boolean; fixed: ((arn: string) => Fit)[]; variable: string[]; texts: string[] }
    | undefined;
  principals: { negated: boolean; entries: PrincipalEntry[] } | undefined;
  conditions: CompiledCondition[];
}

export interface CompiledPolicy {
  allows: CompiledStatement[];
  denies: CompiledStatement[];
  /** Why nothing is known of the policy. */
  unknown: string | undefined;
}

const byJson = new WeakMap<object, CompiledPolicy>();
const byText = new Map<string, CompiledPolicy>();
/** Texts are kept by their content: the same policy is often attached many times. */
const mostTexts = 5000;

/** Compiles a policy once for all who have it. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  if ('unknown' in policy) return { allows: [], denies: [], unknown: policy.unknown };
  const { document } = policy;
  if (typeof document === 'object' && document !== null) {
    return byJson.get(document) ?? remember(document, compileDocument(document));
  }
  const text = String(document);
  const known = byText.get(text);
  if (known) return known;
  if (byText.size >= mostTexts) byText.clear();
  const compiled = compileDocument(document);
  byText.set(text, compiled);
  return compiled;
}

function remember(document: object, compiled: CompiledPolicy): CompiledPolicy {
  byJson.set(document, compiled);
  return compiled;
}

/** What leaves open what the policy would mean: with one of these AWS does not take it. */
const unreadable = new Set([
  'both-elements',
  'condition-invalid',
  'effect-invalid',
  'invalid-json',
  'not-a-string',
  'not-an-object',
  'principal-invalid',
  'too-large',
]);

function compileDocument(source: string | Json): CompiledPolicy {
  const { document, issues } = readPolicy(source);
  const refused = issues.find(({ code }) => unreadable.has(code));
  if (!document || refused) {
    const why = refused ?? issues[0];
    return { allows: [], denies: [], unknown: `AWS refuses the policy: ${why?.message} (${why?.path})` };
  }
  const statements = document.statements.map((statement) => compileStatement(statement, document.version));
  return {
    allows: statements.filter(({ source: { effect } }) => effect === 'Allow'),
    denies: statements.filter(({ source: { effect } }) => effect === 'Deny'),
    unknown: undefined,
  };
}

function compileStatement(source: Statement, version: string): CompiledStatement {
  return {
    source,
    action: compileActions(source),
    resources: compileResources(source, version),
    principals: source.principals
      ? { negated: false, entries: source.principals }
      : source.notPrincipals && { negated: true, entries: source.notPrincipals },
    conditions: source.conditions.map((condition) => compileCondition(condition, version)),
  };
}

/** Actions match in any case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function compileActions({ actions, notActions }: Statement): CompiledStatement['action'] {
  const globs = (actions ?? notActions ?? []).map((pattern) => compileGlob(pattern.toLowerCase()));
  if (actions) return (action) => anyFit(globs, action);
  if (notActions) return (action) => inverse(anyFit(globs, action));
  return () => 'none';
}

function compileResources(source: Statement, version: string): CompiledStatement['resources'] {
  const texts = source.resources ?? source.notResources;
  if (!texts) return undefined;
  const isVariable = (text: string) => version !== '2008-10-17' && hasVariables(text);
  return {
    negated: source.resources === undefined,
    texts,
    fixed: texts.filter((text) => !isVariable(text)).map(compileGlob),
    variable: texts.filter(isVariable),
  };
}

export function anyFit(globs: ((subject: string) => Fit)[], subject: string): Fit {
  let best: Fit = 'none';
  for (const glob of globs) {
    const fit = glob(subject);
    if (fit === 'all') return fit;
    if (fit === 'unknown' || best === 'none') best = fit;
  }
  return best;
}

export function inverse(fit: Fit): Fit {
  if (fit === 'all') return 'none';
  return fit === 'none' ? 'all' : fit;
}
