import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue, Result } from '../../base/issue.ts';
import { limits } from './limits.ts';

export interface Listing {
  /** Relative, with `/`, in order. */
  paths: readonly string[];
  issues: readonly Issue[];
}

/** Folders that hold what others made, or nothing of the repository. */
const passedOver = new Set(['.git', 'node_modules', '.terraform', 'vendor', '.venv', '__pycache__']);

interface Folder {
  path: string;
  depth: number;
}

/** The files of a repository, without following links, to a bounded depth and number. */
export async function listFiles(dir: string): Promise<Listing> {
  const paths: string[] = [];
  const issues: Issue[] = [];
  const open: Folder[] = [{ path: '', depth: 0 }];
  let seen = 0;
  for (let next = open.shift(); next && seen < limits.entries; next = open.shift()) {
    const entries = await readdir(join(dir, next.path), { withFileTypes: true });
    seen += entries.length;
    for (const entry of entries) {
      const path = `${next.path === '' ? '' : `${next.path}/`}${entry.name}`;
      switch (kindOf(entry, path)) {
        case 'file':
          paths.push(path);
          break;
        case 'folder':
          enqueue(open, { path, depth: next.depth + 1 }, entry.name);
          break;
        case 'link':
          issues.push(notRead(path));
      }
    }
  }
  return { paths: paths.sort(), issues };
}

/** A link matters where GitHub would look for a file of its own. */
function kindOf(entry: Dirent, path: string): 'file' | 'folder' | 'link' | undefined {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return path.startsWith('.github/') ? 'link' : undefined;
}

/** `.github` comes first: it must not be what is left out. */
function enqueue(open: Folder[], folder: Folder, name: string): void {
  if (passedOver.has(name) || folder.depth > limits.folderDepth) return;
  if (folder.path === '.github' || folder.path.startsWith('.github/')) open.unshift(folder);
  else open.push(folder);
}

function notRead(path: string): Issue {
  return {
    code: 'github-file-unreadable',
    message: `${path} is a link, and was not followed`,
    place: { file: path, line: 1, column: 1 },
  };
}

/** One file of bounded size; an issue where it cannot be read. Never through a link at its end. */
export async function readBounded(dir: string, path: string): Promise<Result<string>> {
  const place = { file: path, line: 1, column: 1 };
  try {
    const file = await open(join(dir, path), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await file.stat();
      if (size > limits.fileSizeBytes)
        return {
          issues: [
            {
              code: 'github-file-too-large',
              message: `${path} is larger than ${limits.fileSizeBytes} bytes`,
              place,
            },
          ],
        };
      return { value: await file.readFile('utf8'), issues: [] };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return {
      issues: [{ code: 'github-file-unreadable', message: `${path} cannot be read: ${code}`, place }],
    };
  }
}
