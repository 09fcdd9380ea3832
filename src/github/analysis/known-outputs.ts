/**
 * Outputs of widely used actions that carry what somebody from outside wrote: names of files, branches, comments,
 * titles. `*` is any output. Each from the action's own README.
 */
const untrustedOutputs: Readonly<Record<string, readonly string[]>> = {
  // https://github.com/tj-actions/changed-files#outputs
  'tj-actions/changed-files': ['*'],
  // https://github.com/tj-actions/branch-names#outputs
  'tj-actions/branch-names': ['head_ref_branch', 'current_branch', 'ref_branch'],
  'tj-actions/verify-changed-files': ['changed_files', 'changed-files'],
  // https://github.com/dorny/paths-filter#outputs
  'dorny/paths-filter': ['*_files'],
  'jitterbit/get-changed-files': ['*'],
  'trilom/file-changes-action': ['*'],
  'lots0logs/gh-action-get-changed-files': ['*'],
  'ahmadnassri/action-changed-files': ['*'],
  'futuratrepadeira/changed-files': ['*'],
  'mattseymour/changed-files': ['*'],
  // https://github.com/xt0rted/pull-request-comment-branch#outputs
  'xt0rted/pull-request-comment-branch': ['head_ref', 'ref'],
  'xt0rted/slash-command-action': ['command-arguments'],
  'potiuk/get-workflow-origin': ['sourceHeadBranch', 'pullRequestLabels'],
  'marocchino/on_artifact': ['*'],
  'khan/pull-request-comment-trigger': ['comment_body'],
  'jessehouwing/actions-semver-checker': ['*'],
  'peter-murray/issue-body-parser-action': ['*'],
  'peter-murray/issue-forms-body-parser': ['*'],
  'zentered/issue-forms-body-parser': ['*'],
  'stefanbuck/github-issue-parser': ['*'],
  'edumserrano/github-issue-forms-parser': ['*'],
  'peter-evans/find-comment': ['comment-body'],
  'jungwinter/comment': ['body'],
  'amannn/action-semantic-pull-request': ['error_message'],
  '8398a7/action-slack': [],
  '8bitjonny/gh-get-current-pr': ['pr_body', 'pr_title', 'pr'],
  'jwalton/gh-find-current-pr': ['title', 'body'],
  'juliangruber/read-file-action': ['content'],
  'gotson/pull-request-comment-branch': ['head_ref'],
  'eficode/resolve-pr-refs': ['head_ref'],
  'hashicorp/setup-terraform': [],
  'dawidd6/action-get-tag': ['tag'],
  'timheuer/issue-to-json': ['*'],
  'the-coding-turtle/ga-yaml-parser': ['*'],
  'bobheadxi/deployments': ['env'],
  'alessbell/pull-request-comment-branch': ['head_ref'],
};

/** Whether an output of an action is what somebody from outside may have written; undefined for an unknown action. */
export function isOutputUntrusted(action: string, output: string): boolean | undefined {
  if (!Object.hasOwn(untrustedOutputs, action)) return undefined;
  const forms = untrustedOutputs[action] ?? [];
  const name = output.toLowerCase();
  return forms.some((form) => {
    const wanted = form.toLowerCase();
    return wanted.startsWith('*') ? name.endsWith(wanted.slice(1)) : name === wanted;
  });
}
