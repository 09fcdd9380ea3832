import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lacks } from '../../../tools/testing/lacks.ts';
import { type PlanResult, planWithoutCredentials } from '../engine/plan.ts';
import { TestFolder } from '../source/testing/folder.ts';

/** A root, or a part of one, that strict Terraform refuses. */
interface Case {
  name: string;
  /** The only file. */
  text?: string;
  files?: Record<string, string>;
  /** The code of a note that must be there; none when the lenient schemas are enough. */
  note?: string;
  /** What must be evaluated all the same, with a part of its values. */
  keeps: Record<string, Record<string, unknown>>;
  /** Refused before anything is evaluated, or for the root as a whole, so that it hides what stands beside it. */
  alone?: true;
}

const folder = new URL('cases/', import.meta.url);
const cases: Case[] = readdirSync(folder)
  .sort()
  .flatMap((name) => parse(readFileSync(new URL(name, folder), 'utf8')));

async function planned(files: Record<string, string>): Promise<PlanResult> {
  await using project = await TestFolder.with({ ...files, '.git/HEAD': 'ref: refs/heads/main\n' });
  return await planWithoutCredentials({
    dir: project.dir,
    varFiles: [],
    variables: [],
    environment: process.env,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  });
}

interface Module {
  resources?: { address: string; values: Record<string, unknown> }[];
  child_modules?: Module[];
}

function valuesOf(module: Module | undefined): [string, Record<string, unknown>][] {
  return [
    ...(module?.resources ?? []).map(({ address, values }): [string, typeof values] => [address, values]),
    ...(module?.child_modules ?? []).flatMap(valuesOf),
  ];
}

function check({ plan, problems }: PlanResult, { keeps, note }: Case, file?: string): void {
  expect(plan, JSON.stringify(problems)).toBeDefined();
  const values = Object.fromEntries(valuesOf(plan?.planned_values?.root_module as Module | undefined));
  expect(values).toMatchObject(keeps);
  const repairs = plan?.holdfast.repairs.filter(({ place }) => file === undefined || place?.file === file);
  if (note !== undefined) expect(repairs?.map(({ code }) => code)).toContain(note);
}

const alone = cases.filter((one) => one.alone);
const together = cases.filter((one) => !one.alone && one.text !== undefined);
const fileOf = (one: Case) => `part-${together.indexOf(one)}.tf`;

describe.skipIf(lacks('terraform'))('repair (needs terraform)', () => {
  it.concurrent.for(alone)('evaluates what is left of $name', { timeout: 30_000 }, async (one) => {
    check(await planned(one.files ?? { 'main.tf': one.text ?? '' }), one);
  });

  describe('of many problems in one root', () => {
    let made: Promise<PlanResult> | undefined;
    const result = () => {
      made ??= planned(Object.fromEntries(together.map((one) => [fileOf(one), one.text ?? ''])));
      return made;
    };

    it.for(together)('evaluates what is left of $name', { timeout: 60_000 }, async (one) => {
      check(await result(), one, fileOf(one));
    });

    it('tells each change once, with its place', { timeout: 60_000 }, async () => {
      const repairs = (await result()).plan?.holdfast.repairs ?? [];
      for (const one of repairs) expect(one).toMatchObject({ place: { line: expect.any(Number) } });
      expect(new Set(repairs.map((one) => JSON.stringify(one))).size).toBe(repairs.length);
    });
  });
});
