import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerVersion } from './bindings.ts';

/** A package of bindings, under the name that package.json gives it. */
export interface Binding {
  name: string;
  /** As in `required_providers`. */
  source: string;
  /** The provider's version, for packages that do not tell it. */
  version: string;
}

/** The generations of the AWS provider stand from the newest to the oldest. */
export const bindings: Binding[] = [
  ...['aws-6', 'aws-5', 'aws-4'].map((name) => ({ name, source: 'hashicorp/aws', version: '' })),
  // It was published on the day of 3.75.0 and has the resources that are new in it.
  { name: 'aws-3', source: 'hashicorp/aws', version: '3.75.0' },
  ...['archive', 'cloudinit', 'external', 'http', 'local', 'null', 'random', 'template', 'time', 'tls'].map(
    (name) => ({
      name,
      source: `hashicorp/${name}`,
      version: '',
    }),
  ),
  { name: 'github', source: 'integrations/github', version: '' },
];

/** What the schemas were taken from, and under which licence. */
export function notice(): string {
  return `The files in this folder state the schemas of Terraform providers: the names, types and flags of their resources'
arguments and attributes. They were derived by tools/schemas/derive.ts from the generated bindings below. The
providers and the bindings are licensed under the Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/.

${bindings.map(entry).join('\n')}`;
}

function entry({ name, source, version }: Binding): string {
  const packageDir = join(import.meta.dirname, 'node_modules', name);
  const {
    name: packageName,
    version: packageVersion,
    repository,
  } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const [owner, provider] = source.split('/');
  return `${source} ${providerVersion(packageDir) ?? version}
  provider: https://github.com/${owner}/terraform-provider-${provider}
  bindings: ${packageName} ${packageVersion}, ${String(repository.url).replace(/^git\+|\.git$/g, '')}
`;
}
