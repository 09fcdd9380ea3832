// Compiles src/ into a folder, `dist` unless another is named, with the data files beside the code that reads them.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

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

// Some hundred small files are slow to open one by one: the checks become one.
const checks = join(out, 'checks');
const subjects = readdirSync(checks, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name !== 'testing',
);
const files = subjects
  .flatMap(({ name }) => readdirSync(join(checks, name)).map((file) => `./${name}/${file}`))
  .filter((file) => file.endsWith('.js'))
  .sort();
const entry = join(checks, 'entry.js');
const imports = files.map((file, index) => `import { check as c${index} } from '${file}';\n`);
writeFileSync(entry, `${imports.join('')}export const checks = [${files.map((_, index) => `c${index}`)}];\n`);
const bundle = await rolldown({
  input: entry,
  // Comments name the files from here: the same code is the same bytes, wherever it is built.
  cwd: checks,
  platform: 'node',
  external: (id, importer, isResolved) => {
    const path = isResolved || importer === undefined ? id : resolve(dirname(importer), id);
    return id.startsWith('node:') || !path.startsWith(checks);
  },
});
await bundle.write({ file: join(checks, 'all.js'), format: 'esm' });
await bundle.close();
rmSync(entry);
