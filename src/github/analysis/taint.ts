import { expressionsIn, nameOfReference, unwrapped } from '../expression/find.ts';
import type { Expression, Reference } from '../expression/syntax.ts';
import type { GithubFacts, Step, Text, Variable } from '../types.ts';
import {
  type Call,
  calledAction,
  calledWorkflow,
  callsOf,
  inputsOf,
  maxNesting,
  type Surroundings,
} from './calls.ts';
import { commandOutput } from './command-outputs.ts';
import { isOutputUntrusted } from './known-outputs.ts';
import { linesAbout, variablesIn } from './script-lines.ts';
import { isGiven, isUntrusted } from './sources.ts';

/** Where a text comes from that a script would take: somebody from outside, or who may start or call it. */
export interface Taint {
  by: 'outsider' | 'giver';
  /** The way it came, its source first: `github.head_ref`, `env.BRANCH`. */
  way: readonly string[];
}

const maxDepth = 150;
/** What cannot be followed to its end is nobody's that one may trust. */
const endless: Taint = { by: 'outsider', way: ['more values than are followed'] };

/** Functions of which the value is a boolean or a digest: nothing of what went in. */
const harmless = new Set([
  'contains',
  'startswith',
  'endswith',
  'hashfiles',
  'success',
  'failure',
  'always',
  'cancelled',
]);

/** Whether what an expression gives may be somebody else's text. */
export function taintOf(expression: Expression, around: Surroundings, depth = 0): Taint | undefined {
  if (depth > maxDepth) return endless;
  const inner = (part: Expression) => taintOf(part, around, depth + 1);
  switch (expression.kind) {
    case 'literal':
    case 'not':
      return undefined;
    case 'reference':
      return ofReference(expression, around, depth);
    case 'member':
      return inner(unwrapped(expression));
    case 'call':
      return harmless.has(expression.name) ? undefined : worst(expression.arguments.map(inner));
    case 'operator':
      if (expression.operator === '||') return worst([inner(expression.left), inner(expression.right)]);
      // `a && b` gives `a` only where that is empty, false or zero.
      return expression.operator === '&&' ? inner(expression.right) : undefined;
  }
}

/** Of every expression of a text. */
export function taintOfText(text: Text, around: Surroundings, depth = 0): Taint | undefined {
  return worst(expressionsIn(text).map(({ expression }) => expression && taintOf(expression, around, depth)));
}

function worst(found: readonly (Taint | undefined)[]): Taint | undefined {
  return found.find((taint) => taint?.by === 'outsider') ?? found.find((taint) => taint !== undefined);
}

function through(taint: Taint | undefined, reference: Reference): Taint | undefined {
  return taint && { by: taint.by, way: [...taint.way, nameOfReference(reference)] };
}

function ofReference(reference: Reference, around: Surroundings, depth: number): Taint | undefined {
  const [context, first, part, last] = reference.path;
  if (isUntrusted(reference)) return { by: 'outsider', way: [nameOfReference(reference)] };
  if (isGiven(reference)) return ofGiven(reference, around, depth);
  const name = nameOf(first);
  const next = depth + 1;
  switch (context) {
    case 'env':
      return through(ofEnvironment(name, around, next), reference);
    case 'steps':
      // `outcome` and `conclusion` are words of GitHub's own.
      if (nameOf(part) !== '*' && part !== 'outputs') return undefined;
      return through(ofSteps(name, nameOf(last), around, next), reference);
    case 'needs':
    case 'jobs':
      return through(ofNeeds(name, nameOf(last), around, next), reference);
    case 'matrix':
      return through(ofMatrix(name, around, next), reference);
    default:
      return undefined;
  }
}

/** `*`: all of them, as in `toJSON(env)`, or one that only the run knows. */
function nameOf(segment: Reference['path'][number] | undefined): string {
  return typeof segment === 'string' ? segment : '*';
}

/** An input is as bad as the worst that the repository itself hands over; else what its starter makes of it. */
function ofGiven(reference: Reference, around: Surroundings, depth: number): Taint | undefined {
  const { path } = reference;
  const own: Taint = { by: 'giver', way: [nameOfReference(reference)] };
  if (isHarmlessInput(reference, around)) return undefined;
  if (path[0] !== 'inputs') return own;
  const name = nameOf(path[1]);
  if (around.call) return through(ofCall(name, around.call, around, depth + 1), reference);
  const handed = around.github && ofEveryCall(name, around, around.github);
  return handed?.by === 'outsider' ? through(handed, reference) : own;
}

/** What one call hands over under a name, or what counts where it hands over nothing. */
function ofCall(name: string, call: Call, around: Surroundings, depth: number): Taint | undefined {
  const given = allOf(call.given, name);
  const taken = worst(given.map(({ value }) => taintOfText(value, call.around, depth)));
  if (taken || (given.length > 0 && name !== '*')) return taken;
  const defaults = inputsOf(around).flatMap((input) =>
    name === '*' || input.name.toLowerCase() === name ? (input.default ?? []) : [],
  );
  return worst(defaults.map((text) => taintOfText(text, { ...around, before: [] }, depth)));
}

const remembered = new WeakMap<GithubFacts, Map<string, Taint | undefined>>();

/** Of all calls in the repository, each asked once: files of a stranger may call one another without end. */
function ofEveryCall(name: string, around: Surroundings, github: GithubFacts): Taint | undefined {
  const target = around.action ?? around.workflow;
  const nesting = (around.nesting ?? 0) + 1;
  if (!target || nesting > maxNesting) return undefined;
  const known = remembered.get(github) ?? new Map<string, Taint | undefined>();
  remembered.set(github, known);
  const key = `${target.file} ${name}`;
  if (known.has(key)) return known.get(key);
  known.set(key, undefined);
  const calls = callsOf(target, github).map(
    ({ given, around: caller }): Call => ({ given, around: { ...caller, nesting } }),
  );
  const found = worst([...calls, { given: [], around }].map((call) => ofCall(name, call, around, 0)));
  known.set(key, found);
  return found;
}

/** A boolean, a number, a choice or an environment has nothing that a script would take for more. */
function isHarmlessInput({ path }: Reference, { workflow }: Surroundings): boolean {
  const name =
    path[0] === 'inputs' ? path[1] : path[1] === 'event' && path[2] === 'inputs' ? path[3] : undefined;
  if (typeof name !== 'string' || !workflow) return false;
  const inputs = workflow.triggers
    .flatMap((trigger) => trigger.inputs)
    .filter((input) => input.name.toLowerCase() === name);
  return inputs.length > 0 && inputs.every(({ type }) => type !== 'string');
}

/** The nearest that sets it: the step, what steps wrote to GITHUB_ENV, the job, the workflow. */
function ofEnvironment(name: string, around: Surroundings, depth: number): Taint | undefined {
  if (depth > maxDepth) return endless;
  const { step, ...outer } = around;
  const own = ofVariables(step?.env ?? [], name, outer, depth);
  if (own.decides) return own.taint;
  const written = worst(
    around.before.map((earlier, at) =>
      writtenBy(earlier, name, 'GITHUB_ENV', { ...outer, before: around.before.slice(0, at) }, depth),
    ),
  );
  if (written) return worst([own.taint, written]);
  return worst([own.taint, ofWiderEnvironment(name, { ...outer, before: [] }, depth)]);
}

/** Of the job, then of the workflow; neither sees the values beside it. */
function ofWiderEnvironment(name: string, around: Surroundings, depth: number): Taint | undefined {
  const { job, ...outer } = around;
  const inJob: Surroundings = job ? { ...outer, job: { ...job, env: [] } } : outer;
  const own = ofVariables(job?.env ?? [], name, inJob, depth);
  const { workflow, ...outermost } = outer;
  if (own.decides || !workflow) return own.taint;
  const inWorkflow: Surroundings = { ...outermost, workflow: { ...workflow, env: [] } };
  return worst([own.taint, ofVariables(workflow.env, name, inWorkflow, depth).taint]);
}

/** Whether one of the name is there, and so hides what is set further out. */
function ofVariables(variables: readonly Variable[], name: string, around: Surroundings, depth: number) {
  const found = allOf(variables, name);
  const taint = worst(found.map(({ value }) => taintOfText(value, around, depth + 1)));
  return { taint, decides: name !== '*' && found.length > 0 };
}

function find(variables: readonly Variable[], name: string): Variable | undefined {
  return variables.findLast((variable) => variable.name.toLowerCase() === name);
}

function allOf(variables: readonly Variable[], name: string): readonly Variable[] {
  if (name === '*') return variables;
  const found = find(variables, name);
  return found ? [found] : [];
}

function ofSteps(id: string, output: string, around: Surroundings, depth: number): Taint | undefined {
  const steps = around.job?.steps ?? around.action?.steps ?? around.before;
  const named = steps.filter((one) => one.id !== undefined && (id === '*' || one.id.toLowerCase() === id));
  return worst(
    named.map((step) => {
      const before = steps.slice(0, steps.indexOf(step));
      return ofStep(step, output, { ...around, step, before }, depth);
    }),
  );
}

function ofStep(step: Step, output: string, around: Surroundings, depth: number): Taint | undefined {
  if (step.run) return writtenBy(step, output, 'GITHUB_OUTPUT', around, depth);
  if (step.uses?.kind === 'local') return ofOwnAction(step, output, around, depth);
  if (step.uses?.kind !== 'repository') return undefined;
  if (isOutputUntrusted(step.uses.name, output))
    return { by: 'outsider', way: [`${step.uses.name} ${output}`] };
  if (step.uses.name === 'actions/github-script') return ofScript(step, around, depth);
  return undefined;
}

/** An output of an action of the repository itself, with what this step gave to it. */
function ofOwnAction(step: Step, output: string, around: Surroundings, depth: number): Taint | undefined {
  const inner = insideOf(step, around);
  if (!inner?.action) return undefined;
  const { outputs } = inner.action;
  if (isSpent(around)) return endless;
  return worst(allOf(outputs, output).map(({ value }) => taintOfText(value, inner, depth + 1)));
}

const spent = new WeakMap<GithubFacts, number>();
const maxFollowed = 20_000;

/** Actions that use actions that use actions: each call is followed for itself, but not without end. */
function isSpent({ github }: Surroundings): boolean {
  if (!github) return false;
  const count = (spent.get(github) ?? 0) + 1;
  spent.set(github, count);
  return count > maxFollowed;
}

const nobody: object = {};
const answers = new WeakMap<object, WeakMap<object, Map<string, Taint | undefined>>>();

/** Asks a thing once for each call that it is seen through; one that leads back to itself adds nothing. */
function once(
  thing: object,
  call: Call | undefined,
  name: string,
  ask: () => Taint | undefined,
): Taint | undefined {
  const byThing = answers.get(call ?? nobody) ?? new WeakMap<object, Map<string, Taint | undefined>>();
  answers.set(call ?? nobody, byThing);
  const known = byThing.get(thing) ?? new Map<string, Taint | undefined>();
  byThing.set(thing, known);
  if (known.has(name)) return known.get(name);
  known.set(name, undefined);
  const found = ask();
  known.set(name, found);
  return found;
}

/** At the end of the action that a step uses. */
function insideOf(step: Step, around: Surroundings): Surroundings | undefined {
  const { github } = around;
  const action = github && calledAction(step, github);
  const nesting = (around.nesting ?? 0) + 1;
  if (!action || nesting > maxNesting) return undefined;
  return { action, github, before: action.steps, call: { given: step.with, around }, nesting };
}

/** What a script of actions/github-script gives back, where it mentions what somebody from outside wrote. */
function ofScript(step: Step, around: Surroundings, depth: number): Taint | undefined {
  const script = find(step.with, 'script')?.value;
  if (!script) return undefined;
  const [payload] =
    /context\.payload\.(?:comment\.body|issue\.(?:title|body)|pull_request\.(?:title|body|head\.ref)|review\.body)|\.data\.(?:title|body|head\.ref)\b/.exec(
      script.value,
    ) ?? [];
  if (payload) return { by: 'outsider', way: [payload] };
  return taintOfText(script, around, depth);
}

function ofNeeds(id: string, output: string, around: Surroundings, depth: number): Taint | undefined {
  const jobs = around.workflow?.jobs.filter((one) => id === '*' || one.id.toLowerCase() === id) ?? [];
  return worst(
    jobs.map((job) =>
      once(job, around.call, output, () => ofNeed({ ...around, job, before: job.steps }, output, depth)),
    ),
  );
}

function ofNeed(around: Surroundings, output: string, depth: number): Taint | undefined {
  const { job, github } = around;
  if (!job) return undefined;
  const called = github && calledWorkflow(job, github);
  if (!called) return worst(allOf(job.outputs, output).map(({ value }) => taintOfText(value, around, depth)));
  const outputs = called.triggers.flatMap((trigger) => trigger.outputs);
  const inner: Surroundings = { workflow: called, github, before: [], call: { given: job.with, around } };
  return worst(allOf(outputs, output).map(({ value }) => taintOfText(value, inner, depth + 1)));
}

function ofMatrix(name: string, around: Surroundings, depth: number): Taint | undefined {
  const { job } = around;
  if (!job) return undefined;
  const { matrixExpression: _whole, ...plain } = job;
  const inner: Surroundings = { ...around, job: { ...plain, matrix: [] }, before: [] };
  const values = job.matrix.filter(
    (variable) => name === '*' || variable.name.toLowerCase().split('.', 1)[0] === name,
  );
  const whole = job.matrixExpression && taintOfText(job.matrixExpression, inner, depth);
  return worst([whole, ...values.map(({ value }) => taintOfText(value, inner, depth))]);
}

/**
 * What a script writes to a file of the runner under a name: tainted when the line takes an expression or a variable
 * that is. A line that writes is one with the name and `=`, `<<` or a `set-output` of it.
 */
function writtenBy(
  step: Step,
  name: string,
  file: 'GITHUB_ENV' | 'GITHUB_OUTPUT',
  around: Surroundings,
  depth: number,
): Taint | undefined {
  return once(step, around.call, `${file} ${name}`, () => {
    if (step.uses?.kind === 'local' && file === 'GITHUB_ENV')
      return writtenByAction(step, name, around, depth);
    const { run } = step;
    if (!run || !(run.value.includes(file) || run.value.includes('::set-'))) return undefined;
    const lines = linesAbout(run.value, name === '*' ? '' : name);
    return worst(lines.map((line) => taintOfLine(line, run, { ...around, step }, depth)));
  });
}

function writtenByAction(step: Step, name: string, around: Surroundings, depth: number): Taint | undefined {
  const inner = insideOf(step, around);
  if (!inner?.action) return undefined;
  if (isSpent(around)) return endless;
  const { steps } = inner.action;
  return worst(
    steps.map((one, at) =>
      writtenBy(one, name, 'GITHUB_ENV', { ...inner, before: steps.slice(0, at) }, depth + 1),
    ),
  );
}

/** Of a line of a script: by its expressions, or by variables of the environment that it takes. */
export function taintOfLine(line: string, run: Text, around: Surroundings, depth: number): Taint | undefined {
  const direct = taintOfText({ value: line, place: run.place }, around, depth);
  if (direct) return direct;
  const names = variablesIn(line);
  const printed = commandOutput(line);
  return worst([
    printed === undefined ? undefined : { by: 'outsider', way: [printed] },
    ...names.map((name) => defaultVariable(name)),
    ...names.map((name) => ofEnvironment(name.toLowerCase(), around, depth + 1)),
  ]);
}

/** The runner sets these from the event by itself. */
function defaultVariable(name: string): Taint | undefined {
  return name === 'GITHUB_HEAD_REF' ? { by: 'outsider', way: [name] } : undefined;
}
