import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { attributeOf } from './body.ts';
import { isLocalSource } from './discover.ts';
import { hclParser } from './parser.ts';
import { dispose, parseSource, readText } from './source-file.ts';

/** https://developer.hashicorp.com/terraform/language/tests */
const testName = /\.(?:tf|tofu)test\.(?:hcl|json)$/;

export interface ModuleTests {
  /** Absolute. */
  files: string[];
  /** Folders of the local modules that runs name, absolute. */
  modules: string[];
}

/** The tests of a root module: in its folder and in `tests`, where Terraform looks for them. */
export async function moduleTests(rootDir: string, inside: (path: string) => boolean): Promise<ModuleTests> {
  const folders = [rootDir, join(rootDir, 'tests')];
  const files: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    files.push(...names.filter((name) => testName.test(name)).map((name) => join(folder, name)));
  }
  const modules = new Set<string>();
  for (const file of files)
    for (const source of await sourcesIn(file, inside)) modules.add(resolve(rootDir, source));
  return { files, modules: [...modules] };
}

async function sourcesIn(path: string, inside: (path: string) => boolean): Promise<string[]> {
  const read = await readText(path, inside);
  if (!('text' in read)) return [];
  const file = parseSource(path, read.text, await hclParser());
  const called = file.body.blocks('run', 1).flatMap(({ body }) => body.blocks('module', 0));
  const sources = called.flatMap(({ body }) => attributeOf(body, 'source')?.value.literal ?? []);
  dispose([file]);
  return sources.filter(isLocalSource);
}
