import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import { type PlanResult, planWithoutCredentials } from '../engine/plan.ts';
import { type Expectation, readExpectation } from './expectation.ts';
import { at, comparable, countByType, type Instance, instancesOf } from './observed.ts';

const modulesDir = join(import.meta.dirname, 'modules');
const names = readdirSync(modulesDir).sort();

describe.skipIf(lacks('terraform'))('realistic modules (needs terraform)', () => {
  const inTurn = twoAtATime();
  it.concurrent.each(names)('%s', async (name) => {
    const dir = join(modulesDir, name);
    const expected = await readExpectation(dir);
    const result = await inTurn(() => evaluated(dir, expected));
    if (!result.plan) throw new Error(`no plan: ${JSON.stringify(result.problems, null, 2)}`);
    const instances = instancesOf(result.plan);
    const problems = JSON.stringify(result.problems, null, 2);
    expect(result.plan.holdfast.mode, problems).toBe(expected.strict ? 'strict' : 'lenient');
    expect(countByType(instances.filter((one) => one.managed))).toEqual(expected.resources);
    expect(instances.flatMap(unknownPaths)).toEqual([]);
    expectValues(instances, expected);
    expectOutputs(result.plan.planned_values, expected);
    expectPlaces(dir, result.plan.holdfast.places, instances, expected);
    for (const words of expected.problems) expect(problems).toContain(words);
  });

  it('gives the same bytes each time', async () => {
    for (const name of ['eks-cluster', 'legacy-syntax']) {
      const dir = join(modulesDir, name);
      const expected = await readExpectation(dir);
      const [first, second] = [await evaluated(dir, expected), await evaluated(dir, expected)];
      expect(JSON.stringify(second.plan)).toBe(JSON.stringify(first.plan));
    }
  });
});

function evaluated(dir: string, expected: Expectation): Promise<PlanResult> {
  return planWithoutCredentials({
    dir,
    varFiles: expected.varFiles.map((file) => join(dir, file)),
    variables: expected.variables,
    ...(expected.account === undefined ? {} : { account: expected.account }),
    ...(expected.region === undefined ? {} : { region: expected.region }),
    given: expected.given,
    environment: process.env,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  });
}

/** Terraform itself works on several resources at a time: more than two at once only wait for each other. */
function twoAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  let next = 0;
  return (work) => {
    const lane = next++ % lanes.length;
    const done = (lanes[lane] ?? Promise.resolve()).then(work);
    lanes[lane] = done.catch(() => undefined);
    return done;
  };
}

function unknownPaths({ address, unknown }: Instance): string[] {
  return unknown.map((path) => `${address}.${path}`);
}

function expectValues(instances: Instance[], { values }: Expectation): void {
  const byAddress = new Map(instances.map((one) => [one.address, one.after]));
  for (const [address, attributes] of Object.entries(values)) {
    expect(byAddress.has(address), `${address} is in the plan`).toBe(true);
    for (const [path, value] of Object.entries(attributes)) {
      const observed = comparable(at(byAddress.get(address), path), value);
      expect(observed ?? null, `${address}.${path}`).toEqual(value);
    }
  }
}

function expectOutputs(plannedValues: unknown, { outputs }: Expectation): void {
  for (const [name, value] of Object.entries(outputs)) {
    const observed = comparable(at(plannedValues, `outputs.${name}.value`), value);
    expect(observed, `output ${name}`).toEqual(value);
  }
}

/** Each instance comes from a line that opens a resource of its type. */
function expectPlaces(
  dir: string,
  places: Record<string, { file: string; line?: number }>,
  instances: Instance[],
  expected: Expectation,
): void {
  for (const { address, type, managed } of instances) {
    if (!managed) continue;
    const place = places[address];
    expect(place, `place of ${address}`).toBeDefined();
    if (!place || place.file.endsWith('.json')) continue;
    const line = readFileSync(join(dir, place.file), 'utf8').split('\n')[(place.line ?? 0) - 1];
    expect(line, `place of ${address}`).toContain(type);
  }
  for (const [address, place] of Object.entries(expected.places))
    expect(`${places[address]?.file}:${places[address]?.line}`).toBe(place);
}
