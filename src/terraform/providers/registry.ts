import { awsGeneration } from '../schema/generation.ts';
import type { SchemaName } from '../schema/store.ts';
import type { ProviderKnowledge } from './knowledge.ts';

/** A provider that Holdfast can stand in for. */
export interface KnownProvider {
  /** The schema for a version constraint of `required_providers`; without one, that of the newest version. */
  schema(constraint?: string): SchemaName;
  /** Loads what is known on first use. */
  load(): Promise<ProviderKnowledge>;
}

function always(name: SchemaName): KnownProvider['schema'] {
  return () => name;
}

const github: KnownProvider = {
  schema: always('github'),
  load: async () => (await import('./outside/github.ts')).github,
};

/** By source, as in `required_providers`: `hashicorp/aws`. */
export const knownProviders: Record<string, KnownProvider> = {
  'hashicorp/archive': {
    schema: always('archive'),
    load: async () => (await import('./archive.ts')).archive,
  },
  'hashicorp/aws': {
    schema: (constraint) => awsGeneration(constraint).schema,
    load: async () => (await import('./aws/aws.ts')).aws,
  },
  'hashicorp/cloudinit': {
    schema: always('cloudinit'),
    load: async () => (await import('./cloudinit.ts')).cloudinit,
  },
  'hashicorp/external': {
    schema: always('external'),
    load: async () => (await import('./outside/external.ts')).external,
  },
  // Where Terraform looks for `github` when a module does not say where it comes from.
  'hashicorp/github': github,
  'hashicorp/http': { schema: always('http'), load: async () => (await import('./outside/http.ts')).http },
  'hashicorp/local': { schema: always('local'), load: async () => (await import('./local.ts')).local },
  'hashicorp/null': { schema: always('null'), load: async () => (await import('./null.ts')).nothing },
  'hashicorp/random': { schema: always('random'), load: async () => (await import('./random.ts')).random },
  'hashicorp/template': {
    schema: always('template'),
    load: async () => (await import('./template.ts')).template,
  },
  'hashicorp/time': { schema: always('time'), load: async () => (await import('./time.ts')).time },
  'hashicorp/tls': { schema: always('tls'), load: async () => (await import('./tls.ts')).tls },
  'integrations/github': github,
};
