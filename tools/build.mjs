// Compiles src/ into a folder, `dist` unless another is named, with the data files beside the code that reads them.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', out], {
  stdio: 'inherit',
});
const folders = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name === 'data')
  .map((entry) => join(entry.parentPath, entry.name));
for (const folder of folders) {
  const holdsCode = readdirSync(folder).some((name) => name.endsWith('.ts'));
  if (!holdsCode) cpSync(folder, join(out, folder.slice(join(root, 'src').length)), { recursive: true });
}
