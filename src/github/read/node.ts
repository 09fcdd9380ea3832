import type { MapNode, Node, Text, Variable } from '../types.ts';

/** The value of a key, the last where it stands there twice. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return entry(node, key)?.value;
}

export function entry(node: Node | undefined, key: string): MapNode['entries'][number] | undefined {
  return node?.kind === 'map' ? node.entries.findLast((one) => one.key.value === key) : undefined;
}

export function entriesOf(node: Node | undefined): MapNode['entries'] {
  return node?.kind === 'map' ? node.entries : [];
}

/** A scalar that is not empty. */
export function textOf(node: Node | undefined): Text | undefined {
  if (node?.kind !== 'text' || node.value === '') return undefined;
  const { kind: _kind, ...text } = node;
  return text;
}

export function stringOf(node: Node | undefined): string | undefined {
  return textOf(node)?.value;
}

/** The texts of a list, or one text alone. */
export function textsOfList(node: Node | undefined): Text[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => textOf(item) ?? []);
  return [textOf(node)].filter((text) => text !== undefined);
}

export function stringsOf(node: Node | undefined): string[] {
  return textsOfList(node).map(({ value }) => value);
}

/** `env`, `with`, `outputs`: names and their texts. A list or a map in place of a text is as empty. */
export function variablesOf(node: Node | undefined): Variable[] {
  return entriesOf(node).map(({ key, value }) => ({
    name: key.value,
    place: key.place,
    value: textOf(value) ?? { value: '', place: value.place },
  }));
}

/** Those of `properties` that are there: an object without keys of undefined. */
export function present<T extends object>(properties: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
