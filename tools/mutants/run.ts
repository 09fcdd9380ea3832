import { availableParallelism } from 'node:os';
import { surprise } from './known.ts';
import { tryMutants } from './try.ts';
import type { Outcome } from './workshop.ts';

// Weakens the blueprint, one change at a time, and says which changes nothing notices; exits with 1 where one is not known:
//   npm run mutants [-- EVERY]      EVERY 10 tries each tenth

const [every = '1'] = process.argv.slice(2);
const counts: Record<Outcome, number> = { noticed: 0, survives: 0, invalid: 0 };
let surprises = 0;
await tryMutants(Number(every), availableParallelism(), (name, outcome) => {
  counts[outcome] += 1;
  const told = surprise(name, outcome);
  if (told !== undefined) surprises += 1;
  if (told !== undefined || outcome === 'survives')
    process.stdout.write(`${told ?? `${name}: known to survive`}\n`);
});
const { noticed, survives, invalid } = counts;
process.stdout.write(`${noticed} noticed, ${survives} survive, ${invalid} could not be evaluated\n`);
process.exitCode = surprises > 0 ? 1 : 0;
