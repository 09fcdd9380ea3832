import { shortName } from '../clouds/aws/access/names.ts';
import { questionsOf } from '../clouds/aws/access/questions.ts';
import type { Reach, Step } from '../clouds/aws/iam/escalation/types.ts';
import { type Check, type CheckFacts, cannotTell, fail, type Judgement, pass } from './check.ts';

/** A check that follows every way by which a principal could come to be an administrator. */
export function escalationCheck(check: CheckFacts): Check {
  return {
    ...check,
    *judge({ aws }) {
      const { escalation } = questionsOf(aws);
      for (const { principal, resource } of aws.principals) {
        if (!resource || escalation.isAdmin(principal).answer === 'allowed') continue;
        yield { subject: resource, ...judgeReach(escalation.canBecomeAdmin(principal)) };
      }
    },
  };
}

function judgeReach(reach: Reach): Judgement {
  const evidence = reach.path.map(stepText);
  const [first = 'by a policy that is not known'] = evidence;
  switch (reach.answer) {
    case 'denied':
      return pass;
    case 'allowed':
      return fail(`it can become an administrator: ${first}`, { evidence });
    case 'conditional':
    case 'cannot-tell':
      return cannotTell(`it may become an administrator (${reach.answer}): ${first}`, { evidence });
  }
}

function stepText({ from, to, way, proofs }: Step): string {
  const actions = [...new Set(proofs.map(({ action }) => action))].join(', ');
  if (from === to) return `${shortName(from)} gives itself every right by ${actions} (${way})`;
  return `${shortName(from)} becomes ${shortName(to)} by ${actions} (${way})`;
}
