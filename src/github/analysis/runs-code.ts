import type { Step } from '../types.ts';

/**
 * Programs that run, or are configured by, what lies in the folder they work in. After a list that the community keeps:
 * https://boostsecurityio.github.io/lotp/
 */
const commands =
  /(?:^|[\s;&|(`"'])(?:sudo\s+)?(?:npm|npx|pnpm|yarn|bun|bunx|node|deno|make|cmake|ninja|mvn|mvnw|gradle|gradlew|ant|sbt|bazel|cargo|go\s+(?:run|test|build|generate|install|mod|vet)|golangci-lint|goreleaser|pip3?\s+install|pipx|poetry|pdm|uv\s|tox|nox|pytest|python[\d.]*|ruby|bundle|rake|rails|rspec|rubocop|php|composer|phpunit|phpstan|perl|dotnet|msbuild|nuget|docker\s+(?:build|compose|buildx)|docker-compose|terraform|tofu|terragrunt|tflint|checkov|helm|kustomize|ansible-playbook|packer|pre-commit|eslint|prettier|stylelint|webpack|vite|jest|tsc|mypy|pylint|flake8|black|mkdocs|hugo|jekyll|sphinx-build|gomplate|vale|sonar-scanner|bash|sh|zsh|source|eval|pwsh|swift|xcodebuild|fastlane|flutter|dart|mix|lein|stack|cabal|julia|Rscript|awk\s+-f|sed\s+-f|git\s+(?:commit|submodule|merge|rebase))\b/m;
const localScript = /(?:^|[\s;&|(`"'])(?:\.\.?\/[\w./-]+|\.\s+[\w./-]+|chmod\s+\S*x)/m;

const actions = new Set([
  'pre-commit/action',
  'oxsecurity/megalinter',
  'bridgecrewio/checkov-action',
  'ruby/setup-ruby',
  'azure/powershell',
  'actions/jekyll-build-pages',
  'sonarsource/sonarcloud-github-action',
  'sonarsource/sonarqube-scan-action',
  'docker/build-push-action',
  'docker/bake-action',
  'gradle/gradle-build-action',
  'gradle/actions/setup-gradle',
  'actions-rs/cargo',
  'golangci/golangci-lint-action',
  'goreleaser/goreleaser-action',
  'bahmutov/npm-install',
  'cypress-io/github-action',
  'borales/actions-yarn',
  'super-linter/super-linter',
  'github/super-linter',
  'psf/black',
]);

/** What of a step runs what lies in the folder; undefined when nothing is known to. */
export function runsCode({ run, uses }: Step): string | undefined {
  if (uses?.kind === 'local') return uses.path;
  if (uses?.kind === 'repository') return actions.has(uses.name) ? uses.name : undefined;
  if (!run) return undefined;
  const found = commands.exec(run.value) ?? localScript.exec(run.value);
  return found?.[0]
    .trim()
    .replace(/^[;&|(`"']+\s*/, '')
    .slice(0, 60);
}
