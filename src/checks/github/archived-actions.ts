import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

/** Repositories that their owners have archived: the banner of each says so. */
const archived = new Set([
  '8398a7/action-slack',
  'actions-rs/audit-check',
  'actions-rs/cargo',
  'actions-rs/clippy-check',
  'actions-rs/components-nightly',
  'actions-rs/grcov',
  'actions-rs/install',
  'actions-rs/tarpaulin',
  'actions-rs/toolchain',
  'actions/create-release',
  'actions/setup-elixir',
  'actions/setup-haskell',
  'actions/setup-ruby',
  'actions/upload-release-asset',
  'azure/appservice-actions',
  'azure/container-actions',
  'azure/container-scan',
  'azure/get-keyvault-secrets',
  'azure/k8s-actions',
  'azure/manage-azure-policy',
  'azure/publish-security-assessments',
  'azure/webapps-container-deploy',
  'cirrus-actions/rebase',
  'crazy-max/ghaction-docker-buildx',
  'expo/expo-preview-action',
  'gradle/gradle-build-action',
  'grafana/k6-action',
  'hashicorp/terraform-cdk-action',
  'jakejarvis/s3-sync-action',
  'machine-learning-apps/wandb-action',
  'marvinpinto/action-automatic-releases',
  'marvinpinto/actions',
  'repo-sync/pull-request',
  'repo-sync/repo-sync',
  'secrethub/actions',
  'semgrep/semgrep-action',
  'sonarsource/sonarcloud-github-action',
  'suzuki-shunsuke/github-action-tfsec',
  'technote-space/get-diff-action',
  'tibdex/github-app-token',
  'whelk-io/maven-settings-xml-action',
  'youyo/aws-cdk-github-actions',
]);

/** https://docs.github.com/en/repositories/archiving-a-github-repository/archiving-repositories */
export const check = stepCheck({
  id: 'github/archived-actions',
  title: 'No action is used that nobody keeps up any more',
  severity: 'medium',
  why: 'An archived repository takes no more mendings: a hole that is found in the action stays open, and so do those of what it brings along',
  fix: 'Move to the action that follows it, or to a command of the runner itself',
  controls: ['zizmor:archived-uses'],
  judge({ step: { uses } }) {
    if (uses?.kind !== 'repository') return undefined;
    const name = `${uses.owner}/${uses.repository}`.toLowerCase();
    return archived.has(name)
      ? failAt(uses.text.place, `${name} is archived, and gets no more mendings`)
      : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions-rs/toolchain@16499b5e05bf2e26879000db0c1d13f7e13fa3af # v1.0.7\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: Actions/Create-Release@v1\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n',
    ],
  },
});
