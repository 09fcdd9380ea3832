import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { surprise } from '../../tools/mutants/known.ts';
import { tryMutants } from '../../tools/mutants/try.ts';

/** Each second: `npm run mutants` tries all of them. */
const every = 2;

it('each weakening of the blueprint is noticed, but for those that are known and explained', async () => {
  const surprises: string[] = [];
  const files = new Set<string>();
  let tried = 0;
  await tryMutants(every, availableParallelism(), (name, outcome) => {
    tried += 1;
    files.add(name.split('/')[0] ?? '');
    const told = surprise(name, outcome);
    if (told !== undefined) surprises.push(told);
  });
  expect(surprises).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(150);
  // Every module that has something to weaken.
  expect(files.size).toBeGreaterThanOrEqual(12);
}, 900_000);
