/** One held-out example: what is true, what the model decided, and how sure it was. */
export interface Judged {
  label: number;
  /** Decided class, 0 or 1. */
  decided: number;
  /** Probability of class 1. */
  score: number;
}

/** One held-out example of a regression. */
export interface Estimated {
  label: number;
  value: number;
}

export type Metrics = Record<string, number>;

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);

/**
 * Measures a binary classifier; class 1 is the positive one. A metric without a meaning on this data (no positive at
 * all, say) is left out, so that a gate on it cannot tell instead of passing.
 */
export function classifierMetrics(rows: Judged[]): Metrics {
  const count = (label: number, decided: number) =>
    rows.filter((row) => row.label === label && row.decided === decided).length;
  const [tp, fp, tn, fn] = [count(1, 1), count(0, 1), count(0, 0), count(1, 0)];
  const precision = share(tp, tp + fp);
  const recall = share(tp, tp + fn);
  return defined({
    accuracy: share(tp + tn, rows.length),
    auc: areaUnderCurve(rows),
    brier: mean(rows.map((row) => (row.score - row.label) ** 2)),
    calibration_error: calibrationError(rows),
    f1: share(2 * precision * recall, precision + recall),
    // In spam filtering: the share of wanted mail that is lost. The same as the false positive rate.
    ham_loss: share(fp, fp + tn),
    false_positive_rate: share(fp, fp + tn),
    false_negative_rate: share(fn, fn + tp),
    log_loss: mean(
      rows.map((row) => -Math.log(Math.max(1e-15, row.label === 1 ? row.score : 1 - row.score))),
    ),
    precision,
    recall,
    rows: rows.length,
    positives: tp + fn,
  });
}

/** What always answering the commoner class would reach: the least that a model has to beat. */
export function majorityBaseline(labels: number[]): Metrics {
  const positives = labels.filter((label) => label === 1).length;
  const decided = positives * 2 > labels.length ? 1 : 0;
  return defined({ accuracy: share(decided === 1 ? positives : labels.length - positives, labels.length) });
}

export function regressionMetrics(rows: Estimated[]): Metrics {
  const errors = rows.map((row) => row.value - row.label);
  const middle = mean(rows.map((row) => row.label));
  const nonZero = rows.filter((row) => row.label !== 0);
  return defined({
    mae: mean(errors.map(Math.abs)),
    mape: mean(nonZero.map((row) => Math.abs((row.value - row.label) / row.label))),
    r2: 1 - share(sum(errors.map((e) => e * e)), sum(rows.map((row) => (row.label - middle) ** 2))),
    rmse: Math.sqrt(mean(errors.map((error) => error * error))),
    rows: rows.length,
  });
}

/** The probability that a positive scores above a negative, ties counting half (the Mann-Whitney statistic). */
function areaUnderCurve(rows: Judged[]): number {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const tied = sorted.slice(start, end);
    rankSum += tied.filter((row) => row.label === 1).length * ((start + 1 + end) / 2);
    start = end;
  }
  const positives = rows.filter((row) => row.label === 1).length;
  return share(rankSum - (positives * (positives + 1)) / 2, positives * (rows.length - positives));
}

/** Expected calibration error over ten equal bins: how far the stated probability is from what then happens. */
function calibrationError(rows: Judged[]): number {
  const bins = Map.groupBy(rows, (row) => Math.min(9, Math.floor(row.score * 10)));
  const gaps = [...bins.values()].map(
    (bin) => bin.length * Math.abs(mean(bin.map((row) => row.score)) - mean(bin.map((row) => row.label))),
  );
  return share(sum(gaps), rows.length);
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]): number => share(sum(values), values.length);

function defined(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
}
