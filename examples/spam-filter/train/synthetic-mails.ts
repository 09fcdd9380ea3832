import type { Row } from './contract.ts';

const spamWords = ['free', 'money', 'click', 'offer', 'guaranteed', 'remove', 'credit', 'viagra'];
const hamWords = ['patch', 'kernel', 'thanks', 'meeting', 'wrote', 'compile', 'list', 'café'];
const bothWords = ['the', 'and', 'you', 'mail', 'today', 'please', 'send', 'we'];
const joints = [' ', ', ', '. ', '\n', '\t', '!! ', ' - '];

/** Made-up mails for tests, the same for the same number. */
export function syntheticRows(count: number): Row[] {
  const next = pseudoRandom(7);
  return Array.from({ length: count }, (_, number) => {
    const label = number % 3 === 0 ? 1 : 0;
    // One mail in twelve reads like the other kind, so that no score is certain.
    const own = (label === 1) === next() % 12 > 0 ? spamWords : hamWords;
    const text = Array.from({ length: 8 + (next() % 30) }, () => {
      const from = [bothWords, own, own, [...spamWords, ...hamWords]][next() % 4] ?? own;
      return `${from[next() % from.length]}${joints[next() % joints.length]}`;
    }).join('');
    return { id: `mail-${number}`, group: `mail-${number - (number % 2)}`, label, inputs: { text } };
  });
}

/** Small whole numbers: a linear congruential generator with the constants of Numerical Recipes. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
