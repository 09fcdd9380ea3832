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
  'cycjimmy/semantic-release-action': ['extra_plugins'],
  'mikefarah/yq': ['cmd'],
  'jannekem/run-python-script-action': ['script'],
  'cardinalby/js-eval-action': ['expression'],
  'sergeysova/jq-action': ['cmd'],
  'gautamkrishnar/keepalive-workflow': [],
  'amadevus/pwsh-script': ['script'],
  'lucasbento/auto-close-issues': ['issue-close-message'],
  'roots/issue-closer-action': ['issue-close-message', 'pr-close-message'],
  'skitionek/notify-microsoft-teams': ['overwrite', 'needs', 'steps', 'job'],
  'peter-murray/issue-body-parser-action': [],
  'satackey/action-js-inline': ['script'],
  'mudlet/xmlstarlet-action': ['args'],
  'devorbitus/yq-action-output': ['cmd'],
  'anthonykgross/simple-shell': [],
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
