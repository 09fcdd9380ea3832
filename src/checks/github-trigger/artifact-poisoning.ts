import { hasEvent } from '../../github/analysis/events.ts';
import { runsCode } from '../../github/analysis/runs-code.ts';
import { mayRun } from '../../github/analysis/scenario.ts';
import { actionOf, inputOf } from '../../github/analysis/values.ts';
import type { Job, Step } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const downloads = /\bgh\s+run\s+download\b|\/actions\/artifacts\/|\bdownloadArtifact\b|archive_download_url/;

/** https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/ */
export const check = jobCheck({
  id: 'github-trigger/artifact-poisoning',
  title: 'No artifact of a foreign run is executed',
  severity: 'high',
  why: 'A run of somebody’s pull request decides what its artifacts hold: laid into the folder of a run with the rights of the repository, they replace its scripts and programs',
  fix: 'Unpack artifacts into a folder of their own below `runner.temp`, take them for data, and check what they hold',
  controls: [
    'CodeQL:actions/artifact-poisoning/critical',
    'CodeQL:actions/artifact-poisoning/medium',
    'zizmor:dangerous-triggers',
  ],
  judge(job, workflow) {
    if (!hasEvent(workflow, 'workflow_run', 'issue_comment', 'pull_request_target')) return undefined;
    const outsiders = { event: 'workflow_run', isOutsider: true };
    const at = job.steps.findIndex((step) => isDownload(step));
    const download = job.steps[at];
    if (!download || (hasEvent(workflow, 'workflow_run') && !mayRun(outsiders, workflow, job, download)))
      return undefined;
    const used = job.steps.slice(download.run ? at : at + 1).find((step) => uses(step, download));
    if (!used || isApart(download, job)) return pass;
    return failAt(
      download.place,
      `the artifact of a run that anyone starts is unpacked where ${used.name?.value ?? `step ${used.index + 1}`} runs it or takes its text`,
    );
  },
  examples: {
    bad: [
      'on:\n  workflow_run:\n    workflows: [CI]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: dawidd6/action-download-artifact@ac66b43f0e6a346234dd65d4d0c8fbb31cb316e5\n        with:\n          run_id: ${{ github.event.workflow_run.id }}\n      - run: ./build/run.sh\n',
      'on:\n  workflow_run:\n    workflows: [CI]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh run download ${{ github.event.workflow_run.id }}\n      - run: npm publish\n',
    ],
    good: [
      'on:\n  workflow_run:\n    workflows: [CI]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/download-artifact@634f93cb2916e3fdff6788551b99b062d0335ce0\n        with:\n          run-id: ${{ github.event.workflow_run.id }}\n          path: ${{ runner.temp }}/results\n      - uses: actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4\n',
    ],
  },
});

function isDownload(step: Step): boolean {
  const action = actionOf(step);
  if (action === 'actions/download-artifact') return inputOf(step, 'run-id') !== undefined;
  if (/download-(?:workflow-)?artifact/.test(action)) return true;
  const script = step.run ?? (action === 'actions/github-script' ? inputOf(step, 'script') : undefined);
  return script !== undefined && downloads.test(script.value);
}

function uses(step: Step, download: Step): boolean {
  if (step === download) return /GITHUB_(?:ENV|PATH)/.test(step.run?.value ?? '');
  return runsCode(step) !== undefined || /GITHUB_(?:ENV|PATH)/.test(step.run?.value ?? '');
}

/** Unpacked below the temporary folder, and no script names anything there. */
function isApart(download: Step, { steps }: Job): boolean {
  const path = (inputOf(download, 'path') ?? inputOf(download, 'name-is-folder'))?.value ?? '';
  const isTemporary =
    /runner\.temp|\/tmp\b|RUNNER_TEMP/.test(path) ||
    /(?:unzip\s.*-d|--dir|-D)\s*["']?(?:\/tmp|\$\{?RUNNER_TEMP|\$\{\{\s*runner\.temp)/.test(
      download.run?.value ?? '',
    );
  return (
    isTemporary &&
    !steps
      .slice(download.index + 1)
      .some(
        ({ run }) =>
          run &&
          /(?:bash|sh|source|python\d?|node|\.)\s+\S*(?:\/tmp|RUNNER_TEMP|runner\.temp)/.test(run.value),
      )
  );
}
