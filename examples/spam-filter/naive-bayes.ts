import type { Row } from './train/contract.ts';
import { indexGrams } from './train/learning/features.ts';
import { sigmoid } from './train/learning/logistic.ts';

/**
 * The simplest filter that learns: Bernoulli naive Bayes over single words, counts smoothed by one.
 * https://nlp.stanford.edu/IR-book/html/htmledition/the-bernoulli-model-1.html
 * @returns for each judged row the probability of spam
 */
export function naiveBayes(training: Row[], judged: Row[]): number[] {
  const texts = [...training, ...judged].map(({ inputs }) => inputs.text);
  const index = indexGrams(texts, 3);
  const isWord = index.grams.map((gram) => !gram.includes(' '));
  const counts = [0, 1].map((label) => {
    const count = new Float64Array(isWord.length);
    training.forEach((row, document) => {
      if (row.label !== label) return;
      for (const gram of index.documents[document] ?? []) count[gram] = (count[gram] ?? 0) + 1;
    });
    return count;
  });
  const totals = [0, 1].map((label) => training.filter((row) => row.label === label).length);
  const share = (label: number, gram: number) =>
    ((counts[label]?.[gram] ?? 0) + 1) / ((totals[label] ?? 0) + 2);
  const present = isWord.map((word, gram) => (word ? Math.log(share(1, gram) / share(0, gram)) : 0));
  const absent = isWord.map((word, gram) =>
    word ? Math.log((1 - share(1, gram)) / (1 - share(0, gram))) : 0,
  );
  const none = absent.reduce((sum, value) => sum + value, Math.log((totals[1] ?? 0) / (totals[0] ?? 1)));
  return judged.map((_, row) => {
    const grams = Array.from(index.documents[training.length + row] ?? []);
    return sigmoid(grams.reduce((sum, gram) => sum + (present[gram] ?? 0) - (absent[gram] ?? 0), none));
  });
}
