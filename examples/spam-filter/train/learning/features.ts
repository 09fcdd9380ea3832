import type { SparseRows } from './logistic.ts';
import { gramsOf } from './tokenizer.ts';

/** Texts as sets of numbered words and pairs. */
export interface GramIndex {
  grams: string[];
  /** For every text the numbers of the grams in it, rising. */
  documents: Int32Array[];
}

/** Words and pairs that at least `minDocuments` of the texts have. Looks at no label. */
export function indexGrams(texts: string[], minDocuments: number): GramIndex {
  const sets = texts.map(gramsOf);
  const frequency = new Map<string, number>();
  for (const set of sets) for (const gram of set) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const grams = [...frequency].filter(([, count]) => count >= minDocuments).map(([gram]) => gram);
  grams.sort();
  const numbers = new Map(grams.map((gram, number) => [gram, number]));
  const documents = sets.map((set) => {
    const found = [...set].map((gram) => numbers.get(gram)).filter((number) => number !== undefined);
    return Int32Array.from(found).sort();
  });
  return { grams, documents };
}

/** The features that a model uses, and how much each counts beside the others in a text. */
export interface FeatureSet {
  /** Numbers of grams, rising. */
  grams: Int32Array;
  scales: Float64Array;
}

/**
 * The `maxFeatures` grams that tell the classes apart best by the chi-squared statistic. Each is scaled by how much more
 * often it stands in one class than in the other, as in S. Wang and C. Manning, "Baselines and Bigrams", ACL 2012
 * (https://aclanthology.org/P12-2018/), so that the regression shrinks words without a tendency most.
 */
export function selectFeatures(
  index: GramIndex,
  chosen: number[],
  labels: Uint8Array,
  maxFeatures: number,
): FeatureSet {
  const counts = { ham: new Float64Array(index.grams.length), spam: new Float64Array(index.grams.length) };
  const totals = { ham: 0, spam: 0 };
  for (const document of chosen) {
    const side = labels[document] === 1 ? 'spam' : 'ham';
    totals[side] += 1;
    for (const gram of index.documents[document] ?? []) counts[side][gram] = (counts[side][gram] ?? 0) + 1;
  }
  const scored = index.grams
    .map((_, gram) => ({ gram, ham: counts.ham[gram] ?? 0, spam: counts.spam[gram] ?? 0 }))
    .filter(({ ham, spam }) => ham + spam > 0)
    .map(({ gram, ham, spam }) => ({
      gram,
      score: chiSquared(ham, spam, totals),
      scale: tendency(ham, spam, totals),
    }))
    .sort((a, b) => b.score - a.score || a.gram - b.gram)
    .slice(0, maxFeatures)
    .sort((a, b) => a.gram - b.gram);
  return {
    grams: Int32Array.from(scored, ({ gram }) => gram),
    // The graph holds them as 32-bit floats: training must see the same numbers.
    scales: Float64Array.from(scored, ({ scale }) => Math.fround(scale)),
  };
}

interface Totals {
  ham: number;
  spam: number;
}

function chiSquared(ham: number, spam: number, totals: Totals): number {
  const expected = ((ham + spam) * totals.spam) / (totals.ham + totals.spam);
  const other = ham + spam - expected;
  if (expected === 0 || other === 0) return 0;
  return (spam - expected) ** 2 / expected + (ham - other) ** 2 / other;
}

/** Distance of the log of the ratio of frequencies from 0, counts smoothed by one; never 0 itself. */
function tendency(ham: number, spam: number, totals: Totals): number {
  const ratio = (spam + 1) / (totals.spam + 2) / ((ham + 1) / (totals.ham + 2));
  return Math.max(1e-3, Math.abs(Math.log(ratio)));
}

/**
 * One row per chosen text: the scales of the features that it has, brought to length 1. A text that is shorter than
 * `minLength` stays below 1: two known words must not count as much as two hundred.
 */
export function rowsOf(
  index: GramIndex,
  chosen: number[],
  features: FeatureSet,
  minLength: number,
): SparseRows {
  const columnOf = new Int32Array(index.grams.length).fill(-1);
  features.grams.forEach((gram, column) => {
    columnOf[gram] = column;
  });
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const document of chosen) {
    const present = (index.documents[document] ?? [])
      .map((gram) => columnOf[gram] ?? -1)
      .filter((c) => c >= 0);
    const scales = Array.from(present, (column) => features.scales[column] ?? 0);
    const length = Math.max(minLength, Math.hypot(...scales));
    columns.push(...present);
    values.push(...scales.map((scale) => scale / length));
    starts.push(columns.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    columnCount: features.grams.length,
  };
}
