import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { applyChanges, changeFor } from '../../findings/fix.ts';
import type { Finding } from '../../findings/types.ts';
import { hclParser } from '../../terraform/source/parser.ts';
import { writeWhole } from '../write-whole.ts';

export interface Fixed {
  file: string;
  findings: Finding[];
}

/**
 * Makes the changes that mend findings and can be made at once: they replace nothing, and nothing stops working. Files
 * outside of the folder, and links out of it, are left alone; each file is replaced whole.
 */
export async function applyFixes(dir: string, findings: readonly Finding[]): Promise<Fixed[]> {
  const safe = findings.filter(({ isChangeSafe, waived, place }) => isChangeSafe && !waived && place);
  const parse = await hclParser();
  const fixed: Fixed[] = [];
  for (const [file, own] of Map.groupBy(safe, ({ place }) => place?.file ?? '')) {
    const path = join(dir, file);
    if (!(await isWithin(dir, path))) continue;
    const text = await readFile(path, 'utf8');
    const found = own.flatMap((finding) => {
      const change = changeFor(finding, text, parse);
      return change ? [{ finding, change }] : [];
    });
    const once = new Map(found.map((one) => [`${one.change.start} ${one.change.text}`, one]));
    if (once.size === 0) continue;
    const { mode } = await stat(path);
    const changes = [...once.values()].map(({ change }) => change);
    await writeWhole(path, applyChanges(text, changes), mode & 0o777);
    fixed.push({ file, findings: found.map(({ finding }) => finding) });
  }
  return fixed;
}

async function isWithin(dir: string, path: string): Promise<boolean> {
  const [folder, real] = await Promise.all([realpath(dir), realpath(path).catch(() => '')]);
  return real !== '' && !relative(folder, real).startsWith('..');
}
