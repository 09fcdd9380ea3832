import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
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
    const real = await ownFile(dir, path);
    if (real === undefined) continue;
    const text = await readFile(real, 'utf8');
    const found = own.flatMap((finding) => {
      const change = changeFor(finding, text, parse);
      return change ? [{ finding, change }] : [];
    });
    const once = new Map(
      found.map((one) => [`${one.finding.name} ${String(one.finding.change?.path)}`, one]),
    );
    if (once.size === 0) continue;
    const { mode } = await stat(real);
    const changes = [...once.values()].map(({ change }) => change);
    await writeWhole(real, applyChanges(text, changes), mode & 0o777);
    fixed.push({ file, findings: found.map(({ finding }) => finding) });
  }
  return fixed;
}

/** The file itself, when it is the folder's own: neither behind a link that leads out, nor a module from elsewhere. */
async function ownFile(dir: string, path: string): Promise<string | undefined> {
  const [folder, real] = await Promise.all([realpath(dir), realpath(path).catch(() => undefined)]);
  if (real === undefined) return undefined;
  const parts = relative(folder, real).split(sep);
  return parts[0] === '..' || parts.includes('.terraform') ? undefined : real;
}
