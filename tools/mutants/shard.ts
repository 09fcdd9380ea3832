import { candidates, Workshop } from './workshop.ts';

// One share of the mutants, in a process of its own: shard.ts EVERY SHARE OF ENVIRONMENT...
// Prints a line of JSON for each: [name, outcome].

const [every = '1', share = '0', of = '1', ...environments] = process.argv.slice(2);
const chosen = (await candidates()).filter((_, index) => index % Number(every) === 0);
const own = chosen.filter((_, index) => index % Number(of) === Number(share));
const workshops = await Promise.all(environments.map((name) => Workshop.open(name)));
try {
  for (const candidate of own) {
    const outcomes = [];
    for (const workshop of workshops) {
      outcomes.push(await workshop.try(candidate));
      if (outcomes.includes('noticed')) break;
    }
    const outcome = outcomes.includes('noticed')
      ? 'noticed'
      : outcomes.includes('survives')
        ? 'survives'
        : 'invalid';
    process.stdout.write(`${JSON.stringify([candidate.name, outcome])}\n`);
  }
} finally {
  for (const workshop of workshops) await workshop.close();
}
