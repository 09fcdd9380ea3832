import { crc32 } from 'node:zlib';

// The order in which the provider's SDK gives out the elements of a set. It shows in a policy where several blocks
// are merged into one list.
// https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/schema/set.go
// https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/schema/serialize.go

/** Sorted by the hash code of each element's text, compared as decimal text; equal elements once. */
function inHashOrder<Element>(elements: Element[], serialise: (element: Element) => string): Element[] {
  const byCode = new Map<string, Element>();
  for (const element of elements) {
    const code = String(crc32(serialise(element)));
    if (!byCode.has(code)) byCode.set(code, element);
  }
  return [...byCode].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, element]) => element);
}

const members = (values: string[]): string => values.map((value) => `${value};`).join('');

export interface PrincipalBlock {
  type: string;
  identifiers: string[];
}

/** The `principals` or `not_principals` blocks of a statement. */
export function principalsInOrder(blocks: PrincipalBlock[]): PrincipalBlock[] {
  return inHashOrder(blocks, ({ type, identifiers }) => {
    const ordered = inHashOrder(identifiers, (identifier) => `${identifier};`);
    return `identifiers:{${members(ordered)}};type:${type};`;
  });
}

export interface ConditionBlock {
  test: string;
  variable: string;
  values: string[];
}

/** The `condition` blocks of a statement. */
export function conditionsInOrder(blocks: ConditionBlock[]): ConditionBlock[] {
  return inHashOrder(
    blocks,
    ({ test, variable, values }) => `test:${test};values:(${members(values)});variable:${variable};`,
  );
}
