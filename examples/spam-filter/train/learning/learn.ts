import { createHash } from 'node:crypto';
import type { Row } from '../contract.ts';
import { type FeatureSet, type GramIndex, indexGrams, rowsOf, selectFeatures } from './features.ts';
import { fitLogistic, type LinearModel, logits, sigmoid } from './logistic.ts';
import type { Settings } from './settings.ts';
import { gramsOf } from './tokenizer.ts';

/** All that the graph holds. The score is a probability; what scores above the threshold is spam. */
export interface SpamModel {
  /** Words and pairs of words, by feature. */
  grams: string[];
  scales: Float64Array;
  weights: Float64Array;
  bias: number;
  /** What the length of a text's features is divided by at least. */
  minLength: number;
  threshold: number;
}

export interface Learned {
  model: SpamModel;
  /** The score of each training row by a model that did not see its group. */
  outOfFold: Float64Array;
}

/** Learns from labelled rows. The same rows and settings give the same model. */
export function learn(rows: Row[], settings: Settings, progress: (line: string) => void): Learned {
  const labels = Uint8Array.from(rows, ({ label }) => label);
  if (!labels.includes(0) || !labels.includes(1))
    throw new Error('the rows must have both spam and other mail');
  const index = indexGrams(
    rows.map(({ inputs }) => inputs.text),
    settings.min_documents,
  );
  if (index.grams.length === 0) throw new Error('no word stands in enough of the texts: lower min_documents');
  progress(
    `${rows.length} mails, ${index.grams.length} words and pairs in ${settings.min_documents} or more of them`,
  );

  const foldOf = rows.map(({ group }) => foldOfGroup(group, settings.folds));
  const raw = crossValidate(index, labels, foldOf, settings, progress);
  const calibration = calibrate(raw, labels);
  const outOfFold = raw.map((logit) => sigmoid(logit * calibration.slope + calibration.offset));
  const threshold = thresholdFor(outOfFold, labels, settings.max_ham_loss);
  progress(
    `calibrated by ${calibration.slope.toFixed(3)}; spam is what scores above ${threshold.toFixed(4)}`,
  );

  const everything = rows.map((_, position) => position);
  const { features, linear } = fit(index, everything, labels, settings);
  progress(`learned the weights of ${features.grams.length} features`);
  const model = {
    grams: Array.from(features.grams, (gram) => index.grams[gram] ?? ''),
    scales: features.scales,
    weights: linear.weights.map((weight) => weight * calibration.slope),
    bias: linear.bias * calibration.slope + calibration.offset,
    minLength: settings.min_length,
    threshold,
  };
  return { model, outOfFold };
}

function fit(
  index: GramIndex,
  chosen: number[],
  labels: Uint8Array,
  { max_features, l2, max_iterations, min_length }: Settings,
): { features: FeatureSet; linear: LinearModel } {
  const features = selectFeatures(index, chosen, labels, max_features);
  const sparse = rowsOf(index, chosen, features, min_length);
  const chosenLabels = Uint8Array.from(chosen, (row) => labels[row] ?? 0);
  const linear = fitLogistic(sparse, chosenLabels, { l2, maxIterations: max_iterations, tolerance: 1e-4 });
  return { features, linear };
}

/** Groups stay whole here too: else near copies would make every estimate too good. */
function foldOfGroup(group: string, folds: number): number {
  return createHash('sha256').update(`fold:${group}`).digest().readUInt32BE(0) % folds;
}

/** Each row's logit by a model of the other folds, its features chosen from those alone. */
function crossValidate(
  index: GramIndex,
  labels: Uint8Array,
  foldOf: number[],
  settings: Settings,
  progress: (line: string) => void,
): Float64Array {
  const result = new Float64Array(labels.length);
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const inside = [...foldOf.keys()].filter((row) => foldOf[row] !== fold);
    const outside = [...foldOf.keys()].filter((row) => foldOf[row] === fold);
    const { features, linear } = fit(index, inside, labels, settings);
    logits(rowsOf(index, outside, features, settings.min_length), linear).forEach((logit, position) => {
      result[outside[position] ?? 0] = logit;
    });
    progress(
      `fold ${fold + 1} of ${settings.folds}: ${outside.length} mails judged by a model of the others`,
    );
  }
  return result;
}

/** Platt's scaling: the slope and offset that make the sigmoid of a logit a probability. */
function calibrate(raw: Float64Array, labels: Uint8Array): { slope: number; offset: number } {
  const oneColumn = {
    starts: Int32Array.from({ length: raw.length + 1 }, (_, row) => row),
    columns: new Int32Array(raw.length),
    values: raw,
    columnCount: 1,
  };
  // A small penalty keeps the slope finite where the classes are told apart without an error.
  const { weights, bias } = fitLogistic(oneColumn, labels, { l2: 1e-3, maxIterations: 100, tolerance: 1e-6 });
  return { slope: weights[0] ?? 1, offset: bias };
}

/** The lowest threshold at which no more than this share of wanted mail scores above it. */
function thresholdFor(scores: Float64Array, labels: Uint8Array, maxHamLoss: number): number {
  const ham = scores
    .filter((_, row) => labels[row] === 0)
    .sort()
    .reverse();
  const last = ham[Math.min(Math.floor(ham.length * maxHamLoss), ham.length - 1)] ?? 0.5;
  const next = scores.reduce((least, score) => (score > last ? Math.min(least, score) : least), 1);
  // Halfway to the next score, so that rounding to 32 bits moves no mail across; and never below one half: what is
  // more likely wanted than not is not called spam.
  return Math.fround(Math.max(0.5, (last + next) / 2));
}

/** What the graph computes, in plain code: for tests, and to explain a score. */
export function scoreText(model: SpamModel, text: string): { score: number; label: number } {
  const present = gramsOf(text);
  const found = [...model.grams.keys()].filter((feature) => present.has(model.grams[feature] ?? ''));
  const scales = found.map((feature) => model.scales[feature] ?? 0);
  const length = Math.max(model.minLength, Math.hypot(...scales));
  const sum = found.reduce(
    (total, feature, i) => total + ((model.weights[feature] ?? 0) * (scales[i] ?? 0)) / length,
    0,
  );
  const score = sigmoid(sum + model.bias);
  return { score, label: score > model.threshold ? 1 : 0 };
}
