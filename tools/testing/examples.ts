import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tryInstall } from '../install.mjs';

/** Before any test: the examples' data, which are npm packages. Tests that lack them skip by name, or fail in CI. */
export default function installExamples(): void {
  const root = join(import.meta.dirname, '..', '..');
  for (const file of globSync('examples/*/package.json', { cwd: root }))
    tryInstall(join(root, dirname(file)));
}
