import type { Json } from '../../base/canonical-json.ts';
import { holdsTrue, isObject, member } from '../plan/json.ts';
import type { Change, Proven } from './change.ts';

/** A proven value with what AWS told in place of what stood for it. */
export type Substitution = (value: Json) => Json;

/** Shorter texts stand for themselves: `0` or `tcp` is no identifier. */
const minChars = 8;

/**
 * Each text that stood for what only the provider could tell, and what it turned out to be. One that turned out to be
 * two things is left as it is, so that a comparison fails.
 */
export function placeholderValues(
  { changes, placeholders }: Proven,
  real: ReadonlyMap<string, Change>,
): Substitution {
  const found = new Map<string, string | undefined>();
  for (const [from, to] of pairs({ changes, placeholders }, real))
    found.set(from, found.has(from) && found.get(from) !== to ? undefined : to);
  const known = [...found].flatMap(([from, to]) => (to === undefined ? [] : [[from, to] as const]));
  return known.length === 0 ? (value) => value : replacing(new Map(known));
}

/** Each text of the proven plan beside the one of the real plan. */
function pairs(
  { changes, placeholders }: Pick<Proven, 'changes' | 'placeholders'>,
  real: ReadonlyMap<string, Change>,
): [string, string][] {
  return Object.entries(placeholders).flatMap(([address, attributes]) => {
    const [proven, told] = [changes.get(address), real.get(address)];
    if (!proven || !told) return [];
    return attributes.flatMap((attribute): [string, string][] => {
      const [from, to] = [member(proven.after, attribute), member(told.after, attribute)];
      const isTold =
        typeof from === 'string' && typeof to === 'string' && !holdsTrue(member(told.unknown, attribute));
      return isTold && from.length >= minChars && from !== to ? [[from, to]] : [];
    });
  });
}

function replacing(values: ReadonlyMap<string, string>): Substitution {
  // Longest first: an ARN holds the id at its end.
  const alternatives = [...values.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    alternatives.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  const replace: Substitution = (value) => {
    if (typeof value === 'string') return value.replace(pattern, (text) => values.get(text) ?? text);
    if (Array.isArray(value)) return value.map(replace);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replace(one)]));
  };
  return replace;
}
