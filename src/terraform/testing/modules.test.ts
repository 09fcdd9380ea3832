import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Program, programs } from '../../../tools/testing/programs.ts';
import { twoAtATime } from '../../../tools/testing/two-at-a-time.ts';
import type { Place } from '../../base/issue.ts';
import { type PlanResult, planWithoutCredentials } from '../engine/plan.ts';
import { type Expectation, readExpectation } from './expectation.ts';
import { at, comparable, countByType, type Instance, instancesOf } from './observed.ts';

const modulesDir = join(import.meta.dirname, 'modules');
const names = readdirSync(modulesDir).sort();

for (const { name: program, missing, environment } of programs)
  describe.skipIf(missing)(`realistic modules (needs ${program})`, () => {
    const inTurn = twoAtATime();
    it.concurrent.each(names)('%s', async (name) => {
      const dir = join(modulesDir, name);
      const expected = await readExpectation(dir);
      const result = await inTurn(() => evaluated(dir, expected, environment));
      if (!result.plan) throw new Error(`no plan: ${JSON.stringify(result.problems, null, 2)}`);
      const instances = instancesOf(result.plan);
      const problems = JSON.stringify(result.problems, null, 2);
      expect(result.plan.holdfast.mode, problems).toBe(expected.strict ? 'strict' : 'lenient');
      expect(countByType(instances.filter((one) => one.managed))).toEqual(expected.resources);
      expect(instances.flatMap(unknownPaths)).toEqual([]);
      expectValues(instances, result.plan.planned_values, expected);
      expectPlaces(result.plan.holdfast.places, instances, {
        ...expected,
        dir,
        projectDir: result.projectDir,
      });
      for (const words of expected.problems) expect(problems).toContain(words);
    });

    it('gives the same bytes each time', async () => {
      for (const name of ['eks-cluster', 'legacy-syntax']) {
        const dir = join(modulesDir, name);
        const expected = await readExpectation(dir);
        const [first, second] = [
          await evaluated(dir, expected, environment),
          await evaluated(dir, expected, environment),
        ];
        expect(JSON.stringify(second.plan) === JSON.stringify(first.plan), name).toBe(true);
      }
    });
  });

function evaluated(
  dir: string,
  expected: Expectation,
  environment: Program['environment'],
): Promise<PlanResult> {
  return planWithoutCredentials({
    dir,
    varFiles: expected.varFiles.map((file) => join(dir, file)),
    variables: expected.variables,
    ...(expected.account === undefined ? {} : { account: expected.account }),
    ...(expected.region === undefined ? {} : { region: expected.region }),
    given: expected.given,
    environment,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  });
}

function unknownPaths({ address, unknown }: Instance): string[] {
  return unknown.map((path) => `${address}.${path}`);
}

/** All that differs at once: a case is seldom wrong in one place only. */
function expectValues(instances: Instance[], plannedValues: unknown, { values, outputs }: Expectation): void {
  const after = new Map(instances.map((one) => [one.address, one.after]));
  const pairs = Object.entries(values).flatMap(([address, attributes]) =>
    Object.entries(attributes).map(([path, value]) => ({
      name: `${address}.${path}`,
      observed: after.has(address) ? at(after.get(address), path) : 'not in the plan',
      value,
    })),
  );
  for (const [name, value] of Object.entries(outputs))
    pairs.push({ name: `output ${name}`, observed: at(plannedValues, `outputs.${name}.value`), value });
  const observed = pairs.map(({ name, observed, value }) => [name, comparable(observed, value) ?? null]);
  expect(Object.fromEntries(observed)).toEqual(Object.fromEntries(pairs.map((one) => [one.name, one.value])));
}

/** Each instance comes from a line that opens a resource of its type. */
function expectPlaces(
  observed: Record<string, Place>,
  instances: Instance[],
  { places, dir, projectDir }: Expectation & { dir: string; projectDir: string },
): void {
  for (const { address, type, managed } of instances) {
    if (!managed) continue;
    const place = observed[address];
    expect(place, `place of ${address}`).toBeDefined();
    if (!place || place.file.endsWith('.json')) continue;
    const line = readFileSync(join(projectDir, place.file), 'utf8').split('\n')[place.line - 1];
    expect(line, `place of ${address}`).toContain(type);
  }
  for (const [address, place] of Object.entries(places)) {
    const { file = '', line } = observed[address] ?? {};
    expect(`${relative(dir, join(projectDir, file))}:${line}`).toBe(place);
  }
}
