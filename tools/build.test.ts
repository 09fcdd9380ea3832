import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lacks } from './testing/lacks.ts';

const root = join(import.meta.dirname, '..');

it('the package that would be published runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-build-'));
  try {
    const node = (...args: string[]) =>
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    node(join(root, 'tools', 'build.mjs'), join(folder, 'dist'));
    for (const part of ['package.json', 'LICENSE', 'schema', 'blueprint', 'examples/spam-filter/train'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const main = join(folder, 'dist', 'cli', 'main.js');
    expect(node(main, '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(node(main, '--help')).toContain('audit');
    expect(node(main, 'doctor')).toContain('onnxruntime');
    expect(node(main, 'init', 'made', '--adopt', 'check')).toMatch(/made: [1-9] files made/);
    if (!lacks('terraform')) {
      writeFileSync(join(folder, 'main.tf'), 'resource "aws_s3_bucket" "data" {}\n');
      expect(node(main, 'plan', '.', '--no-cache')).toContain('every value is known');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
