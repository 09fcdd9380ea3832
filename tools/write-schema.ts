import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformJsonSchema } from '../src/spec/json-schema.ts';

/** Writes schema/holdfast.schema.json, which editors read; a test fails when it is not current. */
const folder = join(import.meta.dirname, '..', 'schema');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'holdfast.schema.json'), `${JSON.stringify(platformJsonSchema(), null, 2)}\n`);
