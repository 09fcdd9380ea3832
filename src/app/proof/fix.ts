import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { applyChanges, changeFor, type HasBlock } from '../../findings/fix.ts';
import { patchOf, type TextChange } from '../../findings/patch.ts';
import type { Finding } from '../../findings/types.ts';
import { openSchema } from '../../terraform/schema/store.ts';
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
  const safe = findings.filter(({ isChangeSafe, waived }) => isChangeSafe && !waived);
  const fixed: Fixed[] = [];
  for (const { file, path, text, found } of await mendable(dir, safe)) {
    const once = new Map(
      found.map((one) => [`${one.finding.name} ${String(one.finding.change?.path)}`, one]),
    );
    const { mode } = await stat(path);
    const changes = [...once.values()].map(({ change }) => change);
    await writeWhole(path, applyChanges(text, changes), mode & 0o777);
    fixed.push({ file, findings: found.map(({ finding }) => finding) });
  }
  return fixed;
}

/** The findings, those that one change mends with its patch. Whether it is safe is for the reader to judge. */
export async function withPatches(dir: string, findings: readonly Finding[]): Promise<Finding[]> {
  const files = await mendable(dir, findings);
  const patches = new Map(
    files.flatMap(({ file, text, found }) =>
      found.map(({ finding, change }) => [finding, patchOf(file, text, change)] as const),
    ),
  );
  return findings.map((finding) => {
    const patch = patches.get(finding);
    return patch ? { ...finding, patch } : finding;
  });
}

interface Mendable {
  /** As findings name it. */
  file: string;
  path: string;
  text: string;
  found: { finding: Finding; change: TextChange }[];
}

/** The changes that there are, by file; nothing is loaded where there is none. */
async function mendable(dir: string, findings: readonly Finding[]): Promise<Mendable[]> {
  const proposed = findings.filter(({ change, place, tool }) => change && place && tool === undefined);
  if (proposed.length === 0) return [];
  const [parse, hasBlock] = await Promise.all([hclParser(), blocksOfAws()]);
  const files: Mendable[] = [];
  for (const [file, own] of Map.groupBy(proposed, ({ place }) => place?.file ?? '')) {
    const path = await ownFile(dir, join(dir, file));
    if (path === undefined) continue;
    const text = await readFile(path, 'utf8');
    const tree = parse(text);
    const found = own.flatMap((finding) => {
      const change = changeFor(finding, text, tree.rootNode, hasBlock);
      return change ? [{ finding, change }] : [];
    });
    tree.delete();
    if (found.length > 0) files.push({ file, path, text, found });
  }
  return files;
}

async function blocksOfAws(): Promise<HasBlock> {
  const schema = await openSchema('aws-6');
  return (type, name) => schema.block('resource', type)?.blocks[name] !== undefined;
}

/** The file itself, when it is the folder's own: neither behind a link that leads out, nor a module from elsewhere. */
async function ownFile(dir: string, path: string): Promise<string | undefined> {
  const [folder, real] = await Promise.all([realpath(dir), realpath(path).catch(() => undefined)]);
  if (real === undefined) return undefined;
  const parts = relative(folder, real).split(sep);
  return parts[0] === '..' || parts.includes('.terraform') ? undefined : real;
}
