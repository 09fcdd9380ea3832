import type { SpamModel } from '../learning/learn.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel, type ValueInfo } from './onnx-writer.ts';
import { addTokenizer } from './tokenizer-graph.ts';

/**
 * The model file: `text` (strings, [N]) to `label` (int64, [N]) and `score` (float, [N]). Only operators of the standard
 * domain.
 */
export function spamModelFile(learned: SpamModel): Uint8Array {
  const model = wordsFirst(learned);
  const graph = new GraphBuilder();
  const words = addTokenizer(graph, 'text');
  const present = addFeatures(graph, words, model);
  const length = graph.node('ReduceL2', [present, graph.integers([1])], {
    keepdims: { kind: 'int', value: 1 },
  });
  const divisor = graph.node('Max', [length, graph.floats([model.minLength], [])]);
  const unit = graph.node('Div', [present, divisor]);
  const sum = graph.node('MatMul', [unit, graph.floats(model.weights, [model.weights.length, 1])]);
  const logit = graph.node('Add', [sum, graph.floats([model.bias], [])]);
  const score = graph.node('Reshape', [graph.node('Sigmoid', [logit]), graph.integers([-1])]);
  const isSpam = graph.node('Greater', [score, graph.floats([model.threshold], [])]);
  graph.output(score, 'score');
  graph.output(graph.node('Cast', [isSpam], { to: { kind: 'int', value: 7 } }), 'label');
  const inputs: ValueInfo[] = [{ name: 'text', type: 'string', shape: ['N'] }];
  const outputs: ValueInfo[] = [
    { name: 'label', type: 'int64', shape: ['N'] },
    { name: 'score', type: 'float', shape: ['N'] },
  ];
  return encodeModel(graph.build('spam-filter', inputs, outputs), 'holdfast-example-spam-filter');
}

const isPair = (gram: string): boolean => gram.includes(' ');

/** The same model with its single words before its pairs: the order in which the operator takes them. */
function wordsFirst(model: SpamModel): SpamModel {
  const features = [...model.grams.keys()];
  const order = [
    ...features.filter((f) => !isPair(at(model.grams, f))),
    ...features.filter((f) => isPair(at(model.grams, f))),
  ];
  return {
    ...model,
    grams: order.map((feature) => at(model.grams, feature)),
    scales: Float64Array.from(order, (feature) => model.scales[feature] ?? 0),
    weights: Float64Array.from(order, (feature) => model.weights[feature] ?? 0),
  };
}

const at = (grams: string[], feature: number): string => grams[feature] ?? '';

/**
 * Each feature's scale where the text has it, else 0. The mode IDF does not count how often.
 * https://onnx.ai/onnx/operators/onnx__TfIdfVectorizer.html
 */
function addFeatures(graph: GraphBuilder, words: string, { grams, scales }: SpamModel): string {
  const singleWords = grams.filter((gram) => !isPair(gram)).length;
  return graph.node('TfIdfVectorizer', [words], {
    mode: { kind: 'string', value: 'IDF' },
    min_gram_length: { kind: 'int', value: 1 },
    max_gram_length: { kind: 'int', value: 2 },
    max_skip_count: { kind: 'int', value: 0 },
    // Where the single words and where the pairs begin in the pool.
    ngram_counts: { kind: 'ints', value: [0, singleWords] },
    ngram_indexes: { kind: 'ints', value: [...grams.keys()] },
    pool_strings: { kind: 'strings', value: grams.flatMap((gram) => gram.split(' ')) },
    weights: { kind: 'floats', value: Array.from(scales) },
  });
}
