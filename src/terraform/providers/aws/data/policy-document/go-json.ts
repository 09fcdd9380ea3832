/** What Go's encoder is given: a `Map` keeps its order, as a struct does; see `sortedMap` for Go's maps. */
export type GoValue = null | boolean | number | string | GoValue[] | Map<string, GoValue>;

/** Characters that Go escapes so that the text can stand in HTML: https://pkg.go.dev/encoding/json#Marshal */
const escaped: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** By bytes of UTF-8, as Go compares strings. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Go sorts the keys of a map when it encodes it. */
export function sortedMap(entries: Iterable<[string, GoValue]>): Map<string, GoValue> {
  return new Map([...entries].sort(([left], [right]) => compareBytes(left, right)));
}

/** As `json.Marshal`, or with an indent as `json.MarshalIndent(value, "", indent)`. */
export function goJson(value: GoValue, indent = '', outer = ''): string {
  if (typeof value === 'string') return goString(value);
  if (Array.isArray(value)) {
    const inner = value.map((element) => goJson(element, indent, outer + indent));
    return enclose('[', inner, ']', indent, outer);
  }
  if (value instanceof Map) {
    const colon = indent === '' ? ':' : ': ';
    const inner = [...value].map(
      ([key, element]) => goString(key) + colon + goJson(element, indent, outer + indent),
    );
    return enclose('{', inner, '}', indent, outer);
  }
  return JSON.stringify(value);
}

function goString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (character) => escaped[character] ?? '',
  );
}

function enclose(open: string, inner: string[], close: string, indent: string, outer: string): string {
  if (indent === '' || inner.length === 0) return open + inner.join(',') + close;
  const line = `\n${outer}${indent}`;
  return `${open}${line}${inner.join(`,${line}`)}\n${outer}${close}`;
}
