import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

interface Rooms {
  columns: string[][];
  sideways: Record<string, string[]>;
}

const src = import.meta.dirname;
const rooms: Rooms = JSON.parse(readFileSync(join(src, '..', 'rooms.json'), 'utf8'));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** Every module that a text imports, re-exports or loads on use, types included. */
function specifiersOf(name: string, text: string): string[] {
  const { module, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.map((load) =>
    text.slice(load.moduleRequest.start, load.moduleRequest.end),
  );
  return [
    ...module.staticImports.map((load) => load.moduleRequest.value),
    ...module.staticExports.flatMap((load) =>
      load.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...dynamic.filter((text) => /^['"]/.test(text)).map((text) => text.slice(1, -1)),
  ];
}

const imports = new Map(
  files.map((file) => {
    const local = specifiersOf(file, readFileSync(join(src, file), 'utf8')).filter((path) =>
      path.startsWith('.'),
    );
    return [file, local.map((path) => relative(src, join(src, dirname(file), path)))];
  }),
);

const roomOf = (file: string) => file.split(sep)[0] ?? '';
const columnOf = (room: string) => rooms.columns.findIndex((column) => column.includes(room));

/** Why `from` may not import `to`, or undefined when it may. */
function objection(from: string, to: string): string | undefined {
  const [left, right] = [roomOf(to), roomOf(from)];
  if (left === '..') return to.startsWith('../package.json') ? undefined : `${from} leaves src for ${to}`;
  if (left === right || columnOf(left) < columnOf(right)) return undefined;
  return rooms.sideways[right]?.includes(left) ? undefined : `${from} must not import ${to}`;
}

describe('rooms', () => {
  const inRooms = [...imports].filter(([file]) => file.includes(sep));

  it('are all declared, and all declared rooms exist', () => {
    const seen = new Set(inRooms.map(([file]) => roomOf(file)));
    expect([...seen].sort()).toEqual(rooms.columns.flat().sort());
  });

  it('import only what stands to their left', () => {
    const objections = inRooms
      .filter(([file]) => !file.endsWith('.test.ts'))
      .flatMap(([file, targets]) => targets.map((target) => objection(file, target)))
      .filter((text) => text !== undefined);
    expect(objections).toEqual([]);
  });

  it('have no loops of files', () => {
    const done = new Set<string>();
    const loops: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) loops.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (path.includes(file) || done.has(file)) return;
      for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
    expect(loops).toEqual([]);
  });

  it('hold files of at most 400 lines and folders of at most 20 source files', () => {
    const long = files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 401);
    const sizes = Map.groupBy(
      files.filter((file) => !file.endsWith('.test.ts')),
      dirname,
    );
    const full = [...sizes].filter(([, names]) => names.length > 20).map(([folder]) => folder);
    expect({ long, full }).toEqual({ long: [], full: [] });
  });

  it('would notice a forbidden import', () => {
    expect(objection(join('base', 'a.ts'), join('cli', 'b.ts'))).toBeDefined();
    expect(objection(join('spec', 'a.ts'), join('evidence', 'b.ts'))).toBeDefined();
    expect(objection(join('cli', 'a.ts'), join('base', 'b.ts'))).toBeUndefined();
    expect(
      specifiersOf('x.ts', `import type { A } from './a.ts';\nexport * from './b.ts';\nimport('./c.ts');`),
    ).toEqual(['./a.ts', './b.ts', './c.ts']);
  });
});
