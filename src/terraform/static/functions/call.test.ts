import { describe, expect, it } from 'vitest';
import { folderOf } from '../../engine/testing/planned.ts';
import { planStatically } from '../plan.ts';

/** What `jsonencode` of an expression comes to; undefined where that is not told. */
async function told(expression: string): Promise<unknown> {
  const text = `resource "null_resource" "a" {\n triggers = { v = jsonencode(${expression}) }\n}\n`;
  await using folder = await folderOf({ 'main.tf': text });
  const { plan } = await planStatically({
    dir: folder.dir,
    varFiles: [],
    variables: [],
    environment: {},
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  });
  const [change] = plan.resource_changes as { change: { after: { triggers?: { v?: string } } } }[];
  const found = change?.change.after.triggers?.v;
  return typeof found === 'string' ? JSON.parse(found) : undefined;
}

// As Terraform 1.11.4 gives them.
const same: [expression: string, value: unknown][] = [
  ['0.1 + 0.2', 0.3],
  ['true ? 1 : "x"', '1'],
  ['true && (true || false)', true],
  ['(true || false) && true', true],
  ['(1 + 2) * (3 + 4)', 21],
  ['1 - (2 - 3)', 2],
  ['((1 + 1)) * 2', 4],
  ['2 * ({ x = [1, 2] }).x[1]', 4],
  ['yamldecode("a: b # on two lines, or no more")', { a: 'b' }],
  ['upper("ß")', 'ß'],
  ['regexall("[a-z]", "a1b2")', ['a', 'b']],
  ['yamlencode({ a = [1] })', '"a":\n- 1\n'],
];

// Terraform gives something that is not followed here, or refuses.
const open = [
  '1 / 3',
  '100000000000000000000000',
  '{ d = 1e30 }',
  'format("%d", 3.7)',
  'format("%05d", -42)',
  'format("%999999999s", "a")',
  'replace("hello", "/l+/", "[$0]")',
  'yamldecode("c: yes")',
  'tolist([1, "a"])',
  'cidrhost("10.0.0.0/24", 300)',
  'file("/etc/hostname")',
  'range(1000000000)',
  'regexall("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")',
];

describe('functions and operators', () => {
  it.each(same)('%s', async (expression, value) => expect(await told(expression)).toEqual(value));
  it.each(open)('%s: is not told', async (expression) => expect(await told(expression)).toBeUndefined());
});
