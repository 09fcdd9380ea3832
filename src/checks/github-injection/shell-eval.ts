import { wayOf } from '../../github/analysis/injections.ts';
import { taintOfLine } from '../../github/analysis/taint.ts';
import { placeWithin } from '../../github/expression/place.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

const evaluates =
  /(?:^|[\s;&|(])(?:eval|(?:ba|z|da)?sh\s+-c|Invoke-Expression|iex|node\s+-e|python[\d.]*\s+-c|perl\s+-e|ruby\s+-e)\s/;

export const check = stepCheck({
  id: 'github-injection/shell-eval',
  title: 'No variable that somebody from outside writes is evaluated',
  severity: 'high',
  why: 'A variable protects against injection only as long as nothing takes its text for a program again',
  fix: 'Give the value as an argument, quoted, to a program that does not evaluate it',
  controls: ['CodeQL:actions/command-injection/critical'],
  judge(found) {
    const { run } = found.step;
    if (!run) return undefined;
    let offset = 0;
    const lines = run.value.split('\n', 2_000).map((text) => {
      const line = { text, place: placeWithin(run, offset) };
      offset += text.length + 1;
      return line;
    });
    const judged = lines
      .filter(({ text }) => evaluates.test(text))
      .flatMap(({ text, place }) => {
        const taint = taintOfLine(text, run, found, 0);
        if (taint?.by !== 'outsider') return [];
        return [
          failAt(place, `the line evaluates ${taint.way.at(-1) ?? ''}, which anyone can write`, {
            evidence: [wayOf(taint)],
          }),
        ];
      });
    return judged.length > 0 ? judged : pass;
  },
  examples: {
    bad: [
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    env:\n      BODY: ${{ github.event.comment.body }}\n    steps:\n      - run: eval "$BODY"\n',
    ],
    good: [
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    env:\n      BODY: ${{ github.event.comment.body }}\n    steps:\n      - run: grep -c please <<< "$BODY"\n',
    ],
  },
});
