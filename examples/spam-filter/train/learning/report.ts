import type { Row } from '../contract.ts';
import type { Learned } from './learn.ts';

const shownWords = 50;

/** What cross-validation on the training rows estimates, and the words that weigh most: to read, nothing relies on it. */
export function reportOn(rows: Row[], { model, outOfFold }: Learned) {
  const judged = rows.map(({ label }, row) => ({ label, spam: (outOfFold[row] ?? 0) > model.threshold }));
  const ham = judged.filter(({ label }) => label === 0);
  const spam = judged.filter(({ label }) => label === 1);
  const weighty = model.grams
    .map((gram, feature) => ({ gram, weight: (model.weights[feature] ?? 0) * (model.scales[feature] ?? 0) }))
    .sort((a, b) => a.weight - b.weight || (a.gram < b.gram ? -1 : 1));
  return {
    rows: rows.length,
    features: model.grams.length,
    threshold: model.threshold,
    crossValidated: {
      hamLoss: ham.filter((mail) => mail.spam).length / ham.length,
      recall: spam.filter((mail) => mail.spam).length / spam.length,
    },
    wanted: weighty.slice(0, shownWords).map(({ gram }) => gram),
    spam: weighty
      .slice(-shownWords)
      .reverse()
      .map(({ gram }) => gram),
  };
}
