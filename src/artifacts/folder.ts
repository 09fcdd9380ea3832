import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScanLimits } from './limits.ts';
import { escapeControls, type Finding, finding } from './report.ts';

export interface Entry {
  /** On this machine. */
  absolute: string;
  /** Relative to the scanned folder, with `/`, as it is written on disk. */
  path: string;
  /** `file`, or what it is instead. */
  kind: string;
  findings: Finding[];
}

export interface Listing {
  /** Sorted by path; folders themselves are not listed. */
  entries: Entry[];
  /** What concerns the folder as a whole. */
  findings: Finding[];
}

function kindOf(entry: Dirent): string {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'symbolic link';
  if (entry.isFIFO()) return 'named pipe';
  if (entry.isSocket()) return 'socket';
  if (entry.isBlockDevice() || entry.isCharacterDevice()) return 'device';
  return 'file of an unknown kind';
}

/** Why a name is refused: it could look like another one, or mean something else to a shell or another system. */
export function objectionToName(name: string): string | undefined {
  if (name.includes('�')) return 'is not UTF-8';
  if (escapeControls(name) !== name) return 'has control or direction characters';
  if (name.includes('\\')) return 'has a backslash';
  if (name !== name.trim() || name.endsWith('.')) return 'begins or ends with a space or ends with a dot';
  return undefined;
}

function entryOf(folder: string, relative: string, dirent: Dirent, limits: ScanLimits): Entry {
  const path = relative === '' ? dirent.name : `${relative}/${dirent.name}`;
  const kind = kindOf(dirent);
  const findings: Finding[] = [];
  const objection = objectionToName(dirent.name);
  if (objection) findings.push(finding('file-name', `the name ${objection}`));
  if (Buffer.byteLength(path) > limits.pathBytes)
    findings.push(finding('file-name', `the path is longer than ${limits.pathBytes} bytes`));
  if (kind !== 'file' && kind !== 'folder')
    findings.push(finding('not-a-regular-file', `it is a ${kind}: a model is made of ordinary files only`));
  return { absolute: join(folder, dirent.name), path, kind, findings };
}

/** Names that are one and the same on systems that do not tell case or composed letters apart. */
function markCollisions(entries: readonly Entry[]): void {
  const groups = Map.groupBy(entries, ({ path }) => path.normalize('NFKC').toLowerCase());
  for (const group of groups.values())
    if (group.length > 1)
      for (const entry of group)
        entry.findings.push(
          finding('file-name-collision', 'another name is the same but for case or accents'),
        );
}

/**
 * Lists a folder without following any link and without opening anything in it.
 * @throws the file system's error when a folder cannot be read
 */
export async function listFolder(folder: string, limits: ScanLimits): Promise<Listing> {
  const entries: Entry[] = [];
  const findings: Finding[] = [];
  const waiting = [{ absolute: folder, path: '', depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { absolute, path, depth } = next;
    if (depth > limits.folderDepth) {
      findings.push(finding('limit-exceeded', `folders are nested more than ${limits.folderDepth} deep`));
      continue;
    }
    for await (const dirent of await opendir(absolute)) {
      seen += 1;
      if (seen > limits.files) {
        findings.push(finding('limit-exceeded', `there are more than ${limits.files} files`));
        return { entries, findings };
      }
      const entry = entryOf(absolute, path, dirent, limits);
      if (entry.kind === 'folder')
        waiting.push({ absolute: entry.absolute, path: entry.path, depth: depth + 1 });
      // A folder is listed only when something is wrong with its name.
      if (entry.kind !== 'folder' || entry.findings.length > 0) entries.push(entry);
    }
  }
  markCollisions(entries);
  return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), findings };
}
