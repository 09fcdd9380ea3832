import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../base/canonical-json.ts';
import { readPlanDocument } from '../plan/read-plan.ts';
import { planStatically } from './plan.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'holdfast-static-'));
  await mkdir(join(dir, 'module'));
  await writeFile(join(dir, 'secret'), 'outside');
});
afterAll(() => rm(dir, { recursive: true }));

/** The bucket's name, when it is known. */
async function bucketOf(text: string, name: string): Promise<Json | undefined> {
  const bucket = `resource "aws_s3_bucket" "b" {\n  bucket = ${name}\n}\n`;
  await writeFile(join(dir, 'module', 'main.tf'), `${text}\n${bucket}`);
  const { plan } = await planStatically({
    dir: join(dir, 'module'),
    varFiles: [],
    variables: [],
    environment: {},
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  });
  const value = (await readPlanDocument(plan as Json)).byAddress('aws_s3_bucket.b')?.attribute('bucket');
  return value?.known ? value.value : undefined;
}

const doubling = (first: string, next: (before: string) => string, times = 60) =>
  `locals {\n  l0 = ${first}\n${Array.from({ length: times }, (_, at) => `  l${at + 1} = ${next(`local.l${at}`)}\n`).join('')}}\n`;

describe('what is made to take forever, or to read what it should not, is unknown', () => {
  it.each([
    ['lists that double', doubling('["a"]', (one) => `[${one}, ${one}]`), 'jsonencode(local.l60)'],
    [
      'objects that double',
      doubling('{ a = 1 }', (one) => `{ x = ${one}, y = ${one} }`),
      'jsonencode(local.l60)',
    ],
    ['texts that double', doubling('"aaaaaaaa"', (one) => `"\${${one}}\${${one}}"`), 'local.l60'],
    [
      'lists that double by a function',
      doubling('["a"]', (one) => `concat(${one}, ${one})`),
      'join("", local.l60)',
    ],
    [
      'loops in loops',
      'locals {\n  a = range(3000)\n}',
      'join("", [for x in local.a : join("", [for y in local.a : "z"])])',
    ],
    ['a cycle of locals', 'locals {\n  a = local.b\n  b = local.a\n}', 'local.a'],
    ['deep nesting', '', `${'('.repeat(5000)}"a"${')'.repeat(5000)}`],
    ['a file outside of the module', '', 'file("../secret")'],
    ['a file of the system', '', 'file("/etc/hostname")'],
    ['a name of the language under it', '', 'local.__proto__.toString'],
  ])('%s', { timeout: 20_000 }, async (_, text, name) => {
    expect(await bucketOf(text, name)).toBeUndefined();
  });

  it('counts to no more than can be listed', async () => {
    await bucketOf('resource "aws_sqs_queue" "q" {\n  count = 1000000000\n}', '"a"');
  });
});
