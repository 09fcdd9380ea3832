import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonBody, type JsonNode, jsonStrings, readJson } from './json-syntax.ts';

function readValue(node: JsonNode, text: string): unknown {
  switch (node.kind) {
    case 'object':
      return node.members.map(({ key, value }) => [key, readValue(value, text)]);
    case 'array':
      return node.elements.map((element) => readValue(element, text));
    default:
      return JSON.parse(text.slice(node.start, node.end));
  }
}

function expected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expected);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([key, inner]) => [key, expected(inner)]);
}

describe('readJson', () => {
  it('reads what JSON.parse reads, at its place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readValue(readJson(text), text)).toEqual(expected(JSON.parse(text)));
      }),
    );
  });

  it.each(['{', '{"a":1,}', "{'a':1}", '// x\n{}', '', '['.repeat(1000) + ']'.repeat(1000)])(
    'refuses %.20s',
    (text) => {
      expect(() => readJson(text)).toThrow();
    },
  );
});

describe('JsonBody', () => {
  it('finds blocks under labels, in objects and arrays alike', () => {
    const text = '{"resource": [{"a": {"b": {"x": 1}, "c": [{"x": 2}, {}]}}, {"d": {"\\u0065": {}}}]}';
    const blocks = new JsonBody(text, readJson(text)).blocks('resource', 2);
    expect(blocks.map(({ labels }) => labels.join('.'))).toEqual(['a.b', 'a.c', 'a.c', 'd.e']);
  });

  it('sees every one of two equal keys', () => {
    const text = '{"backend": 1, "backend": 2}';
    expect(new JsonBody(text, readJson(text)).items('backend')).toHaveLength(2);
  });

  it('lists strings, keys among them', () => {
    expect(jsonStrings(readJson('{"a": ["b", 1, {"c": null}]}')).map(({ value }) => value)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
