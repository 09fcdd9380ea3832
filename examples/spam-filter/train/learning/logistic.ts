/** Rows of non-zero features, one after the other: row `r` has the entries from `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  columnCount: number;
}

export interface LinearModel {
  weights: Float64Array;
  bias: number;
}

export interface FitOptions {
  /** Strength of the L2 penalty on the weights; the bias is free. */
  l2: number;
  maxIterations: number;
  /** Ends when the gradient's norm has fallen to this part of its first value. */
  tolerance: number;
}

/** How many of the last steps L-BFGS remembers. */
const memory = 8;

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** log(1 + e^z) without overflow. */
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

export function rowCount(rows: SparseRows): number {
  return rows.starts.length - 1;
}

/** The model's score of every row before the sigmoid. */
export function logits(rows: SparseRows, { weights, bias }: LinearModel): Float64Array {
  const scores = new Float64Array(rowCount(rows));
  for (let row = 0; row < scores.length; row += 1) scores[row] = bias + dotRow(rows, row, weights);
  return scores;
}

function dotRow(rows: SparseRows, row: number, weights: Float64Array): number {
  let total = 0;
  const end = rows.starts[row + 1] ?? 0;
  for (let entry = rows.starts[row] ?? 0; entry < end; entry += 1) {
    total += (rows.values[entry] ?? 0) * (weights[rows.columns[entry] ?? 0] ?? 0);
  }
  return total;
}

/**
 * L2-regularised logistic regression by L-BFGS with a backtracking line search: Nocedal and Wright, Numerical
 * Optimization, 2nd edition, algorithms 7.4, 7.5 and 3.1. Deterministic: it starts from zero and samples nothing.
 */
export function fitLogistic(rows: SparseRows, labels: Uint8Array, options: FitOptions): LinearModel {
  // One vector holds everything that is fitted; the bias is last.
  let point: Float64Array = new Float64Array(rows.columnCount + 1);
  let now = evaluate(rows, labels, point, options.l2);
  const target = norm(now.gradient) * options.tolerance;
  const history: Pair[] = [];
  for (let iteration = 0; iteration < options.maxIterations && norm(now.gradient) > target; iteration += 1) {
    const direction = descentDirection(now.gradient, history);
    const next = lineSearch(rows, labels, point, now, direction, options.l2, iteration === 0);
    if (next === undefined) break;
    remember(history, difference(next.point, point), difference(next.gradient, now.gradient));
    point = next.point;
    now = next;
  }
  return { weights: point.slice(0, -1), bias: point[point.length - 1] ?? 0 };
}

interface Evaluation {
  loss: number;
  gradient: Float64Array;
}

function evaluate(rows: SparseRows, labels: Uint8Array, point: Float64Array, l2: number): Evaluation {
  const biasAt = point.length - 1;
  const gradient = new Float64Array(point.length);
  let loss = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const logit = (point[biasAt] ?? 0) + dotRow(rows, row, point);
    const label = labels[row] ?? 0;
    loss += softplus(logit) - label * logit;
    const error = sigmoid(logit) - label;
    const end = rows.starts[row + 1] ?? 0;
    for (let entry = rows.starts[row] ?? 0; entry < end; entry += 1) {
      const column = rows.columns[entry] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + error * (rows.values[entry] ?? 0);
    }
    gradient[biasAt] = (gradient[biasAt] ?? 0) + error;
  }
  for (let column = 0; column < biasAt; column += 1) {
    const weight = point[column] ?? 0;
    loss += 0.5 * l2 * weight * weight;
    gradient[column] = (gradient[column] ?? 0) + l2 * weight;
  }
  return { loss, gradient };
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  curvature: number;
}

function remember(history: Pair[], step: Float64Array, change: Float64Array): void {
  const curvature = dot(step, change);
  if (curvature <= 1e-12) return;
  history.push({ step, change, curvature });
  if (history.length > memory) history.shift();
}

/** The two-loop recursion: minus the gradient, times an estimate of the inverse second derivative. */
function descentDirection(gradient: Float64Array, history: Pair[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const pair of history.toReversed()) {
    const factor = dot(pair.step, direction) / pair.curvature;
    factors.unshift(factor);
    addScaled(direction, pair.change, -factor);
  }
  const last = history.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i += 1) direction[i] = (direction[i] ?? 0) * scale;
  }
  history.forEach((pair, index) => {
    const correction = dot(pair.change, direction) / pair.curvature;
    addScaled(direction, pair.step, (factors[index] ?? 0) - correction);
  });
  return direction;
}

/** Halves the step until the loss falls enough (Armijo's condition); undefined when no step helps any more. */
function lineSearch(
  rows: SparseRows,
  labels: Uint8Array,
  point: Float64Array,
  now: Evaluation,
  direction: Float64Array,
  l2: number,
  first: boolean,
): (Evaluation & { point: Float64Array }) | undefined {
  const slope = dot(now.gradient, direction);
  let length = first ? Math.min(1, 1 / norm(now.gradient)) : 1;
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const candidate = point.slice();
    addScaled(candidate, direction, length);
    const result = evaluate(rows, labels, candidate, l2);
    if (result.loss <= now.loss + 1e-4 * length * slope) return { ...result, point: candidate };
    length /= 2;
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}

const norm = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));

const difference = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value - (b[i] ?? 0));

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i += 1) target[i] = (target[i] ?? 0) + factor * (vector[i] ?? 0);
}
