import { availableParallelism } from 'node:os';
import { tryMutants } from './try.ts';
import type { Outcome } from './workshop.ts';

// Weakens the blueprint, one change at a time, and says which changes nothing notices; exits with 1 where there are any:
//   npm run mutants [-- EVERY]      EVERY 10 tries each tenth

const [every = '1'] = process.argv.slice(2);
const counts: Record<Outcome, number> = { noticed: 0, survives: 0, invalid: 0 };
await tryMutants(Number(every), availableParallelism(), (name, outcome) => {
  counts[outcome] += 1;
  if (outcome !== 'noticed') process.stdout.write(`${outcome}: ${name}\n`);
});
const { noticed, survives, invalid } = counts;
process.stdout.write(`${noticed} noticed, ${survives} survive, ${invalid} could not be evaluated\n`);
process.exitCode = survives > 0 ? 1 : 0;
