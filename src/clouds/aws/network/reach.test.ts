import { beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { planModules } from '../../../terraform/testing/plan-modules.ts';
import type { AnswerKind } from '../iam/types.ts';
import cases from './cases/reach.json' with { type: 'json' };
import { reachOf, routeOf } from './reach.ts';

interface Case {
  name: string;
  /** The blocks of `main.tf`. */
  terraform: string[];
  /** By address: the answer and the ports from the internet; the answer and the first way to it, and to services. */
  expect: Record<string, { in?: string; out?: string; routes?: Record<string, string> }>;
}

describe.skipIf(lacks('terraform'))(
  'what the internet reaches, and what reaches it (needs terraform)',
  () => {
    const all = cases as unknown as Case[];
    let plans: Plan[];

    beforeAll(async () => {
      plans = await planModules(all.map(({ terraform }) => terraform.join('\n')));
    }, 120_000);

    it.each(all.map((one, index) => ({ ...one, index })))('$name', ({ expect: expected, index }) => {
      const plan = plans[index];
      if (!plan) throw new Error('not planned');
      const found = Object.entries(expected).map(([address, asked]) => [
        address,
        answersOf(plan, `module.m${index}.${address}`, asked),
      ]);
      expect(Object.fromEntries(found)).toEqual(expected);
    });
  },
);

function answersOf(plan: Plan, address: string, asked: Case['expect'][string]) {
  const reach = reachOf(plan).find(({ unit }) => unit.resource.address === address);
  if (!reach) throw new Error(`${address} is no unit`);
  const { fromInternet, toInternet, unit } = reach;
  const routes = Object.keys(asked.routes ?? {}).map((service) => {
    const route = routeOf(plan, unit.resource, service);
    return [service, [route?.answer, route?.ways[0]?.by].filter(Boolean).join(' ')];
  });
  return {
    ...(asked.in !== undefined && {
      in: [fromInternet.answer, ...(fromInternet.ways[0]?.ports ?? [])].join(' '),
    }),
    ...(asked.out !== undefined && {
      out: [toInternet.answer, toInternet.ways[0]?.by].filter(Boolean).join(' '),
    }),
    ...(asked.routes && { routes: Object.fromEntries(routes) }),
  };
}
