import { maxSeparators, separators } from '../learning/tokenizer.ts';
import type { GraphBuilder } from './graph-builder.ts';

/**
 * Adds learning/tokenizer.ts as operators: strings [N] to words [N, T], padded with empty strings.
 *
 * StringSplit with no delimiter divides at spaces only in ONNX Runtime
 * (onnxruntime/core/providers/cpu/nn/string_split.cc), so line breaks and punctuation become spaces first. No operator
 * replaces within strings; so each text is split at the separator and its pieces are joined again with spaces.
 */
export function addTokenizer(graph: GraphBuilder, text: string): string {
  const space = graph.strings([' '], []);
  // Only the locale "C" exists on every machine; it changes ASCII letters alone.
  let line = graph.node('StringNormalizer', [text], {
    case_change_action: { kind: 'string', value: 'LOWER' },
    is_case_sensitive: { kind: 'int', value: 1 },
    locale: { kind: 'string', value: 'C' },
  });
  const everyOther = everyOtherOf(graph);
  for (const separator of separators) line = addReplacement(graph, line, separator, space, everyOther);
  return graph.node('StringSplit', [line], {}, 2);
}

type EveryOther = (value: string, first: 0 | 1) => string;

/** The pieces at even or at odd places: [N, 2k] to [N, k]. */
function everyOtherOf(graph: GraphBuilder): EveryOther {
  const starts = [graph.integers([0]), graph.integers([1])];
  const [end, axis, step] = [graph.integers([maxSeparators + 1]), graph.integers([1]), graph.integers([2])];
  return (value, first) => graph.node('Slice', [value, starts[first] ?? '', end, axis, step]);
}

function addReplacement(
  graph: GraphBuilder,
  text: string,
  separator: string,
  space: string,
  everyOther: EveryOther,
): string {
  // With so many separators at its end every text has maxSeparators + 1 pieces, a power of two.
  const padded = graph.node('StringConcat', [
    text,
    graph.strings([` ${separator.repeat(maxSeparators)}`], []),
  ]);
  const pieces = graph.node(
    'StringSplit',
    [padded],
    { delimiter: { kind: 'string', value: separator }, maxsplit: { kind: 'int', value: maxSeparators } },
    2,
  );
  let joined = graph.node('StringConcat', [pieces, space]);
  for (let left = maxSeparators + 1; left > 1; left /= 2) {
    joined = graph.node('StringConcat', [everyOther(joined, 0), everyOther(joined, 1)]);
  }
  return graph.node('Reshape', [joined, graph.integers([-1])]);
}
