import { actionOf, inputOf } from '../../github/analysis/values.ts';
import type { Job, Step, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** Actions that restore a cache; with an input that says so, or that says not to. */
const caching: Readonly<Record<string, { on?: string; off?: string }>> = {
  'actions/cache': { off: 'lookup-only' },
  'actions/cache/restore': { off: 'lookup-only' },
  'actions/setup-node': { on: 'cache' },
  'actions/setup-python': { on: 'cache' },
  'actions/setup-java': { on: 'cache' },
  'actions/setup-dotnet': { on: 'cache' },
  'actions/setup-go': { off: 'cache' },
  'ruby/setup-ruby': { on: 'bundler-cache' },
  'astral-sh/setup-uv': { off: 'enable-cache' },
  'swatinem/rust-cache': { off: 'lookup-only' },
  'gradle/actions/setup-gradle': { off: 'cache-disabled' },
  'pnpm/action-setup': { on: 'cache' },
  'mozilla-actions/sccache-action': {},
  'docker/setup-buildx-action': { on: 'cache-binary' },
  'actions-rust-lang/setup-rust-toolchain': { off: 'cache' },
  'graalvm/setup-graalvm': { on: 'cache' },
  'hendrikmuhs/ccache-action': {},
  'nix-community/cache-nix-action': {},
};
const switchesOff: Readonly<Record<string, string>> = { 'lookup-only': 'true', 'cache-disabled': 'true' };
const publishes =
  /\b(?:npm|pnpm|yarn)\s+publish\b|\bcargo\s+publish\b|\btwine\s+upload\b|\bgem\s+push\b|\bgh\s+release\s+(?:create|upload)\b|\bdocker\s+push\b|\bmvn\b.*\bdeploy\b|\bgoreleaser\s+release\b|\buv\s+publish\b|\bpoetry\s+publish\b/;
const publishers =
  /^(?:softprops\/action-gh-release|ncipollo\/release-action|pypa\/gh-action-pypi-publish|goreleaser\/goreleaser-action|js-devtools\/npm-publish|changesets\/action|rubygems\/release-gem|actions\/create-release|actions\/upload-release-asset|actions\/attest-build-provenance|cycjimmy\/semantic-release-action|googleapis\/release-please-action)$/;

/** https://adnanthekhan.com/2024/05/06/the-monsters-in-your-build-cache-github-actions-cache-poisoning/ */
export const check = jobCheck({
  id: 'github-trigger/cache-poisoning',
  title: 'What is released is built without a cache',
  severity: 'medium',
  why: 'Caches are shared by the workflows of a repository: code that once ran with a token on the default branch leaves one that is unpacked into the release',
  fix: 'Build releases without a cache, or restore none in runs that release',
  controls: ['zizmor:cache-poisoning', 'CodeQL:actions/cache-poisoning/direct-cache'],
  judge(job, workflow) {
    if (!releases(job, workflow)) return undefined;
    const found = job.steps.filter(restores);
    if (found.length === 0) return pass;
    return found.map((step) =>
      failAt(step.place, `${actionOf(step)} restores a cache in a job that releases`),
    );
  },
  examples: {
    bad: [
      'on: release\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@0400d5f644dc74513175e3cd8d07132dd4860809\n        with:\n          path: build\n          key: build\n      - run: make\n',
      "on:\n  push:\n    tags: ['v*']\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020\n        with:\n          cache: npm\n      - run: npm publish\n",
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@0400d5f644dc74513175e3cd8d07132dd4860809\n        with:\n          path: build\n          key: build\n      - run: make\n',
      'on: release\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020\n      - run: npm publish\n',
    ],
  },
});

function releases(job: Job, { triggers }: Workflow): boolean {
  const isRelease = triggers.some(
    ({ event, tags, branches }) =>
      event === 'release' || (event === 'push' && tags !== undefined && branches === undefined),
  );
  return (
    isRelease ||
    job.steps.some((step) => publishers.test(actionOf(step)) || publishes.test(step.run?.value ?? ''))
  );
}

function restores(step: Step): boolean {
  const action = actionOf(step);
  if (!Object.hasOwn(caching, action)) return false;
  const { on, off } = caching[action] ?? {};
  const given = (name: string | undefined) =>
    name === undefined ? undefined : inputOf(step, name)?.value.toLowerCase();
  if (on !== undefined) return !['false', '', undefined].includes(given(on));
  const value = given(off);
  // An expression may well be the condition that is asked for.
  if (value?.includes('${{')) return false;
  return off === undefined || value !== (switchesOff[off] ?? 'false');
}
