import { attributeOf, type Block } from '../source/body.ts';
import { assumedOutput } from '../source/rewrite/assumed.ts';

/** Types nest, and theirs is a text of a user. */
const depthMax = 20;

/** A value for a variable that has none: what its validation allows where that is plain, else by type and name. */
export function assumedVariable(name: string, block: Block): unknown {
  const allowed = allowedValue(name, block);
  if (allowed !== undefined) return allowed;
  return ofType(attributeOf(block.body, 'type')?.value.text.trim() ?? 'any', name, depthMax);
}

/** The first of the values that a validation lists: `contains(["a", "b"], var.x)`. */
function allowedValue(name: string, block: Block): unknown {
  for (const { body } of block.body.blocks('validation', 0)) {
    const condition = attributeOf(body, 'condition')?.value.text ?? '';
    const listed =
      /contains\(\s*(?:tolist\(|toset\()?\[\s*("[^"\\$%]*"|-?\d+)[^\]]*\]\)?\s*,\s*(?:\w+\()?var\.([\w-]+)/.exec(
        condition,
      );
    if (listed?.[1] !== undefined && listed[2] === name) return JSON.parse(listed[1]);
  }
  return undefined;
}

/** https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
function ofType(type: string, name: string, depth: number): unknown {
  const { outer, inner } = partsOf(type);
  if (depth === 0) return null;
  switch (outer) {
    case 'string':
      return textOf(name);
    case 'number':
      return /port$/.test(name) ? 443 : 1;
    case 'bool':
      return false;
    case 'list':
    case 'set':
      return /^string$/.test(inner) ? textsOf(name) : [];
    case 'map':
      return {};
    case 'object':
      return objectOf(inner, depth);
    case 'tuple':
      return split(inner.replace(/^\s*\[|\]\s*$/g, '')).map((part) => ofType(part, name, depth - 1));
    default:
      return assumedOutput(name, { members: new Map() });
  }
}

function partsOf(type: string): { outer: string; inner: string } {
  const match = /^\s*([a-z]+)\s*(?:\(([\s\S]*)\))?\s*$/.exec(type.replace(/^"(.*)"$/, '$1'));
  return { outer: match?.[1] ?? 'any', inner: (match?.[2] ?? '').trim() };
}

function textOf(name: string): string {
  const value = assumedOutput(name, { members: new Map() });
  return typeof value === 'string' ? value : `assumed-${name}`;
}

function textsOf(name: string): string[] {
  const value = assumedOutput(name, { members: new Map(), element: { members: new Map() } });
  return Array.isArray(value) ? value.map(String) : [textOf(name)];
}

function objectOf(inner: string, depth: number): Record<string, unknown> {
  const members = split(inner.replace(/^\s*\{|\}\s*$/g, '')).flatMap((part) => {
    const match = /^\s*"?([\w-]+)"?\s*[=:]\s*([\s\S]+)$/.exec(part);
    if (match?.[1] === undefined || match[2] === undefined || /^optional\s*\(/.test(match[2])) return [];
    return [[match[1], ofType(match[2], match[1], depth - 1)] as const];
  });
  return Object.fromEntries(members);
}

/** The parts of a list, at commas and line ends outside of brackets; without comments. */
function split(text: string): string[] {
  const parts: string[] = [];
  let [depth, part] = [0, ''];
  for (const letter of text.replace(/(?:#|\/\/).*$/gm, '')) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (depth === 0 && (letter === ',' || letter === '\n')) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].filter((one) => one.trim() !== '');
}
