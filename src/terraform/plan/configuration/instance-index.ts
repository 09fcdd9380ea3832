import { formatAddress, parseAddress } from '../../source/address.ts';
import type { Identity, Instance } from '../input/instance.ts';
import type { InstanceIndex } from './references.ts';

type Keyed = { address: string; key?: string | number };

const none: readonly Keyed[] = [];

/** The instances of each resource, and of each module. */
export function indexOf(instances: readonly Instance[]): InstanceIndex {
  const resources = Map.groupBy(instances, (instance) => resourceAddress(instance));
  const modules = new Map<string, Map<string, Keyed>>();
  for (const address of new Set(instances.map((instance) => instance.module))) addModules(modules, address);
  return {
    ofResource: (address) => resources.get(address) ?? none,
    ofModule: (address) => [...(modules.get(address)?.values() ?? [])],
  };
}

/** `module.a["x"].data.aws_ami.b`: the address of the resource that an instance is of, in its module instance. */
export function resourceAddress({ module, mode, type, name }: Identity): string {
  const own = mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
  return module === '' ? own : `${module}.${own}`;
}

/** `module.a.data.aws_ami.b`: the same without the keys of modules, as the configuration has it. */
export function blockAddress(identity: Identity): string {
  const modules = parseAddress(identity.module)?.modules ?? [];
  const module = formatAddress({ modules: modules.map(({ name }) => ({ name })) });
  return resourceAddress({ ...identity, module });
}

/** A module instance and those around it, each under its call: `module.a` → `module.a["x"]`. */
function addModules(modules: Map<string, Map<string, Keyed>>, address: string): void {
  const steps = parseAddress(address)?.modules ?? [];
  steps.forEach((step, at) => {
    const outer = steps.slice(0, at);
    const call = formatAddress({ modules: [...outer, { name: step.name }] });
    const instance = { address: formatAddress({ modules: [...outer, step] }), ...keyOf(step) };
    modules.set(call, (modules.get(call) ?? new Map()).set(instance.address, instance));
  });
}

function keyOf({ key }: { key?: string | number }): { key?: string | number } {
  return key === undefined ? {} : { key };
}
