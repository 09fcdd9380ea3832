import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScanLimits } from '../limits.ts';
import type { ScanReport } from '../report.ts';
import { scanFolder } from '../scan.ts';

/** Runs `work` in a new folder with these files, and removes it. */
export async function inFolder<T>(
  files: Record<string, Uint8Array | string>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-scan-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function scanFiles(
  files: Record<string, Uint8Array | string>,
  limits: Partial<ScanLimits> = {},
): Promise<ScanReport> {
  return inFolder(files, (folder) => scanFolder(folder, { limits }));
}

/** Every finding's code, of the folder and of all files. */
export const codesOf = (report: ScanReport): string[] =>
  [...report.findings, ...report.files.flatMap((file) => file.findings)].map(({ code }) => code);
