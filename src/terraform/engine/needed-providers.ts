import type { Project, RequiredProvider } from '../source/types.ts';

/** A provider that a project asks for. */
export interface NeededProvider {
  /** `hashicorp/aws`; with its host in front when that is not the public registry. */
  source: string;
  /** All constraints of all modules, joined; undefined when there are none. */
  constraint?: string;
  /** The names that modules give it. */
  localNames: Set<string>;
  /** Where it is first required; absent when only its resources show it. */
  place?: RequiredProvider['place'];
}

const publicHosts = ['registry.terraform.io', 'registry.opentofu.org'];
const builtin = 'terraform.io/builtin/terraform';

/**
 * Every provider that Terraform will ask for: those that are required and those that are merely used.
 * https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
 */
export function neededProviders(project: Project): NeededProvider[] {
  const needed = new Map<string, NeededProvider>();
  for (const module of project.modules.values()) {
    const required = new Map(module.requiredProviders.map((one) => [one.localName, one]));
    for (const localName of new Set([...required.keys(), ...module.usedProviders])) {
      const requirement = required.get(localName);
      const source = normalSource(requirement?.source ?? localName);
      if (source === builtin || (source === 'hashicorp/terraform' && !requirement)) continue;
      add(needed, source, localName, requirement);
    }
  }
  return [...needed.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

function add(
  needed: Map<string, NeededProvider>,
  source: string,
  localName: string,
  requirement: RequiredProvider | undefined,
): void {
  const before = needed.get(source) ?? { source, localNames: new Set<string>() };
  const place = before.place ?? requirement?.place;
  const constraint = [before.constraint, requirement?.constraint]
    .filter((one) => one !== undefined)
    .join(', ');
  needed.set(source, {
    source,
    localNames: before.localNames.add(localName),
    ...(constraint !== '' && { constraint }),
    ...(place && { place }),
  });
}

/** `aws` is `hashicorp/aws`; the public registry is not named. */
function normalSource(source: string): string {
  const parts = source.toLowerCase().split('/');
  if (parts.length === 1) return `hashicorp/${parts[0]}`;
  return parts.length === 3 && publicHosts.includes(parts[0] ?? '')
    ? parts.slice(1).join('/')
    : parts.join('/');
}

/** The full addresses under which Terraform and OpenTofu look for a provider. */
export function fullAddresses(source: string): string[] {
  return source.split('/').length === 3 ? [source] : publicHosts.map((host) => `${host}/${source}`);
}
