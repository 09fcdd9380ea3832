import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learn, scoreText } from './learning/learn.ts';
import { gramsOf, maxSeparators, separators, tokenize } from './learning/tokenizer.ts';
import { GraphBuilder } from './onnx/graph-builder.ts';
import { encodeModel } from './onnx/onnx-writer.ts';
import { spamModelFile } from './onnx/spam-graph.ts';
import { addTokenizer } from './onnx/tokenizer-graph.ts';
import { syntheticRows } from './synthetic-mails.ts';

const settings = {
  max_features: 200,
  min_documents: 2,
  l2: 0.5,
  max_iterations: 100,
  min_length: 2,
  folds: 3,
  max_ham_loss: 0.02,
};
const { model } = learn(syntheticRows(300), settings, () => {});

const hard = {
  nothing: '',
  'white space': ' \t\r\n \n',
  'separators only': separators.join(''),
  'no known word': 'zyzzyva qwertz',
  'one known word': 'FREE',
  'words beside NUL': 'free\0money',
  'other scripts': 'ÀÉ 日本語 free İI K \u00a0money\u200bclick',
  'half a character': 'free \ud800 money',
  'other control characters': 'free\u000bmoney\u000cclick\u0001offer',
  'a pair across a line': 'click\r\noffer',
  'many line ends': `${'\n'.repeat(maxSeparators + 5)}free\nmoney\nclick`,
  'as many as count': `free${'.'.repeat(maxSeparators)}money`,
  'one more than counts': `free${'.'.repeat(maxSeparators + 1)}money click`,
  'a huge text': 'free money thanks, kernel. '.repeat(20_000),
  'one huge word': 'x'.repeat(1_000_000),
};

describe('the graph and the plain code', () => {
  let session: InferenceSession;
  beforeAll(async () => {
    session = await InferenceSession.create(spamModelFile(model), { intraOpNumThreads: 1 });
  });
  afterAll(() => session.release());

  const ask = async (texts: string[]) => {
    const { label, score } = await session.run({ text: new Tensor('string', texts, [texts.length]) });
    expect([label?.type, label?.dims, score?.type, score?.dims]).toEqual([
      'int64',
      [texts.length],
      'float32',
      [texts.length],
    ]);
    return texts.map((_, i) => ({ label: Number(label?.data[i]), score: Number(score?.data[i]) }));
  };

  it.each(Object.entries(hard))('agree on %s', async (_, text) => {
    const [answer] = await ask([text]);
    const own = scoreText(model, text);
    expect(Math.abs((answer?.score ?? Number.NaN) - own.score)).toBeLessThan(1e-4);
    expect(answer?.label).toBe(own.label);
  });

  it('agree on a batch, and a batch answers as its parts do', async () => {
    const texts = [
      ...syntheticRows(60).map(({ inputs }) => inputs.text),
      ...Object.values(hard).slice(0, 10),
    ];
    const answers = await ask(texts);
    for (const [i, text] of texts.entries()) {
      expect(Math.abs((answers[i]?.score ?? Number.NaN) - scoreText(model, text).score)).toBeLessThan(1e-4);
      expect((await ask([text]))[0]?.score).toBeCloseTo(answers[i]?.score ?? Number.NaN, 5);
    }
  });

  it('agree on texts of any characters', async () => {
    const word = fc.constantFrom('free', 'Money', 'kernel', 'thanks', ...separators, ' ', '\0', 'É');
    const text = fc
      .array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (sample) => {
        const [answer] = await ask([sample]);
        expect(Math.abs((answer?.score ?? Number.NaN) - scoreText(model, sample).score)).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });

  it('know both classes apart, and are not certain', async () => {
    const [spam, wanted] = await ask(['free money! guaranteed credit', 'thanks, the kernel compile meeting']);
    expect(spam?.score).toBeGreaterThan(0.6);
    expect(wanted?.score).toBeLessThan(0.3);
    // Else the comparisons above would compare ones with ones.
    for (const answer of [spam, wanted]) expect(Math.abs((answer?.score ?? 0) - 0.5)).toBeLessThan(0.49);
    expect((await ask(['free']))[0]?.score).not.toBeCloseTo((await ask(['free money']))[0]?.score ?? 0, 2);
  });
});

describe('the tokenizer', () => {
  it('gives the same words as its operators', async () => {
    const graph = new GraphBuilder();
    graph.output(addTokenizer(graph, 'text'), 'words');
    const outputs = [{ name: 'words', type: 'string', shape: ['N', 'T'] } as const].map((o) => ({
      ...o,
      shape: [...o.shape],
    }));
    const file = encodeModel(
      graph.build('words', [{ name: 'text', type: 'string', shape: ['N'] }], outputs),
      'test',
    );
    const session = await InferenceSession.create(file);
    const isWord = (word: string) => [...word].some((letter) => !separators.includes(letter));
    for (const text of Object.values(hard)) {
      const { words } = await session.run({ text: new Tensor('string', [text], [1]) });
      expect(Array.from(words?.data ?? [], String).filter(isWord)).toEqual(tokenize(text).filter(isWord));
    }
    await session.release();
  });

  it('makes words and neighbouring pairs', () => {
    expect([...gramsOf('Buy now, buy!')]).toEqual(['buy', 'now', 'buy now', 'now buy']);
  });
});
