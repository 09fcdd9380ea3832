// Puts the GitHub Action together in a folder: compiled code and the packages that it needs, nothing to install.
// A release of the action is a commit of that folder: node tools/launch.mjs tools/build-action.mjs OUT
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist-action'));

/** What checking needs; the other dependencies serve models and keep evidence. */
const needed = [
  '@msgpack/msgpack',
  '@tree-sitter-grammars/tree-sitter-hcl',
  'canonicalize',
  'commander',
  'protobufjs',
  'web-tree-sitter',
  'yaml',
  'zod',
];

mkdirSync(out, { recursive: true });
execFileSync(process.execPath, [join(root, 'tools', 'build.mjs'), join(out, 'dist')], { stdio: 'inherit' });
for (const file of ['action.yml', 'package.json', 'LICENSE', 'tools/action.sh', 'schema'])
  cpSync(join(root, file), join(out, file), { recursive: true });

const copied = new Set();
for (let waiting = [...needed]; waiting.length > 0; ) {
  const name = waiting.pop();
  if (name === undefined || copied.has(name)) continue;
  copied.add(name);
  const from = join(root, 'node_modules', name);
  if (!existsSync(from)) throw new Error(`${name} is not installed`);
  cpSync(from, join(out, 'node_modules', name), {
    recursive: true,
    filter: (path) => !/\.(?:map|md|ts)$/.test(path),
  });
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  waiting.push(...Object.keys(dependencies));
}
