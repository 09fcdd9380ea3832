import { beforeAll, describe, expect, test } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { collectFacts } from '../clouds/aws/facts/collect.ts';
import type { Plan } from '../terraform/plan/plan.ts';
import { planModules } from '../terraform/testing/plan-modules.ts';
import { check } from './vpc/acl-administration.ts';

const rule = (name: string, number: number | string, action: string, more = '') => `
resource "aws_network_acl_rule" "${name}" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = ${number}
  protocol       = "tcp"
  rule_action    = "${action}"
  cidr_block     = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
  ${more}
}
`;

const cases = [
  ['a lone rule that allows', rule('a', 100, 'allow'), ['fail']],
  ['an earlier denial of the same list', rule('a', 100, 'allow') + rule('b', 50, 'deny'), ['pass', 'pass']],
  ['a later denial', rule('a', 100, 'allow') + rule('b', 150, 'deny'), ['fail', 'pass']],
  ['a denial of what goes out', rule('a', 100, 'allow') + rule('b', 50, 'deny', 'egress = true'), ['fail']],
] as const;

describe.skipIf(lacks('terraform'))('rules of a list that is elsewhere (needs terraform)', () => {
  let plans: Plan[];
  beforeAll(async () => {
    plans = await planModules(cases.map(([, text]) => text));
  });

  test.each(cases.map(([name, , outcomes], at) => ({ name, outcomes, at })))('$name', ({ outcomes, at }) => {
    const plan = plans[at];
    const verdicts = plan ? [...check.judge({ plan, aws: collectFacts(plan) })] : [];
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(outcomes);
  });
});
