import { isAnyone } from '../../clouds/aws/network/address-set.ts';
import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { rulesWrittenBy } from '../../clouds/aws/network/groups.ts';
import { addressesOf } from '../../clouds/aws/network/traffic/flows.ts';
import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { type Check, cannotTell, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';
import { worst } from '../rules.ts';

const types = [
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];

/** https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
export const check: Check = {
  id: 'vpc/rules-of-platform',
  title: "Rules of a platform's network name groups, lists or addresses",
  severity: 'low',
  why: 'While nothing leads out, a rule for everybody does nothing; with the first route that somebody adds it opens the network',
  fix: 'Name the group at the other end, the prefix list of the endpoint, or the addresses',
  controls: ['MLSEC03-BP02'],
  *judge({ environment, plan }) {
    if (environment?.account === undefined) return;
    // With hosts to be reached, what goes out is for everybody, and the firewall says for whom.
    const directions = environment.network.egress.length > 0 ? [false] : [true, false];
    for (const rule of plan.ofType(...types)) yield { subject: rule, ...judged(plan, rule, directions) };
  },
  examples: {
    bad: [root('cidr_ipv4 = "0.0.0.0/0"')],
    good: [root('referenced_security_group_id = "sg-0123456789abcdef0"')],
  },
};

function judged(plan: Plan, resource: Resource, directions: readonly boolean[]): Judgement {
  const both = directions.map((isOut) => rulesWrittenBy(collectNetwork(plan).links, resource, isOut));
  return worst(
    both.flatMap((rules) => {
      if (!rules) return [pass];
      if (!rules.known) return [cannotTell(`the rules are not known: ${rules.because}`)];
      return rules.value.map(({ flows, path }) =>
        isAnyone(addressesOf(flows)) ? fail('it is for everybody', { path }) : pass,
      );
    }),
  );
}

function root(other: string) {
  return exampleRoot(`
resource "aws_vpc_security_group_egress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  ${other}
}
`);
}
