import type { Answered } from '../clouds/aws/access/questions.ts';
import type { Reach } from '../clouds/aws/iam/escalation/types.ts';
import type { Answer, Witness } from '../clouds/aws/iam/types.ts';
import type { Places } from './answers.ts';

/** One answer as machines read it. */
export function answeredJson({ principal, answer, through }: Answered, places: Places) {
  return {
    principal: principal.arn,
    kind: principal.kind,
    address: places.addressOf(principal.arn),
    ...answerJson(answer, places),
    ...(through && {
      becoming: {
        principal: through.principal.arn,
        answer: through.together,
        ...reachJson(through.reach, places),
        after: answerJson(through.answer, places),
      },
    }),
  };
}

export function answerJson({ answer, because, closedBy, conditions, unknowns }: Answer, places: Places) {
  return {
    answer,
    because: because.map((witness) => witnessJson(witness, places)),
    ...(closedBy && { closedBy }),
    conditions: conditions.map((condition) => witnessJson(condition, places)),
    unknowns,
  };
}

/** The steps of a way, each with its proof in short, and the statements that it rests on. */
export function reachJson({ path, witnesses }: Reach, places: Places) {
  return {
    path: path.map(({ way, from, to, through, answer, proofs }) => ({
      way,
      from,
      to,
      ...(through !== undefined && { through }),
      answer,
      actions: [...new Set(proofs.map(({ action }) => action))],
    })),
    witnesses: witnesses.map((witness) => witnessJson(witness, places)),
  };
}

export function witnessJson(witness: Witness, places: Places) {
  const address = places.addressOf(witness.policy);
  const place = places.placeOf(witness.policy);
  return { ...witness, ...(address !== undefined && { address }), ...(place && { place }) };
}
