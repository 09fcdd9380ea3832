import type { Json } from '../base/canonical-json.ts';
import type { Attributes, Path } from '../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass } from './check.ts';

/** Judges the attributes of a resource or of one of its blocks. */
export type Rule = (attributes: Attributes) => Judgement;

/** The attribute is `true`. */
export const isTrue = (path: Path): Rule => is(path, (value) => value === true, 'must be true', true);

/** The attribute is `false`, or has no value. */
export const isFalse = (path: Path): Rule =>
  is(path, (value) => value === false || value === null, 'must be false', false);

/** The attribute has a value that is neither empty nor false. */
export const isSet = (path: Path): Rule =>
  is(path, (value) => !isEmpty(value) && value !== false, 'must be set');

/** The attribute has no value, or an empty one. */
export const isUnset = (path: Path): Rule => is(path, isEmpty, 'must not be set');

export const isOneOf = (path: Path, values: readonly Json[]): Rule =>
  is(path, (value) => values.includes(value), `must be ${orListed(values)}`, values[0]);

export const isNoneOf = (path: Path, values: readonly Json[]): Rule =>
  is(path, (value) => !values.includes(value), `must not be ${orListed(values)}`);

/** A number, or the text of one, of at least that. */
export const isAtLeast = (path: Path, least: number): Rule =>
  is(path, (value) => value !== null && value !== '' && Number(value) >= least, `must be ${least} or more`);

/** Any test of a value; `must` says what it demands: `must be true`. `better` is a value that would do. */
export function is(path: Path, holds: (value: Json) => boolean, must: string, better?: Json): Rule {
  return (attributes) => {
    const found = attributes.attribute(path);
    if (!found.known) return cannotTell(`${nameOf(path)} is not known: ${found.because}`, { path });
    if (holds(found.value)) return pass;
    return fail(`${nameOf(path)} ${shown(attributes, path, found.value)}; it ${must}`, {
      path,
      ...(better !== undefined && { change: { path, value: better } }),
    });
  };
}

/** There is at least one such block, or an element of the list. */
export function has(path: Path): Rule {
  return (attributes) => {
    const found = attributes.elements(path);
    if (!found.known) return cannotTell(`${nameOf(path)} is not known: ${found.because}`, { path });
    return found.value.length > 0 ? pass : fail(`there is no ${nameOf(path)}`, { path });
  };
}

/** All hold: a failure decides, then what cannot be told. */
export function all(...rules: readonly Rule[]): Rule {
  return (attributes) => worst(rules.map((rule) => rule(attributes)));
}

/** One is enough: a pass decides, then what cannot be told. */
export function any(...rules: readonly Rule[]): Rule {
  return (attributes) => best(rules.map((rule) => rule(attributes)));
}

/** The rule holds for every block or element; without any it holds. */
export function each(path: Path, rule: Rule): Rule {
  return (attributes) => {
    const found = attributes.elements(path);
    if (!found.known) return cannotTell(`${nameOf(path)} is not known: ${found.because}`, { path });
    return worst(found.value.map((element, index) => within(path, index, rule(element))));
  };
}

/** The rule holds for at least one block or element. */
export function some(path: Path, rule: Rule): Rule {
  return (attributes) => {
    const found = attributes.elements(path);
    if (!found.known) return cannotTell(`${nameOf(path)} is not known: ${found.because}`, { path });
    return found.value.length === 0
      ? fail(`there is no ${nameOf(path)}`, { path })
      : best(found.value.map((element, index) => within(path, index, rule(element))));
  };
}

/** A judgement of a block, as one of the resource: its path leads through the block. */
function within(path: Path, index: number, judgement: Judgement): Judgement {
  if (judgement.outcome === 'pass') return judgement;
  const { change: _change, ...told } = judgement;
  return {
    ...told,
    path: [...stepsOf(path), index, ...(judgement.path === undefined ? [] : stepsOf(judgement.path))],
  };
}

function stepsOf(path: Path): readonly (string | number)[] {
  return typeof path === 'string' ? path.split('.') : path;
}

/** A failure, else what cannot be told, else a pass. */
export function worst(judgements: readonly Judgement[]): Judgement {
  return firstOf(judgements, ['fail', 'cannot-tell']);
}

/** A pass, else what cannot be told, else a failure; without any it is a pass. */
export function best(judgements: readonly Judgement[]): Judgement {
  return firstOf(judgements, ['pass', 'cannot-tell', 'fail']);
}

function firstOf(judgements: readonly Judgement[], order: readonly Judgement['outcome'][]): Judgement {
  for (const outcome of order) {
    const found = judgements.find((judgement) => judgement.outcome === outcome);
    if (found) return found;
  }
  return pass;
}

export function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function nameOf(path: Path): string {
  return typeof path === 'string' ? path : path.join('.');
}

const shownMax = 100;
const secretName = /(?:password|passphrase|token|secret|secret_string|secret_binary|private_key)$/;

/** What stands there, never a secret. */
function shown(attributes: Attributes, path: Path, value: Json): string {
  if (value === null) return 'is not set';
  if (attributes.isSensitive(path)) return 'has a value that is sensitive';
  // Not every plan marks what is sensitive: one that was made without Terraform does not.
  if (typeof value === 'string' && secretName.test(nameOf(path))) return 'has a value that is not shown';
  const text = JSON.stringify(value);
  return `is ${text.length > shownMax ? `${text.slice(0, shownMax)} …` : text}`;
}

function orListed(values: readonly Json[]): string {
  return values.map((value) => (value === null ? 'unset' : JSON.stringify(value))).join(' or ');
}
