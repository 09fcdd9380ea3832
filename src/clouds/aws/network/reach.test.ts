import { beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import type { Json } from '../../../base/canonical-json.ts';
import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { block, literal, planOf, read, refersTo } from '../../../terraform/plan/testing/documents.ts';
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

    it('what is taken away never widens', () => {
      const wider = plans.flatMap((plan) =>
        plan.resources
          .filter(({ type }) => loose.includes(type))
          .flatMap(({ address }) =>
            widenedBy(plan, lacking(plan, address)).map((text) => `${text} without ${address}`),
          ),
      );
      expect(wider).toEqual([]);
    });
  },
);

describe('a plan with unknown ids', () => {
  it('is followed by its references', async () => {
    const plan = await read(unknownIds());
    const [instance, other] = reachOf(plan);
    expect(instance?.fromInternet).toMatchObject({ answer: 'allowed', ways: [{ ports: ['tcp/22'] }] });
    expect(other?.fromInternet.answer).toBe('cannot-tell');
    expect(other?.fromInternet.unknowns.join()).toContain('not known');
  });
});

/** As Terraform plans before anything exists: an id is known after apply, and only references tell what is meant. */
function unknownIds(): Json {
  const group = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] };
  const machine = { associate_public_ip_address: true };
  const later = { id: true, vpc_id: true, subnet_id: true, vpc_security_group_ids: true };
  const route = { cidr_block: '0.0.0.0/0', gateway_id: null, nat_gateway_id: '' };
  const shown = { associate_public_ip_address: literal(true) };
  const tied = {
    subnet_id: refersTo('aws_subnet.a.id', 'aws_subnet.a'),
    route_table_id: refersTo('aws_route_table.a'),
  };
  return planOf(
    [
      { address: 'aws_vpc.a', after: { cidr_block: '10.0.0.0/16' }, unknown: later },
      { address: 'aws_internet_gateway.a', unknown: later },
      { address: 'aws_subnet.a', unknown: later },
      {
        address: 'aws_route_table.a',
        after: { route: [route] },
        unknown: { ...later, route: [{ gateway_id: true }] },
      },
      { address: 'aws_route_table_association.a', unknown: { ...later, route_table_id: true } },
      { address: 'aws_security_group.a', after: { ingress: [group] }, unknown: later },
      { address: 'aws_instance.a', after: machine, unknown: later },
      { address: 'aws_instance.b', after: machine, unknown: later },
    ],
    {
      resources: [
        block('aws_vpc.a', {}),
        block('aws_internet_gateway.a', { vpc_id: refersTo('aws_vpc.a.id', 'aws_vpc.a') }),
        block('aws_subnet.a', { vpc_id: refersTo('aws_vpc.a.id', 'aws_vpc.a') }),
        block('aws_route_table.a', {
          vpc_id: refersTo('aws_vpc.a.id', 'aws_vpc.a'),
          route: refersTo('aws_internet_gateway.a.id', 'aws_internet_gateway.a'),
        }),
        block('aws_route_table_association.a', tied),
        block('aws_security_group.a', { vpc_id: refersTo('aws_vpc.a'), ingress: literal([group]) }),
        block('aws_instance.a', {
          ...shown,
          subnet_id: refersTo('aws_subnet.a.id', 'aws_subnet.a'),
          vpc_security_group_ids: refersTo('aws_security_group.a.id', 'aws_security_group.a'),
        }),
        block('aws_instance.b', {
          ...shown,
          subnet_id: refersTo('aws_subnet.a.id', 'aws_subnet.a'),
          vpc_security_group_ids: refersTo('data.aws_security_groups.strange.ids'),
        }),
      ],
    },
  );
}

/** What nothing else names: it can go. */
const loose = [
  'aws_route',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_eip_association',
  'aws_lb_listener',
  'aws_lb_target_group_attachment',
  'aws_lambda_function_url',
  'aws_apigatewayv2_integration',
];
const width: Record<AnswerKind, number> = { denied: 0, conditional: 1, 'cannot-tell': 2, allowed: 3 };

function lacking(plan: Plan, address: string): Plan {
  const isLeft = (resource: Resource) => resource.address !== address;
  return {
    ...plan,
    resources: plan.resources.filter(isLeft),
    ofType: (...types) => plan.ofType(...types).filter(isLeft),
    dataOfType: (...types) => plan.dataOfType(...types).filter(isLeft),
  };
}

function widenedBy(before: Plan, after: Plan): string[] {
  const old = new Map(reachOf(before).map((one) => [one.unit.resource.address, one]));
  return reachOf(after).flatMap(({ unit, fromInternet, toInternet }) => {
    const was = old.get(unit.resource.address);
    const isWider =
      was === undefined ||
      width[fromInternet.answer] > width[was.fromInternet.answer] ||
      width[toInternet.answer] > width[was.toInternet.answer];
    return isWider ? [unit.resource.address] : [];
  });
}

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
