import { beforeAll, describe, expect, it } from 'vitest';
import { hclParser, type ParseHcl } from '../terraform/source/parser.ts';
import { applyChanges, changeFor } from './fix.ts';
import { finding } from './testing/finding.ts';
import type { Finding } from './types.ts';

let parse: ParseHcl;
beforeAll(async () => {
  parse = await hclParser();
});

function changing(more: Partial<Finding>): Finding {
  return finding({ change: { path: 'enable_key_rotation', value: true }, ...more });
}

const mended = (text: string, more: Partial<Finding> = {}) => {
  const tree = parse(text);
  const change = changeFor(changing(more), text, tree.rootNode, (_type, name) => name === 'rotation');
  tree.delete();
  return change && applyChanges(text, [change]);
};

const nested: Partial<Finding> = { change: { path: 'rotation.on', value: true } };

describe('a fix', () => {
  it.each([
    [
      'an empty block',
      'resource "aws_kms_key" "a" {}\n',
      'resource "aws_kms_key" "a" {\n  enable_key_rotation = true\n}\n',
    ],
    [
      'a block without the argument',
      'resource "aws_kms_key" "a" { # ours\n  description = "a"\n}\n',
      'resource "aws_kms_key" "a" {\n  enable_key_rotation = true # ours\n  description = "a"\n}\n',
    ],
    [
      'a literal, and nothing else of the line',
      'resource "aws_kms_key" "a" {\n  enable_key_rotation   = false # no\n}\n',
      'resource "aws_kms_key" "a" {\n  enable_key_rotation   = true # no\n}\n',
    ],
    [
      'a literal in a block',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = false\n  }\n}\n',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = true\n  }\n}\n',
      nested,
    ],
    [
      'a block without the argument, in a block',
      'resource "aws_kms_key" "a" {\n  rotation {\n    days = 3\n  }\n}\n',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = true\n    days = 3\n  }\n}\n',
      nested,
    ],
    [
      'an empty block in a block, with the other ends of lines',
      'resource "aws_kms_key" "a" {\r\n  rotation {}\r\n}\r\n',
      'resource "aws_kms_key" "a" {\r\n  rotation {\r\n    on = true\r\n  }\r\n}\r\n',
      nested,
    ],
    [
      'a block that is missing',
      'resource "aws_kms_key" "a" {\n  days = 3\n}\n',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = true\n  }\n  days = 3\n}\n',
      nested,
    ],
    [
      'the block that the path names',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = false\n  }\n  rotation {\n    on = false\n  }\n}\n',
      'resource "aws_kms_key" "a" {\n  rotation {\n    on = false\n  }\n  rotation {\n    on = true\n  }\n}\n',
      { change: { path: ['rotation', 1, 'on'], value: true } },
    ],
  ])('mends %s', (_, before, after, more = {}) => {
    expect(mended(before, more)).toBe(after);
    expect(parse(after).rootNode.hasError).toBe(false);
  });

  it.each([
    ['an expression', 'resource "aws_kms_key" "a" {\n  enable_key_rotation = var.rotate\n}\n', {}],
    ['a block on one line', 'resource "aws_kms_key" "a" { description = "x" }\n', {}],
    ['another block', 'resource "aws_kms_key" "b" {}\n', {}],
    ['what cannot be told', 'resource "aws_kms_key" "a" {}\n', { outcome: 'cannot-tell' as const }],
    ['a nested path', 'resource "aws_kms_key" "a" {}\n', { change: { path: 'a.b', value: true } }],
    [
      'one of several blocks, when the path does not say which',
      'resource "aws_kms_key" "a" {\n  rotation {}\n  rotation {}\n}\n',
      nested,
    ],
    [
      'blocks that are made',
      'resource "aws_kms_key" "a" {\n  dynamic "rotation" {\n    for_each = []\n  }\n}\n',
      nested,
    ],
    ['an argument where blocks are', 'resource "aws_kms_key" "a" {\n  rotation = []\n}\n', nested],
    ['a file that is not understood', 'resource "aws_kms_key" "a" {\n', {}],
  ])('leaves %s alone', (_, text, more) => {
    expect(mended(text, more)).toBeUndefined();
  });
});
