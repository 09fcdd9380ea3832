import { expect, test } from 'vitest';
import { readGithubFiles } from '../read/repository.ts';
import { injectionsIn } from './injections.ts';

async function injections(script: string, last: string, action = '') {
  const steps = Array.from({ length: 60 }, () => script).join('');
  const github = await readGithubFiles({
    '.github/workflows/a.yml': `on: issues\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}      - run: ${last}\n`,
    'act/action.yml': `runs:\n  using: composite\n  steps:\n${action.repeat(20)}`,
  });
  const [workflow] = github.workflows;
  const [job] = workflow?.jobs ?? [];
  const step = job?.steps.at(-1);
  if (!workflow || !job || !step) throw new Error('the file was not read');
  return injectionsIn(step, { github, workflow, job, step, before: job.steps.slice(0, -1) });
}

const names = ['A', 'B', 'C', 'D'];
const writing = `      - run: |\n${names.map((name) => `          echo "${name}=$A$B$C$D" >> $GITHUB_ENV\n`).join('')}`;

test('variables that are made of one another by many steps are followed in little time', async () => {
  expect(await injections(writing, 'echo ${{ env.A }}')).toEqual([]);
});

test('one of them that a stranger writes is seen', async () => {
  const first = `      - run: echo "D=$T" >> $GITHUB_ENV\n        env:\n          T: \${{ github.event.issue.title }}\n`;
  expect(await injections(first + writing, 'echo ${{ env.A }}')).not.toEqual([]);
});

test('actions that use themselves come to an end', async () => {
  const itself = '    - uses: ./act\n      with:\n        x: ${{ steps.s.outputs.y }}\n';
  expect(await injections('      - uses: ./act\n', 'echo ${{ env.A }}', itself)).toBeInstanceOf(Array);
});

test('what is nested deeper than is followed is not trusted', async () => {
  const deep = `${"format('{0}', ".repeat(60)}github.event.issue.title${')'.repeat(60)}`;
  expect(await injections('', `echo \${{ ${deep} }}`)).not.toEqual([]);
});
