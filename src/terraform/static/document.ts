import type { Issue } from '../../base/issue.ts';
import { isObject, isUnknown, type ObjectValue, type Value } from '../protocol/value.ts';
import { placeIn } from '../source/source-file.ts';
import type { ModuleSource, Project, SourcePlace } from '../source/types.ts';
import { expressionsOf } from './config.ts';
import { attributesOf, type Declarations, type Declared } from './declarations.ts';
import type { ModuleInstance } from './module.ts';
import type { Providers } from './providers.ts';

/** One instance, evaluated. */
export interface Change {
  address: string;
  /** '' for the root. */
  module: string;
  /** `data.aws_ami.a`. */
  id: string;
  type: string;
  isData: boolean;
  key?: string | number;
  source: string;
  declared: Declared;
  place: SourcePlace;
  values: ObjectValue;
  /** Marks of what must not be shown. */
  sensitive?: Record<string, unknown>;
  placeholders: string[];
  left: string[];
}

export interface Module {
  dir: string;
  declarations: Declarations;
  source?: ModuleSource;
}

export interface DocumentInput {
  project: Project;
  modules: readonly Module[];
  providers: Providers;
  root: ModuleInstance;
  changes: readonly Change[];
}

/** A plan as `terraform show -json` prints one, as far as it can be told: what `readPlan` reads. */
export function documentOf(input: DocumentInput): Record<string, unknown> {
  const { changes, project } = input;
  return {
    format_version: '1.2',
    resource_changes: changes.map(changeOf),
    planned_values: { outputs: outputsOf(input.root), root_module: {} },
    output_changes: outputChangesOf(input.root),
    configuration: {
      provider_config: providerConfig(input),
      root_module: moduleOf(input, project.rootDir, []),
    },
    holdfast: {
      schemaVersion: 1,
      mode: 'static',
      places: Object.fromEntries(changes.map(({ address, place }) => [address, place])),
      assumptions: [
        {
          what: 'the configuration was read without Terraform: what hangs on more than its text is not known',
        },
      ],
      placeholders: lists(changes, 'placeholders'),
      left: lists(changes, 'left'),
      problems: [],
      repairs: [],
      withheld: withheldIn(input),
    },
  };
}

/** The backend of the root, as the plan of Terraform notes it. */
function withheldIn({ modules, project }: DocumentInput): Issue[] {
  const root = modules.find(({ dir }) => dir === project.rootDir);
  return (root?.declarations.backends ?? []).map(({ labels: [code = 'backend'], file, node }) => ({
    code,
    message: `the ${code} is left out`,
    place: placeIn(file, { start: node.startIndex, end: node.endIndex }),
  }));
}

function outputsOf(root: ModuleInstance): Record<string, unknown> {
  const known = Object.entries(root.outputs()).filter(([, value]) => !isUnknown(value));
  return Object.fromEntries(
    known.map(([name, value]) => [name, { sensitive: false, value: knownPart(value) }]),
  );
}

function outputChangesOf(root: ModuleInstance): Record<string, unknown> {
  const changes = Object.entries(root.outputs()).map(([name, value]) => {
    const mark = unknownPart(value);
    return [
      name,
      {
        actions: ['create'],
        after: isUnknown(value) ? null : knownPart(value),
        after_unknown: mark ?? false,
      },
    ];
  });
  return Object.fromEntries(changes);
}

function lists(changes: readonly Change[], name: 'placeholders' | 'left'): Record<string, string[]> {
  return Object.fromEntries(
    changes.filter((one) => one[name].length > 0).map((one) => [one.address, one[name]]),
  );
}

function changeOf({ address, module, id, type, isData, key, source, values, sensitive }: Change) {
  return {
    address,
    ...(module !== '' && { module_address: module }),
    mode: isData ? 'data' : 'managed',
    type,
    name: id.split('.').at(-1),
    ...(key !== undefined && { index: key }),
    provider_name: `registry.terraform.io/${source}`,
    change: {
      actions: [isData ? 'read' : 'create'],
      before: null,
      after: knownPart(values),
      after_unknown: unknownPart(values) ?? {},
      before_sensitive: false,
      after_sensitive: sensitive ?? {},
    },
  };
}

/** Without what is unknown, as Terraform writes `after`. */
function knownPart(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((one) => (isUnknown(one) ? null : knownPart(one)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => !isUnknown(one))
      .map(([name, one]) => [name, knownPart(one)]),
  );
}

/** `true` where something is unknown; undefined where nothing is. */
function unknownPart(value: Value): unknown {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) {
    const marks = value.map((one) => unknownPart(one) ?? false);
    return marks.some((mark) => mark !== false) ? marks : undefined;
  }
  if (!isObject(value)) return undefined;
  const marks = Object.entries(value).flatMap(([name, one]) => {
    const mark = unknownPart(one);
    return mark === undefined ? [] : [[name, mark] as const];
  });
  return marks.length > 0 ? Object.fromEntries(marks) : undefined;
}

function providerConfig({ modules }: DocumentInput): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { source } of modules)
    for (const name of source?.usedProviders ?? []) {
      const required = source?.requiredProviders.find(({ localName }) => localName === name);
      found[name] ??= {
        name,
        full_name: `registry.terraform.io/${required?.source ?? `hashicorp/${name}`}`,
        ...(required?.constraint !== undefined && { version_constraint: required.constraint }),
      };
    }
  for (const { declarations } of modules)
    for (const { labels, bodies } of declarations.providers) {
      const alias = attributesOf(bodies).get('alias')?.text.replaceAll('"', '');
      const [name = ''] = labels;
      const key = alias === undefined ? name : `${name}.${alias}`;
      const base = (found[name] ?? { name }) as Record<string, unknown>;
      found[key] = { ...base, ...(alias !== undefined && { alias }), expressions: expressionsOf(bodies) };
    }
  return found;
}

/** Deeper than modules are nested. */
const depthMax = 20;

function moduleOf(input: DocumentInput, dir: string, above: readonly string[]): Record<string, unknown> {
  const module = input.modules.find((one) => one.dir === dir);
  if (!module || above.length > depthMax || above.includes(dir)) return {};
  const { declarations, source } = module;
  const calls = [...declarations.calls].map(([name, { bodies }]) => {
    const target = source?.calls.find((call) => call.name === name)?.dir;
    const inner = target === undefined ? {} : moduleOf(input, target, [...above, dir]);
    return [name, { expressions: expressionsOf(bodies), module: inner }] as const;
  });
  return {
    resources: [...declarations.resources].map(([id, declared]) => ({
      address: id,
      mode: id.startsWith('data.') ? 'data' : 'managed',
      type: declared.labels[0],
      name: declared.labels[1],
      provider_config_key: configKey(input.providers, declared),
      expressions: expressionsOf(declared.bodies),
    })),
    ...(calls.length > 0 && { module_calls: Object.fromEntries(calls) }),
    outputs: Object.fromEntries(
      [...declarations.outputs].map(([name, { bodies }]) => [
        name,
        { expression: expressionsOf(bodies).value ?? {} },
      ]),
    ),
    variables: Object.fromEntries([...declarations.variables.keys()].map((name) => [name, {}])),
  };
}

function configKey(providers: Providers, declared: Declared): string {
  const { name, alias } = providers.localName(declared);
  return alias === undefined ? name : `${name}.${alias}`;
}
