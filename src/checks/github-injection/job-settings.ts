import { wayOf } from '../../github/analysis/injections.ts';
import { taintOfText } from '../../github/analysis/taint.ts';
import type { Job, Text } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontaineroptions */
export const check = jobCheck({
  id: 'github-injection/job-settings',
  title: 'Nobody from outside chooses the machine or the image of a job',
  severity: 'high',
  why: 'Who writes the image of a container brings all the programs that its steps run; its options mount the disk of the machine, and the label of a runner picks a machine in your network',
  fix: 'Write the image, its options and the runner into the workflow, or choose among fixed ones by a comparison',
  controls: [],
  judge(job, workflow, github) {
    const judged = settingsOf(job).flatMap(([what, text]): Judgement[] => {
      const taint = text && taintOfText(text, { github, workflow, job, before: [] });
      if (!text || taint?.by !== 'outsider') return [];
      const message = `${what} of the job ${job.id} takes ${taint.way.at(-1) ?? ''}, which anyone can write`;
      return [failAt(text.place, message, { evidence: [wayOf(taint)] })];
    });
    return judged.length > 0 ? judged : pass;
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container: node:${{ github.head_ref }}\n    steps:\n      - run: make\n',
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container:\n      image: node\n      options: --name ${{ github.event.issue.title }}\n    steps:\n      - run: make\n',
      'on: issue_comment\njobs:\n  a:\n    runs-on: ${{ fromJSON(github.event.comment.body) }}\n    steps:\n      - run: make\n',
    ],
    good: [
      "on: pull_request_target\njobs:\n  a:\n    runs-on: ${{ contains(github.event.pull_request.title, 'gpu') && 'gpu-4' || 'ubuntu-24.04' }}\n    container: node:22\n    steps:\n      - run: make\n",
    ],
  },
});

function settingsOf({ runsOn, container, services, defaultShell }: Job): [string, Text | undefined][] {
  const containers = [...(container ? [container] : []), ...services];
  return [
    ...(runsOn?.labels ?? []).map((label): [string, Text] => ['runs-on', label]),
    ['the group of runs-on', runsOn?.group],
    ['the default shell', defaultShell],
    ...containers.flatMap(({ name, image, options }): [string, Text | undefined][] => [
      [`the image of ${name}`, image],
      [`options of ${name}`, options],
    ]),
  ];
}
