import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { VerificationError } from '../base/errors.ts';
import { readRows } from './data/rows.ts';
import {
  classifierMetrics,
  type Estimated,
  type Judged,
  type Metrics,
  majorityBaseline,
  regressionMetrics,
} from './metrics.ts';

/** One line of `predictions.jsonl`: a classifier's decision and probability, or a regression's value. */
const predictionSchema = z.union([
  z.strictObject({
    id: z.string(),
    label: z.union([z.literal(0), z.literal(1)]),
    score: z.number().min(0).max(1),
  }),
  z.strictObject({ id: z.string(), value: z.number() }),
]);
type Prediction = z.infer<typeof predictionSchema>;

/** Measures the predictions of a folder with `rows.jsonl` and `predictions.jsonl` against the rows' labels. */
export async function measure(
  folder: string,
  subject: string,
): Promise<{ metrics: Metrics; baseline: Metrics }> {
  const labels = new Map<string, number>();
  for await (const row of readRows(join(folder, 'rows.jsonl'), subject)) labels.set(row.id, row.label);
  const judged: Judged[] = [];
  const estimated: Estimated[] = [];
  for await (const prediction of readPredictions(join(folder, 'predictions.jsonl'), subject)) {
    const label = labels.get(prediction.id);
    if (label === undefined)
      throw wrong(subject, `the prediction ${prediction.id} is of no row, or a second one`);
    labels.delete(prediction.id);
    if ('value' in prediction) estimated.push({ label, value: prediction.value });
    else judged.push({ label, decided: prediction.label, score: prediction.score });
  }
  if (labels.size > 0) throw wrong(subject, `${labels.size} held-out rows have no prediction`);
  if (estimated.length > 0 && judged.length > 0)
    throw wrong(subject, 'some predictions are classes and some values');
  if (estimated.length > 0) return { metrics: regressionMetrics(estimated), baseline: {} };
  if (judged.some(({ label }) => label !== 0 && label !== 1)) {
    throw wrong(subject, 'the model decides between 0 and 1, but rows have other labels');
  }
  return { metrics: classifierMetrics(judged), baseline: majorityBaseline(judged.map(({ label }) => label)) };
}

async function* readPredictions(file: string, subject: string): AsyncGenerator<Prediction> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const parsed = predictionSchema.safeParse(parseJson(line));
    if (!parsed.success) throw wrong(subject, `a prediction is malformed: ${line.slice(0, 200)}`);
    yield parsed.data;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const wrong = (subject: string, message: string) => new VerificationError('step-failed', subject, message);
