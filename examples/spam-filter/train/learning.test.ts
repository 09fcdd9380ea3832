import { describe, expect, it } from 'vitest';
import { indexGrams, rowsOf, selectFeatures } from './learning/features.ts';
import { learn } from './learning/learn.ts';
import { fitLogistic, logits, sigmoid } from './learning/logistic.ts';
import { reportOn } from './learning/report.ts';
import { parseSettings } from './learning/settings.ts';
import { spamModelFile } from './onnx/spam-graph.ts';
import { syntheticRows } from './synthetic-mails.ts';

const settings = {
  max_features: 150,
  min_documents: 2,
  l2: 0.5,
  max_iterations: 200,
  min_length: 2,
  folds: 4,
  max_ham_loss: 0.15,
};
const rows = syntheticRows(400);

describe('fitLogistic', () => {
  const options = { l2: 0, maxIterations: 200, tolerance: 1e-10 };
  const column = (values: number[]) => ({
    starts: Int32Array.from({ length: values.length + 1 }, (_, i) => i),
    columns: new Int32Array(values.length),
    values: Float64Array.from(values),
    columnCount: 1,
  });

  it('finds the frequencies where there is one feature of 0 and 1', () => {
    // Of four rows without it one is positive, of four with it three are.
    const fitted = fitLogistic(
      column([0, 0, 0, 0, 1, 1, 1, 1]),
      Uint8Array.of(1, 0, 0, 0, 1, 1, 1, 0),
      options,
    );
    expect(sigmoid(fitted.bias)).toBeCloseTo(1 / 4, 6);
    expect(sigmoid(fitted.bias + (fitted.weights[0] ?? 0))).toBeCloseTo(3 / 4, 6);
  });

  it('stands at a point where the penalised loss has no slope', () => {
    const sparse = column([0.5, -1, 2, 0.1, -0.4]);
    const labels = Uint8Array.of(1, 0, 1, 0, 1);
    const { weights, bias } = fitLogistic(sparse, labels, { ...options, l2: 0.7 });
    const errors = [...logits(sparse, { weights, bias })].map(
      (logit, row) => sigmoid(logit) - (labels[row] ?? 0),
    );
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 6);
    const slope = errors.reduce(
      (sum, error, row) => sum + error * (sparse.values[row] ?? 0),
      0.7 * (weights[0] ?? 0),
    );
    expect(slope).toBeCloseTo(0, 6);
  });

  it('ends on classes that a line divides', () => {
    const { weights } = fitLogistic(column([-1, 1]), Uint8Array.of(0, 1), { ...options, l2: 1e-3 });
    expect(weights[0]).toBeGreaterThan(1);
    expect(weights[0]).toBeLessThan(100);
  });
});

describe('features', () => {
  const index = indexGrams(['spam spam', 'spam ham', 'ham eggs', 'ham eggs'], 2);
  it('are the words and pairs that enough texts have', () => {
    expect(index.grams).toEqual(['eggs', 'ham', 'ham eggs', 'spam']);
    expect(index.documents.map((document) => [...document])).toEqual([[3], [1, 3], [0, 1, 2], [0, 1, 2]]);
  });

  it('are chosen by the chosen texts alone', () => {
    const { grams } = selectFeatures(index, [0, 2], Uint8Array.of(1, 1, 0, 0), 2);
    expect([...grams]).toEqual([0, 1]);
  });

  it('make rows of length 1, or less for texts with few of them', () => {
    const features = selectFeatures(index, [0, 1, 2, 3], Uint8Array.of(1, 1, 0, 0), 10);
    const lengthOf = (minLength: number) => {
      const { starts, values } = rowsOf(index, [0, 2], features, minLength);
      return [0, 1].map((row) => Math.hypot(...values.slice(starts[row], starts[row + 1])));
    };
    for (const length of lengthOf(0.001)) expect(length).toBeCloseTo(1, 12);
    for (const length of lengthOf(100)) expect(length).toBeLessThan(0.1);
  });
});

describe('learn', () => {
  it('gives the same bytes twice', () => {
    const file = () => Buffer.from(spamModelFile(learn(rows, settings, () => {}).model));
    expect(file().equals(file())).toBe(true);
  });

  it('keeps ham loss in cross-validation below what is asked', () => {
    const report = reportOn(
      rows,
      learn(rows, settings, () => {}),
    );
    expect(report.crossValidated.hamLoss).toBeLessThanOrEqual(settings.max_ham_loss);
    expect(report.crossValidated.recall).toBeGreaterThan(0.5);
    const ofSpam = (grams: string[]) =>
      grams.filter((gram) => /free|money|click|offer|viagra|credit/.test(gram)).length;
    expect(ofSpam(report.spam)).toBeGreaterThan(2 * ofSpam(report.wanted));
  });

  it('gives scores that are probabilities', () => {
    const { outOfFold } = learn(rows, settings, () => {});
    const sum = outOfFold.reduce((total, score) => total + score, 0);
    expect(sum / rows.length).toBeCloseTo(1 / 3, 1);
  });

  it.each([
    ['only one class', rows.filter(({ label }) => label === 0), settings, 'both spam and other mail'],
    ['no common word', rows.slice(0, 6), { ...settings, min_documents: 100 }, 'lower min_documents'],
  ])('says what is wrong with %s', (_, some, given, message) => {
    expect(() => learn(some, given, () => {})).toThrow(message);
  });
});

describe('parseSettings', () => {
  it('takes good ones', () => expect(parseSettings(JSON.stringify(settings))).toEqual(settings));
  it('names every bad one', () => {
    const text = JSON.stringify({ ...settings, folds: 2.5, l2: -1, colour: 'red', max_features: '9' });
    expect(() => parseSettings(text)).toThrow(
      /colour is unknown; max_features .*; l2 .*; folds must be a whole number/,
    );
  });
});
