import type { Manifest } from '../types.ts';

/** Files by which package managers are known, the first that fits: a workflow may have any name. https://docs.github.com/en/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories */
const known: readonly { form: RegExp; ecosystems: readonly string[] }[] = [
  { form: /^\.github\/workflows\/[^/]+\.ya?ml$/, ecosystems: ['github-actions'] },
  { form: /^(?:.*\/)?package\.json$/, ecosystems: ['npm', 'bun'] },
  {
    form: /^(?:.*\/)?(?:requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|setup\.py)$/,
    ecosystems: ['pip', 'uv'],
  },
  { form: /^(?:.*\/)?environment\.ya?ml$/, ecosystems: ['conda', 'pip'] },
  { form: /^(?:.*\/)?(?:Dockerfile(?:\.[\w-]+)?|[\w-]+\.Dockerfile)$/, ecosystems: ['docker'] },
  { form: /^(?:.*\/)?(?:docker-)?compose[\w.-]*\.ya?ml$/, ecosystems: ['docker-compose', 'docker'] },
  { form: /^(?:.*\/)?\.terraform\.lock\.hcl$/, ecosystems: ['terraform', 'opentofu'] },
  { form: /^(?:.*\/)?go\.mod$/, ecosystems: ['gomod'] },
  { form: /^(?:.*\/)?Cargo\.toml$/, ecosystems: ['cargo'] },
  { form: /^(?:.*\/)?Gemfile$/, ecosystems: ['bundler'] },
  { form: /^(?:.*\/)?pom\.xml$/, ecosystems: ['maven'] },
  { form: /^(?:.*\/)?build\.gradle(?:\.kts)?$/, ecosystems: ['gradle'] },
  { form: /^(?:.*\/)?composer\.json$/, ecosystems: ['composer'] },
];

export function manifestOf(path: string): Manifest | undefined {
  const found = known.find(({ form }) => form.test(path));
  return found && { path, ecosystems: found.ecosystems };
}
