import { Links } from '../clouds/aws/network/links.ts';
import { decide, passingOf, readRule } from '../clouds/aws/network/network-acls.ts';
import { doubtful, type Flow, type Passing } from '../clouds/aws/network/traffic/flows.ts';
import type { Plan, Resource } from '../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass } from './check.ts';

const acls = ['aws_network_acl', 'aws_default_network_acl'];

/**
 * Judges what an access list lets in after its rules in their order, so that an earlier denial counts. A rule of its
 * own is judged with its list where that is in the plan, else with the other rules of the same list.
 * `offence` says what is wrong with what is let in.
 */
export function judgeAcl(
  resource: Resource,
  plan: Plan,
  offence: (flows: readonly Flow[]) => string | undefined,
): Judgement | undefined {
  const links = new Links(plan);
  if (resource.type !== 'aws_network_acl_rule') return judged(passingOf(links, resource, false), offence);
  if (isOutward(resource)) return undefined;
  if (links.follow(resource, idPath, acls).resources.length > 0) return undefined;
  const alone = judged(passingAlone([resource]), offence);
  return alone.outcome === 'fail' ? judged(passingAlone(siblingsOf(resource, plan)), offence) : alone;
}

const idPath = 'network_acl_id';

function judged(passing: Passing, offence: (flows: readonly Flow[]) => string | undefined): Judgement {
  const sure = offence(passing.sure);
  if (sure !== undefined) return fail(sure);
  const [doubt] = passing.doubts;
  return doubt !== undefined && offence(passing.possible) !== undefined ? cannotTell(doubt) : pass;
}

function passingAlone(rules: readonly Resource[]): Passing {
  const read = rules.map((rule) => readRule(rule, 'rule_number', 'rule_action', rule));
  if (read.length > 1 && read.some(({ number }) => Number.isNaN(number)))
    return doubtful('the order of the rules is not known');
  return decide(read.sort((a, b) => a.number - b.number));
}

function siblingsOf(rule: Resource, plan: Plan): Resource[] {
  const id = rule.attribute(idPath);
  return plan.ofType(rule.type).filter((other) => {
    const own = other.attribute(idPath);
    return other === rule || (!isOutward(other) && id.known && own.known && own.value === id.value);
  });
}

function isOutward(rule: Resource): boolean {
  const egress = rule.attribute('egress');
  return egress.known && egress.value === true;
}
