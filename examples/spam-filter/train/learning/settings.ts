/** What hyperparameters.json sets. */
export interface Settings {
  /** At most so many words and pairs of words are learned from. */
  max_features: number;
  /** A word or pair must stand in so many mails. */
  min_documents: number;
  /** Strength of the penalty on weights. */
  l2: number;
  max_iterations: number;
  /** Texts whose features are together shorter than this are not scaled up to length 1. */
  min_length: number;
  /** Parts of the training data for calibration and for the threshold. */
  folds: number;
  /** The share of wanted mail that may be called spam, as cross-validation estimates it. */
  max_ham_loss: number;
}

const bounds: Record<keyof Settings, { from: number; to: number; whole: boolean }> = {
  max_features: { from: 10, to: 200_000, whole: true },
  min_documents: { from: 1, to: 1000, whole: true },
  l2: { from: 1e-6, to: 1000, whole: false },
  max_iterations: { from: 1, to: 10_000, whole: true },
  min_length: { from: 1e-3, to: 1000, whole: false },
  folds: { from: 2, to: 20, whole: true },
  max_ham_loss: { from: 0, to: 0.5, whole: false },
};

/**
 * The settings from the JSON text of `SM_HPS`.
 * @throws Error that names every setting that is missing, unknown or out of bounds
 */
export function parseSettings(json: string): Settings {
  const given = JSON.parse(json) as Record<string, unknown>;
  const problems = Object.keys(given)
    .filter((name) => !(name in bounds))
    .map((name) => `${name} is unknown`);
  for (const [name, { from, to, whole }] of Object.entries(bounds)) {
    const value = given[name];
    const fits =
      typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value));
    if (!fits) problems.push(`${name} must be a${whole ? ' whole' : ''} number from ${from} to ${to}`);
  }
  if (problems.length > 0) throw new Error(`hyperparameters: ${problems.join('; ')}`);
  return given as unknown as Settings;
}
