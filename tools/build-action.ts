// Puts the GitHub Action together in a folder: a release of Holdfast, with nothing to install, and what GitHub runs.
// A release of the action is a commit of that folder: node tools/launch.mjs tools/build-action.ts OUT
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { releaseFiles } from '../src/app/blueprint/release.ts';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist-action'));
const dist = join(out, 'dist');

mkdirSync(out, { recursive: true });
execFileSync(process.execPath, [join(root, 'tools', 'build.mjs'), dist], { stdio: 'inherit' });
const own = ['action.yml', 'tools/action.sh'].map((path) => ({ path, from: join(root, path) }));
for (const { path, from } of [...own, ...(await releaseFiles(dist))]) {
  const to = join(out, path);
  mkdirSync(dirname(to), { recursive: true });
  if (from !== to) cpSync(from, to);
}
