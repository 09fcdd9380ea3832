import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadChecks } from '../src/checks/registry.ts';
import { controlsTable } from '../tools/controls-table.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(import.meta.dirname, 'controls.md'), 'utf8');
const head = text.slice(0, text.search(/^## /m));
const checks = await loadChecks();

describe('the list of published controls', () => {
  it('is the one that tools/write-controls.ts writes', () => {
    expect(text.slice(head.length)).toBe(controlsTable(checks));
  });

  it('has each control of each check', () => {
    const controls = new Set(checks.flatMap(({ controls }) => controls));
    expect(text.slice(head.length).match(/^\| (?!control|-)/gm)).toHaveLength(controls.size);
  });

  it('says which controls of Security Hub for SageMaker have no check', () => {
    const covered = new Set(checks.flatMap(({ controls }) => controls));
    const all = Array.from({ length: 25 }, (_, index) => `SageMaker.${index + 1}`);
    expect(head.match(/SageMaker\.\d+/g)).toEqual(all.filter((id) => !covered.has(`SecurityHub:${id}`)));
  });

  it.each([...head.matchAll(/`(src\/[^`]+)`/g)].map(([, path = '']) => path))(
    'names %s, which exists',
    (path) => {
      expect(existsSync(join(root, path))).toBe(true);
    },
  );

  it('refuses a control of an unknown publisher', () => {
    expect(() => controlsTable([{ id: 'a/b', controls: ['Unheard-of:1'] }])).toThrow('Unheard-of:1');
  });
});
