import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadChecks } from '../src/checks/registry.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(import.meta.dirname, 'threat-model.md'), 'utf8');
const checks = new Set((await loadChecks()).map(({ id }) => id));

interface Row {
  threat: string;
  kinds: string;
  proof: string;
}

/** Rows of the tables of threats: those with a letter of STRIDE in their second cell. */
const rows: Row[] = text.split('\n').flatMap((line) => {
  const [, threat = '', kinds = '', , proof = ''] = line.split('|').map((cell) => cell.trim());
  return /^[STRIDE](?:, [STRIDE])*$/.test(kinds) ? [{ threat, kinds, proof }] : [];
});

/** Whatever stands in backticks, in one word and with a slash: a check, or a place in this repository. */
const names = [...new Set([...text.matchAll(/`([^`\s]+\/[^`\s]+)`/g)].map(([, name = '']) => name))];

function exists(name: string): boolean {
  return checks.has(name) || existsSync(join(root, name.replace(/^modules\//, 'blueprint/aws/modules/')));
}

describe('the threat model', () => {
  it.each(names.filter((name) => !name.endsWith('…')))('names something that exists: %s', (name) => {
    expect(exists(name)).toBe(true);
  });

  it('has every element, and every kind of threat', () => {
    const elements = text.split(/^## /m).slice(1, -1);
    expect(elements.map((element) => element.split('\n', 1)[0])).toEqual([
      'Pull requests and CI',
      'State',
      'Identity',
      'Keys',
      'Data stores',
      'Training',
      'Registry',
      'Serving',
      'Logs',
      'Holdfast itself',
    ]);
    for (const element of elements) expect(element).toContain('\nLeft: ');
    expect([...new Set(rows.flatMap(({ kinds }) => kinds.split(', ')))].sort()).toEqual([...'DEIRST']);
  });

  it.each(rows)('$threat: something proves the control', ({ proof }) => {
    expect([...proof.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).filter(exists)).not.toEqual([]);
  });

  it('lists each technique of ATLAS that a threat names, and no other', () => {
    const listed = [...text.matchAll(/^\| (AML\.T[\d.]+) \| \S/gm)].map(([, id]) => id);
    const named = rows.flatMap(({ threat }) => threat.match(/\bT\d{4}(?:\.\d{3})?\b/g) ?? []);
    expect(listed).toEqual([...new Set(named.map((id) => `AML.${id}`))].sort());
  });

  it.each([...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path))('links to %s', (path) => {
    expect(existsSync(join(import.meta.dirname, path))).toBe(true);
  });
});
