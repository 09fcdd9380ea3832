import type { Json } from '../../base/canonical-json.ts';
import type { Issue } from '../../base/issue.ts';
import type { ProviderKnowledge } from '../providers/knowledge.ts';
import { Assumptions } from './assumed.ts';
import { Configuration } from './configuration/configuration.ts';
import { blockAddress, indexOf, resourceAddress } from './configuration/instance-index.ts';
import { Follower } from './configuration/references.ts';
import { Defaults } from './defaults.ts';
import { type Kind, kindOf } from './input/detect.ts';
import { parseDocument } from './input/document.ts';
import type { Instance, Instances } from './input/instance.ts';
import { outputsOf, plannedOutputs, variablesOf } from './input/named-values.ts';
import { instancesOfPlan } from './input/plan-json.ts';
import { providersOf } from './input/providers.ts';
import { type ReadSection, readSection } from './input/section.ts';
import { instancesOfStateFile } from './input/state-file.ts';
import { instancesOfState } from './input/state-json.ts';
import { isObject, type JsonObject, member, Problems, textMember } from './json.ts';
import { knowledgeOf, markUnknownTypes } from './knowledge.ts';
import type { BlockPlace, NamedValue, Plan, ProviderConfiguration, Resource } from './plan.ts';
import { Reading, type Surroundings } from './reading.ts';
import { ReadResource } from './resource.ts';

export interface ReadPlanOptions {
  /** The name of the file, for messages. */
  name?: string;
  /** Where a resource is declared, by its address, for a plan that does not say. */
  placeOf?: (address: string) => BlockPlace | undefined;
}

/**
 * Reads a plan as `terraform show -json` prints it, with or without what Holdfast adds; a state as `terraform show
 * -json` prints it; or a state file. What is malformed within is left out and is among the plan's `problems`.
 * @throws InputError for what is no plan or state at all
 */
export async function readPlan(bytes: Uint8Array, options: ReadPlanOptions = {}): Promise<Plan> {
  return readPlanDocument(parseDocument(bytes, options.name ?? 'the plan'), options);
}

/**
 * The same for a document that is parsed already. It must not nest deeper than `planMaxDepth`.
 * @throws InputError
 */
export async function readPlanDocument(document: Json, options: ReadPlanOptions = {}): Promise<Plan> {
  const { kind, root } = kindOf(document, options.name ?? 'the plan');
  const problems = new Problems();
  const { resources: instances, removed } = instancesOf(kind, root, problems);
  const section = kind === 'plan' ? readSection(root, problems) : undefined;
  const providers = kind === 'plan' ? providersOf(root, problems) : new Map<string, ProviderConfiguration>();
  if (section) {
    markLeft(instances, section.left);
    await markUnknownTypes(instances, providers.values());
  }
  const read: Read = { kind, root, instances, providers, section, knowledge: await knowledgeOf(instances) };
  const resources = resourcesOf(read, options);
  const terraformVersion = textMember(root, 'terraform_version');
  const outputs = outputsIn(kind, root, problems);
  const variables = kind === 'plan' ? variablesOf(root, problems) : [];
  return {
    origin: kind !== 'plan' ? 'state' : section ? 'credential-free' : 'plan',
    ...(terraformVersion !== undefined && { terraformVersion }),
    ...(section?.mode !== undefined && { mode: section.mode }),
    resources,
    removed,
    providers: [...providers.values()],
    outputs,
    variables,
    assumptions: section?.assumptions ?? [],
    problems: [...(section?.problems ?? []), ...wholeness(root), ...problems.all()],
    notes: section?.notes ?? [],
    ...lookups(resources),
  };
}

/** What was read of a document, before it is put together. */
interface Read {
  kind: Kind;
  root: JsonObject;
  instances: Instance[];
  providers: Map<string, ProviderConfiguration>;
  section: ReadSection | undefined;
  knowledge: Map<string, ProviderKnowledge>;
}

function instancesOf(kind: Kind, root: JsonObject, problems: Problems): Instances {
  switch (kind) {
    case 'plan':
      return instancesOfPlan(root, problems);
    case 'state':
      return instancesOfState(root, problems);
    case 'state-file':
      return instancesOfStateFile(root, problems);
  }
}

function outputsIn(kind: Kind, root: JsonObject, problems: Problems): NamedValue[] {
  switch (kind) {
    case 'plan':
      return plannedOutputs(root, problems);
    case 'state':
      return outputsOf(member(member(root, 'values'), 'outputs'), '$.values.outputs', problems);
    case 'state-file':
      return outputsOf(member(root, 'outputs'), '$.outputs', problems);
  }
}

/** What the configuration could have set and left to the provider has a placeholder, but nobody knows what it is. */
function markLeft(instances: readonly Instance[], left: ReadonlyMap<string, readonly string[]>): void {
  for (const instance of instances) {
    const names = left.get(instance.address);
    if (!names || instance.unknown === true) continue;
    const marks = Object.fromEntries(names.map((name) => [name, true]));
    instance.unknown = isObject(instance.unknown) ? { ...instance.unknown, ...marks } : marks;
  }
}

/** https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
function wholeness(root: JsonObject): Issue[] {
  if (member(root, 'errored') === true)
    return [
      {
        code: 'plan-errored',
        message: 'Terraform stopped with an error while it made this plan: parts of it are missing',
      },
    ];
  if (member(root, 'complete') === false)
    return [
      {
        code: 'plan-incomplete',
        message: 'Terraform put parts of this plan off to a later one (targets or deferred changes)',
      },
    ];
  return [];
}

function resourcesOf(read: Read, { placeOf }: ReadPlanOptions): Resource[] {
  const { instances, providers, section, knowledge } = read;
  const configuration = new Configuration(member(read.root, 'configuration'));
  const follower = new Follower(configuration, indexOf(instances));
  const defaults = new Map<string, Defaults>();
  const blockOf: Surroundings['blockOf'] = (instance) => {
    const scope = configuration.scope(instance.module);
    const block = scope && configuration.resource(scope, resourceAddress({ ...instance, module: '' }));
    return block && { scope, block, key: instance.key };
  };
  const readings = new Map<string, Reading>();
  const assumptions = new Assumptions(section, readings);
  const surroundings: Surroundings = {
    blockOf,
    defaultsOf: ({ mode, providerSource, type }) => {
      const id = `${mode} ${providerSource} ${type}`;
      const provider = mode === 'managed' ? knowledge.get(providerSource) : undefined;
      const own = defaults.get(id) ?? new Defaults(provider, type);
      defaults.set(id, own);
      return own;
    },
    providerOf: (instance) => {
      const key = textMember(blockOf(instance)?.block, 'provider_config_key');
      return key === undefined ? undefined : providers.get(key);
    },
    placeOf: (instance) => {
      const addresses = [instance.address, resourceAddress(instance), blockAddress(instance)];
      const own = addresses.map((address) => section?.places.get(address)).find((place) => place);
      return own ?? placeOf?.(instance.address);
    },
    follow: (sources) => follower.follow(sources),
    assumptionsOf: (address, steps) => assumptions.of(address, steps),
  };
  for (const instance of instances) readings.set(instance.address, new Reading(instance, surroundings));
  return [...readings.values()].map((reading) => new ReadResource(reading));
}

function lookups(resources: Resource[]): Pick<Plan, 'byAddress' | 'ofType' | 'dataOfType'> {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const byType = Map.groupBy(resources, ({ mode, type }) => `${mode} ${type}`);
  const all = (mode: string, types: string[]) => types.flatMap((type) => byType.get(`${mode} ${type}`) ?? []);
  return {
    byAddress: (address) => byAddress.get(address),
    ofType: (...types) => all('managed', types),
    dataOfType: (...types) => all('data', types),
  };
}
