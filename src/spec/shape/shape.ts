import { z } from 'zod';
import { expected, mostEntries } from './forms.ts';

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type Renamed<T, N> = {
  [K in keyof T as K extends keyof N ? N[K] & string : Camel<K & string>]: T[K];
};

type Flat<T> = { [K in keyof T]: T[K] };

/** A merge patch is a part of the noun: the same keys, all optional, down to the leaves. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> }
    : T;

const camel = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * A map with fixed keys. Unknown keys are refused. The output has camelCase keys, and those in `names` get the name
 * given there: `{ retention: 'retentionSeconds' }`, for keys whose value changes its unit.
 */
export function shape<
  const S extends z.ZodRawShape,
  const N extends { readonly [K in keyof S]?: string } = Record<never, string>,
>(keys: S, names?: N) {
  const object = z.strictObject(keys);
  return object.transform((value): Flat<Renamed<z.output<typeof object>, N>> => {
    const entries = Object.entries(value).map(([key, item]) => [names?.[key] ?? camel(key), item]);
    return Object.fromEntries(entries);
  });
}

/** A record without a prototype, so that `record['constructor']` is only ever what the file says. */
export function bareRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** A map whose keys are names that the user chooses. */
export function named<V extends z.ZodType>(key: z.ZodType<string, string>, value: V, most = mostEntries) {
  return z
    .record(key, value)
    .refine(
      (record) => Object.keys(record).length <= most,
      expected('a map that is short enough', `name at most ${most}`),
    )
    .transform((record) => bareRecord<z.output<V>>(Object.entries(record)));
}

function unwrappedOnce(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodPipe) return schema.def.in as z.ZodType;
  const wraps =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return wraps ? (schema.def.innerType as z.ZodType) : undefined;
}

/** The schema inside wrappers that say how often or into what, but not which keys. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = unwrappedOnce(schema);
  return inner ? unwrapped(inner) : schema;
}

/**
 * The schema of a merge patch over `schema`: every key optional at every depth, no default, nothing transformed.
 * Lists are replaced as a whole, as RFC 7396 has it (https://www.rfc-editor.org/rfc/rfc7396).
 */
export function patchOf<S extends z.ZodType>(schema: S): z.ZodType<Patch<z.input<S>>, Patch<z.input<S>>> {
  return patch(schema) as z.ZodType<Patch<z.input<S>>, Patch<z.input<S>>>;
}

function descriptionOf(schema: z.ZodType): string | undefined {
  if (schema.description !== undefined) return schema.description;
  const inner = unwrappedOnce(schema);
  return inner && descriptionOf(inner);
}

function patch(schema: z.ZodType): z.ZodType {
  const inner = unwrapped(schema);
  const description = descriptionOf(schema);
  const described = (made: z.ZodType) => (description === undefined ? made : made.describe(description));
  if (inner instanceof z.ZodObject) {
    const keys = Object.entries(inner.shape as Record<string, z.ZodType>);
    return described(
      z.strictObject(Object.fromEntries(keys.map(([key, item]) => [key, patch(item).exactOptional()]))),
    );
  }
  if (inner instanceof z.ZodRecord) {
    return described(
      z.record(inner.keyType as z.ZodType<string, string>, patch(inner.valueType as z.ZodType)),
    );
  }
  return described(inner);
}
