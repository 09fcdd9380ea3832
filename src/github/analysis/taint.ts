import { expressionsIn, nameOfReference } from '../expression/find.ts';
import type { Expression, Reference } from '../expression/syntax.ts';
import type { Job, Step, Text, Variable, Workflow } from '../types.ts';
import { isOutputUntrusted } from './known-outputs.ts';
import { isGiven, isUntrusted } from './sources.ts';

/** Where a text comes from that a script would take: somebody from outside, or who may start or call it. */
export interface Taint {
  by: 'outsider' | 'giver';
  /** The way it came, its source first: `github.head_ref`, `env.BRANCH`. */
  way: readonly string[];
}

/** What an expression stands in; `job` is absent in an action of one's own. */
export interface Surroundings {
  workflow?: Workflow;
  job?: Job;
  /** Steps that ran before, the nearest last. */
  before: readonly Step[];
  step?: Step;
}

const maxDepth = 12;

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
  if (depth > maxDepth) return undefined;
  const inner = (part: Expression) => taintOf(part, around, depth + 1);
  switch (expression.kind) {
    case 'literal':
    case 'not':
      return undefined;
    case 'reference':
      return ofReference(expression, around, depth);
    case 'member':
      return inner(expression.of);
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
  const [context, first, , last] = reference.path;
  if (isUntrusted(reference)) return { by: 'outsider', way: [nameOfReference(reference)] };
  if (isGiven(reference))
    return isHarmlessInput(reference, around)
      ? undefined
      : { by: 'giver', way: [nameOfReference(reference)] };
  if (typeof first !== 'string') return undefined;
  const next = depth + 1;
  switch (context) {
    case 'env':
      return through(ofEnvironment(first, around, next), reference);
    case 'steps':
      return through(ofStep(first, nameOf(last), around, next), reference);
    case 'needs':
    case 'jobs':
      return through(ofNeed(first, nameOf(last), around, next), reference);
    case 'matrix':
      return through(ofMatrix(first, around, next), reference);
    default:
      return undefined;
  }
}

function nameOf(segment: Reference['path'][number] | undefined): string {
  return typeof segment === 'string' ? segment : '*';
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
  const { step, job, workflow } = around;
  const own = find(step?.env ?? [], name);
  if (own) return taintOfText(own.value, around, depth);
  const written = worst(
    around.before.map((earlier) => writtenBy(earlier, name, 'GITHUB_ENV', around, depth)),
  );
  if (written) return written;
  const wider = find(job?.env ?? [], name) ?? find(workflow?.env ?? [], name);
  return wider && taintOfText(wider.value, around, depth);
}

function find(variables: readonly Variable[], name: string): Variable | undefined {
  return variables.findLast((variable) => variable.name.toLowerCase() === name);
}

function ofStep(id: string, output: string, around: Surroundings, depth: number): Taint | undefined {
  const steps = around.job?.steps ?? around.before;
  const step = steps.find((one) => one.id?.toLowerCase() === id);
  if (!step) return undefined;
  const before = steps.slice(0, steps.indexOf(step));
  const inner: Surroundings = { ...around, step, before };
  if (step.run) return writtenBy(step, output, 'GITHUB_OUTPUT', inner, depth);
  if (step.uses?.kind !== 'repository') return undefined;
  if (isOutputUntrusted(step.uses.name, output))
    return { by: 'outsider', way: [`${step.uses.name} ${output}`] };
  if (step.uses.name === 'actions/github-script') return ofScript(step, inner, depth);
  return undefined;
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

function ofNeed(id: string, output: string, around: Surroundings, depth: number): Taint | undefined {
  const job = around.workflow?.jobs.find((one) => one.id.toLowerCase() === id);
  const found = job && find(job.outputs, output);
  if (!job || !found) return undefined;
  return taintOfText(found.value, { ...around, job, before: job.steps }, depth);
}

function ofMatrix(name: string, around: Surroundings, depth: number): Taint | undefined {
  const { job } = around;
  if (!job) return undefined;
  const inner: Surroundings = { ...around, before: [] };
  const values = job.matrix.filter((variable) => variable.name.toLowerCase() === name);
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
  const { run } = step;
  if (!run || !(run.value.includes(file) || run.value.includes('::set-'))) return undefined;
  const inner: Surroundings = { ...around, step };
  const wanted = name === '*' ? '' : name;
  const lines = linesAbout(run.value, wanted);
  return worst(lines.map((line) => taintOfLine(line, run, inner, depth)));
}

/** Lines that name what is written, those of its `<<` block, and those that make the shell's variables they take. */
function linesAbout(script: string, name: string): string[] {
  const lines = script.split('\n', 2_000);
  const wanted = name.toLowerCase();
  const chosen = lines.flatMap((line, at) => {
    const lower = line.toLowerCase();
    if (lower.includes(`${wanted}<<`)) return blockFrom(lines, at, wanted);
    return lower.includes(`${wanted}=`) || lower.includes(`name=${wanted}::`) ? [line] : [];
  });
  const taken = new Set(chosen.flatMap(variablesIn));
  const making = lines.filter((line) =>
    [...taken].some((variable) => line.trimStart().startsWith(`${variable}=`)),
  );
  return [...chosen, ...making];
}

/** `name<<EOF` and what follows, up to the line with its end: several lines make one value. */
function blockFrom(lines: readonly string[], at: number, name: string): string[] {
  const first = lines[at] ?? '';
  const mark = /^[\w${}-]+/.exec(
    first.slice(first.toLowerCase().indexOf(`${name}<<`) + name.length + 2),
  )?.[0];
  const rest = lines.slice(at + 1);
  const end = mark ? rest.findIndex((line) => line.includes(mark)) : -1;
  return [first, ...(end < 0 ? rest : rest.slice(0, end))];
}

/** `$NAME`, `${NAME…}` and PowerShell's `$env:NAME`. */
export function variablesIn(line: string): string[] {
  return [...line.matchAll(/\$(?:env:)?\{?([A-Za-z_]\w*)/g)].map(([, name]) => name ?? '');
}

/** Of a line of a script: by its expressions, or by variables of the environment that it takes. */
export function taintOfLine(line: string, run: Text, around: Surroundings, depth: number): Taint | undefined {
  const direct = taintOfText({ value: line, place: run.place }, around, depth);
  if (direct) return direct;
  const names = variablesIn(line);
  return worst([
    ...names.map((name) => defaultVariable(name)),
    ...names.map((name) => ofEnvironment(name.toLowerCase(), around, depth + 1)),
  ]);
}

/** The runner sets these from the event by itself. */
function defaultVariable(name: string): Taint | undefined {
  return name === 'GITHUB_HEAD_REF' ? { by: 'outsider', way: [name] } : undefined;
}
