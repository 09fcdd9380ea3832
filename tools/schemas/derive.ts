import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderSchema } from '../../src/terraform/schema/types.ts';
import { compressSchema, formatSchema } from './format.ts';
import { type Binding, bindings, notice } from './notice.ts';
import { patchAws5Ephemerals, patchTlsEphemerals } from './patches/ephemeral.ts';
import { markSecrets } from './patches/secrets.ts';
import { patchWafStatements } from './patches/wafv2.ts';
import { deriveSchema } from './provider-schema.ts';
import { unite } from './union.ts';

// Writes src/terraform/schema/data from the packages in this folder's package.json:
//   cd tools/schemas && npm ci && cd ../.. && node tools/launch.mjs tools/schemas/derive.ts
// Terraform's schemas are public facts of each provider; the bindings carry them in their generated TypeScript.

const dataDir = join(import.meta.dirname, '..', '..', 'src', 'terraform', 'schema', 'data');

function derive({ name, version }: Binding): ProviderSchema {
  const started = performance.now();
  const schema = deriveSchema(join(import.meta.dirname, 'node_modules', name), (problem, where) =>
    console.log(`  ${problem}: ${where}`),
  );
  if (schema.version === 'unknown') schema.version = version;
  const counts = [schema.resources, schema.dataSources, schema.ephemeralResources].map(
    (blocks) => Object.keys(blocks).length,
  );
  const elapsedMs = Math.round(performance.now() - started);
  console.log(`${name} ${schema.version}: ${counts.join(' + ')} types, ${elapsedMs} ms`);
  return schema;
}

function write(name: string, source: string, schema: ProviderSchema): void {
  markSecrets(schema);
  const compressed = compressSchema(formatSchema(schema, source));
  writeFileSync(join(dataDir, `${name}.br`), compressed);
  console.log(`  ${name}.br: ${compressed.length} bytes`);
}

function deriveAws(generations: Binding[]): void {
  const schemas = generations.map(derive);
  const [six, five, four, three] = schemas;
  if (!six || !five || !four || !three) throw new Error('Four generations of the AWS provider are needed');
  const source = generations[0]?.source ?? '';
  const statements = structuredClone(six);
  for (const schema of [six, five]) patchWafStatements(schema, statements, four);
  patchAws5Ephemerals(five, six);
  const lenient = [five, four, three].reduce(unite, six);
  write('aws-6', source, structuredClone(six));
  write('aws-5', source, structuredClone(five));
  write('aws-lenient', source, structuredClone(lenient));
}

mkdirSync(dataDir, { recursive: true });
deriveAws(bindings.filter(({ name }) => name.startsWith('aws-')));
for (const binding of bindings.filter(({ name }) => !name.startsWith('aws-'))) {
  const schema = derive(binding);
  if (binding.name === 'tls') patchTlsEphemerals(schema);
  write(binding.name, binding.source, schema);
}
writeFileSync(join(dataDir, 'NOTICE'), notice());
