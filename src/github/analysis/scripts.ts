import type { Step, Text } from '../types.ts';

/** Actions that run one of their inputs as a program. */
const runners: Readonly<Record<string, readonly string[]>> = {
  // https://github.com/actions/github-script
  'actions/github-script': ['script'],
  // https://github.com/appleboy/ssh-action
  'appleboy/ssh-action': ['script'],
  'azure/cli': ['inlineScript'],
  'azure/powershell': ['inlineScript'],
  'nick-fields/retry': ['command', 'on_retry_command'],
  'nick-invision/retry': ['command', 'on_retry_command'],
  'addnab/docker-run-action': ['run', 'options'],
  'mikefarah/yq': ['cmd'],
  'jannekem/run-python-script-action': ['script'],
  'cardinalby/js-eval-action': ['expression'],
  'sergeysova/jq-action': ['cmd'],
  'amadevus/pwsh-script': ['script'],
  'roots/issue-closer-action': ['issue-close-message', 'pr-close-message'],
  'satackey/action-js-inline': ['script'],
  'mudlet/xmlstarlet-action': ['args'],
  'devorbitus/yq-action-output': ['cmd'],
  // https://github.com/ReactiveCircus/android-emulator-runner
  'reactivecircus/android-emulator-runner': ['script', 'pre-emulator-launch-script'],
  // https://github.com/uraimo/run-on-arch-action
  'uraimo/run-on-arch-action': ['run', 'install', 'setup'],
  // https://github.com/devcontainers/ci
  'devcontainers/ci': ['runCmd'],
  // https://github.com/Wandalen/wretry.action
  'wandalen/wretry.action': ['command'],
  'gautamkrishnar/blog-post-workflow': ['item_exec'],
  'skitionek/notify-microsoft-teams': ['overwrite'],
  'tibdex/backport': ['body_template', 'head_template', 'title_template'],
};

/** The texts of a step that are taken as a program after their expressions were put in. */
export function scriptsOf({ run, uses, with: given, shell }: Step): Text[] {
  const own = [run, shell].filter((text) => text !== undefined);
  if (uses?.kind === 'docker') return [...own, ...valuesOf(given, ['entrypoint'])];
  if (uses?.kind !== 'repository' || !Object.hasOwn(runners, uses.name)) return own;
  return [...own, ...valuesOf(given, runners[uses.name] ?? [])];
}

function valuesOf(given: Step['with'], names: readonly string[]): Text[] {
  const wanted = names.map((name) => name.toLowerCase());
  return given.filter(({ name }) => wanted.includes(name.toLowerCase())).map(({ value }) => value);
}
