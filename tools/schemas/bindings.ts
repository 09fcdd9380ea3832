import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The TypeScript of a package of bindings, in groups whose files may refer to each other. */
export function* sourceGroups(packageDir: string): Generator<string> {
  const lib = join(packageDir, 'lib');
  for (const entry of readdirSync(lib, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      const names = readdirSync(join(lib, entry.name), { recursive: true, encoding: 'utf8' }).sort();
      const files = names.filter((name) => name.endsWith('.js')).map((name) => join(lib, entry.name, name));
      yield files.map(originalSource).join('\n');
    } else if (entry.name.endsWith('.js')) {
      yield originalSource(join(lib, entry.name));
    }
  }
}

const mapMarker = 'sourceMappingURL=data:application/json;base64,';

/** The TypeScript that a file was compiled from: its source map holds it. */
function originalSource(file: string): string {
  const text = readFileSync(file, 'utf8');
  const start = text.lastIndexOf(mapMarker);
  if (start < 0) return '';
  const map = JSON.parse(Buffer.from(text.slice(start + mapMarker.length).trim(), 'base64').toString());
  return map.sourcesContent?.[0] ?? '';
}

/** The provider's version that the package was generated from; undefined in the oldest packages. */
export function providerVersion(packageDir: string): string | undefined {
  const { cdktf, cdktn } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  return (cdktn ?? cdktf)?.provider?.version;
}
