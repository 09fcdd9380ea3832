import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadChecks } from '../src/checks/registry.ts';
import { controlsTable } from './controls-table.ts';

/** Writes the tables of docs/controls.md, below its own text; a test fails when they are not current. */
const file = join(import.meta.dirname, '..', 'docs', 'controls.md');
const [head = ''] = readFileSync(file, 'utf8').split(/^## /m);
writeFileSync(file, head + controlsTable(await loadChecks()));
