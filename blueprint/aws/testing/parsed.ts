import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hclParser } from '../../../src/terraform/source/parser.ts';
import { parseSource, type SourceFile } from '../../../src/terraform/source/source-file.ts';

/** The files of a folder whose names match, parsed; `dispose` frees them. */
export async function parsed(dir: string, pattern: RegExp): Promise<SourceFile[]> {
  const parse = await hclParser();
  const names = (await readdir(dir)).filter((name) => pattern.test(name)).sort();
  const texts = names.map((name) => readFile(join(dir, name), 'utf8'));
  return (await Promise.all(texts)).map((text, at) => parseSource(names[at] ?? '', text, parse));
}
