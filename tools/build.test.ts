import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('the package that would be published runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-build-'));
  try {
    const node = (...args: string[]) =>
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    node(compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', join(folder, 'dist'));
    for (const part of ['package.json', 'schema'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const main = join(folder, 'dist', 'cli', 'main.js');
    expect(node(main, '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(node(main, '--help')).toContain('audit');
    expect(node(main, 'doctor')).toContain('onnxruntime');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
