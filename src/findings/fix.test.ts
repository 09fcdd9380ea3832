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
  const change = changeFor(changing(more), text, parse);
  return change && applyChanges(text, [change]);
};

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
  ])('mends %s', (_, before, after) => {
    expect(mended(before)).toBe(after);
    expect(parse(after).rootNode.hasError).toBe(false);
  });

  it.each([
    ['an expression', 'resource "aws_kms_key" "a" {\n  enable_key_rotation = var.rotate\n}\n', {}],
    ['a block on one line', 'resource "aws_kms_key" "a" { description = "x" }\n', {}],
    ['another block', 'resource "aws_kms_key" "b" {}\n', {}],
    ['what cannot be told', 'resource "aws_kms_key" "a" {}\n', { outcome: 'cannot-tell' as const }],
    ['a nested path', 'resource "aws_kms_key" "a" {}\n', { change: { path: 'a.b', value: true } }],
    ['a file that is not understood', 'resource "aws_kms_key" "a" {\n', {}],
  ])('leaves %s alone', (_, text, more) => {
    expect(mended(text, more)).toBeUndefined();
  });
});
