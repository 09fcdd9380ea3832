import { conditionOf } from '../expression/find.ts';
import type { Expression, Reference } from '../expression/syntax.ts';
import type { Job, Step, Text, Workflow } from '../types.ts';
import { actorOf, pullRequestEvents } from './events.ts';

/** One way in which a workflow starts. */
export interface Scenario {
  event: string;
  /** Whether who starts it has no rights in the repository. */
  isOutsider: boolean;
}

/** What a condition comes to: `undefined` when it depends on more than the scenario. */
type Truth = boolean | undefined;
type Value = string | number | boolean | null | undefined;

/** All ways in which the events of a workflow start it. */
export function scenariosOf(workflow: Workflow): Scenario[] {
  return workflow.triggers.flatMap(({ event }) => {
    const actor = actorOf(event);
    const insider = { event, isOutsider: false };
    return actor === 'fork' || actor === 'anyone' || actor === 'caller'
      ? [{ event, isOutsider: true }, insider]
      : [insider];
  });
}

/** Whether a job, or a step of it, may run: false only when a condition surely stops it. */
export function mayRun(scenario: Scenario, workflow: Workflow, job: Job, step?: Step): boolean {
  if (step?.if && holds(step.if, scenario) === false) return false;
  return jobMayRun(scenario, workflow, job, new Set());
}

function jobMayRun(scenario: Scenario, workflow: Workflow, job: Job, seen: Set<string>): boolean {
  if (job.if && holds(job.if, scenario) === false) return false;
  if (seen.has(job.id) || (job.if && /\b(?:always|failure|cancelled)\s*\(/i.test(job.if.value))) return true;
  seen.add(job.id);
  const needed = workflow.jobs.filter(({ id }) => job.needs.includes(id));
  return needed.every((one) => jobMayRun(scenario, workflow, one, seen));
}

/** What an `if` comes to. With text around its brackets it always holds. */
export function holds(condition: Text, scenario: Scenario): Truth {
  if (isAlwaysTrue(condition)) return true;
  const [found] = conditionOf(condition);
  return found?.expression && truthOf(found.expression, scenario);
}

/** https://github.com/actions/runner/issues/1173: the text around `${{ }}` makes a string, which is true. */
export function isAlwaysTrue({ value }: Text): boolean {
  if (!value.includes('${{')) return false;
  const [first, ...more] = conditionOf({ value, place: { file: '', line: 1, column: 1 } });
  return first !== undefined && (more.length > 0 || first.start > 0 || first.end < value.length);
}

function truthOf(expression: Expression, scenario: Scenario): Truth {
  switch (expression.kind) {
    case 'literal':
      return Boolean(expression.value);
    case 'not': {
      const of = truthOf(expression.of, scenario);
      return of === undefined ? undefined : !of;
    }
    case 'operator':
      return ofOperator(expression, scenario);
    case 'call':
      return ofCall(expression, scenario);
    case 'reference': {
      const value = knownValue(expression, scenario);
      return value === undefined ? undefined : Boolean(value);
    }
    case 'member':
      return undefined;
  }
}

function ofOperator(expression: Expression & { kind: 'operator' }, scenario: Scenario): Truth {
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') {
    const sides = [truthOf(left, scenario), truthOf(right, scenario)];
    const deciding = operator === '||';
    if (sides.includes(deciding)) return deciding;
    return sides.includes(undefined) ? undefined : !deciding;
  }
  if (operator !== '==' && operator !== '!=') return undefined;
  const same = isSame(left, right, scenario);
  return same === undefined || operator === '==' ? same : !same;
}

function isSame(left: Expression, right: Expression, scenario: Scenario): Truth {
  const special = byPerson(left, right, scenario) ?? byPerson(right, left, scenario);
  if (special !== undefined) return special;
  const values = [left, right].map((side) => knownValue(side, scenario));
  const [one, other] = values;
  if (one === undefined || other === undefined) return undefined;
  // GitHub compares texts without regard to case.
  if (typeof one === 'string' && typeof other === 'string') return one.toLowerCase() === other.toLowerCase();
  return typeof one === typeof other ? one === other : numberOf(one) === numberOf(other);
}

/** Of different types, both become numbers: `true != 'true'` holds. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators */
function numberOf(value: Exclude<Value, undefined>): number {
  return typeof value === 'string' && value.trim() === '' ? 0 : Number(value);
}

function nameOf(expression: Expression): string {
  if (expression.kind !== 'reference') return '';
  return expression.path.map((segment) => (typeof segment === 'string' ? segment : '?')).join('.');
}

const trusted = new Set(['owner', 'member', 'collaborator']);

/** Who or where something comes from: one without rights is never who is asked for. */
const origins: readonly { left: RegExp; right: RegExp | 'literal' }[] = [
  {
    left: /\.(?:head\.repo|head_repository)\.full_name$/,
    right: /^github\.repository$|\.base\.repo\.full_name$/,
  },
  { left: /\.(?:head\.repo|head_repository)\.(?:full_name|owner\.login)$/, right: 'literal' },
  { left: /\.(?:head\.repo|head_repository)\.owner\.login$/, right: /^github\.repository_owner$/ },
  { left: /\.head\.repo\.id$/, right: /base\.repo\.id$|^github\.repository_id$/ },
  { left: /^github\.event\.(?:comment|issue|pull_request|review)\.user\.login$/, right: 'literal' },
  // A label is set by somebody with rights, at that moment.
  { left: /^github\.event\.label\.name$/, right: 'literal' },
];

/** Comparisons that somebody without rights never passes. */
function byPerson(left: Expression, right: Expression, { isOutsider, event }: Scenario): Truth {
  const name = nameOf(left);
  if (!isOutsider || name === '') return undefined;
  const value = right.kind === 'literal' ? String(right.value).toLowerCase() : undefined;
  const isOrigin = origins.some(
    (one) =>
      one.left.test(name) && (one.right === 'literal' ? value !== undefined : one.right.test(nameOf(right))),
  );
  if (isOrigin) return false;
  if (value === undefined) return undefined;
  if (name.endsWith('.author_association')) return trusted.has(value) ? false : undefined;
  // A bot can be made to act on somebody's pull request.
  if (/^github\.(?:(?:triggering_)?actor|event\.sender\.login)$/.test(name))
    return value.endsWith('[bot]') ? undefined : false;
  return name === 'github.event.workflow_run.event' && event === 'workflow_run'
    ? outsiderRun(value)
    : undefined;
}

/** Whether somebody without rights starts a run of that event. */
function outsiderRun(event: string): Truth {
  const actor = actorOf(event);
  return actor === 'writer' || actor === 'schedule' ? false : undefined;
}

function ofCall(expression: Expression & { kind: 'call' }, scenario: Scenario): Truth {
  const [first, second] = expression.arguments;
  switch (expression.name) {
    case 'always':
    case 'success':
      return true;
    case 'contains':
      return first && second && ofContains(first, second, scenario);
    case 'startswith': {
      if (!first || !second) return undefined;
      const [value, start] = [knownValue(first, scenario), knownValue(second, scenario)];
      if (typeof value !== 'string' || typeof start !== 'string') return undefined;
      return value.toLowerCase().startsWith(start.toLowerCase());
    }
    default:
      return undefined;
  }
}

/** `contains(fromJSON('["OWNER"]'), github.event.comment.author_association)` */
function ofContains(list: Expression, item: Expression, scenario: Scenario): Truth {
  const values = listOf(list);
  if (!values) return undefined;
  if (scenario.isOutsider && nameOf(item).endsWith('.author_association'))
    return values.every((value) => trusted.has(value)) ? false : undefined;
  const value = knownValue(item, scenario);
  return value === undefined ? undefined : values.includes(String(value).toLowerCase());
}

function listOf(expression: Expression): string[] | undefined {
  if (expression.kind !== 'call' || expression.name !== 'fromjson') return undefined;
  const [text] = expression.arguments;
  if (text?.kind !== 'literal' || typeof text.value !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text.value);
    return Array.isArray(value) ? value.map((item) => String(item).toLowerCase()) : undefined;
  } catch {
    return undefined;
  }
}

/** What a reference is in a scenario, where that says it. */
function knownValue(expression: Expression, scenario: Scenario): Value {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'reference') return undefined;
  return ofReference(expression, scenario);
}

function ofReference(reference: Reference, { event, isOutsider }: Scenario): Value {
  if (event === 'workflow_call') return undefined;
  const isPullRequest = pullRequestEvents.includes(event);
  switch (nameOf(reference)) {
    case 'github.event_name':
      return event;
    case 'github.ref':
      // refs/pull/NUMBER/merge: of no branch and no tag.
      return isPullRequest ? 'refs/pull/0/merge' : undefined;
    case 'github.ref_type':
      return isPullRequest ? 'branch' : undefined;
    case 'github.ref_name':
      return isPullRequest ? '0/merge' : undefined;
    case 'github.event.pull_request.head.repo.fork':
      return isForkIn(isPullRequest || event === 'pull_request_target', isOutsider);
    case 'github.event.workflow_run.head_repository.fork':
      return isForkIn(event === 'workflow_run', isOutsider);
    case 'github.event.pull_request.merged':
      // Who merges has rights, and has seen it.
      return isOutsider ? false : undefined;
    default:
      return event === 'push' && nameOf(reference).startsWith('github.event.pull_request') ? null : undefined;
  }
}

/** An event of another kind carries none, and `!null` holds. */
function isForkIn(carriesIt: boolean, isOutsider: boolean): Value {
  if (!carriesIt) return null;
  return isOutsider ? true : undefined;
}

/** Who may reach a job or a step from outside: the scenarios that no condition stops. */
export function outsiderScenarios(workflow: Workflow, job: Job, step?: Step): Scenario[] {
  return scenariosOf(workflow).filter((one) => one.isOutsider && mayRun(one, workflow, job, step));
}
