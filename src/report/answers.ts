import { formatPlace, type Place } from '../base/issue.ts';
import { shortName } from '../clouds/aws/access/names.ts';
import type { Answered } from '../clouds/aws/access/questions.ts';
import type { Reach, Step } from '../clouds/aws/iam/escalation/types.ts';
import type { Answer, Layer, OpenCondition, Witness } from '../clouds/aws/iam/types.ts';

/** Where a policy stands. */
export interface Places {
  placeOf(id: string): Place | undefined;
  addressOf(id: string): string | undefined;
}

const layerNames: Record<Layer, string> = {
  identity: 'its own policies',
  boundary: 'its permissions boundary',
  session: 'the policies of its session',
  resource: "the resource's policy",
  'service-control': 'a service control policy',
  'resource-control': 'a resource control policy',
  endpoint: 'the policy of the VPC endpoint',
};

/** Why an answer is what it is, line by line. */
export function reasonsOf(answer: Answer, places: Places): string[] {
  const lines = answer.because.map((witness) => `${verbOf(witness)} by ${witnessText(witness, places)}`);
  if (answer.answer === 'denied' && answer.because.length === 0 && answer.closedBy)
    lines.push(`closed by ${layerNames[answer.closedBy]}: no statement allows it`);
  return [
    ...lines,
    ...answer.conditions.map(
      (condition) => `if ${conditionText(condition)} (${witnessText(condition, places)})`,
    ),
    ...answer.unknowns.map(({ policy, because }) => `not known: ${nameOf(policy, places)}: ${because}`),
  ];
}

function verbOf({ effect }: Witness): string {
  return effect === 'Allow' ? 'allowed' : 'denied';
}

/** `statement "Read" of aws_iam_policy.a.policy (main.tf:3:1)`. */
export function witnessText({ policy, statement, sid, layer }: Witness, places: Places): string {
  const which = sid === undefined ? `statement ${statement}` : `statement "${sid}"`;
  const in_ = layer === 'identity' || layer === 'resource' ? '' : `, ${layerNames[layer]}`;
  return `${which} of ${nameOf(policy, places)}${in_}`;
}

function nameOf(policy: string, places: Places): string {
  const address = places.addressOf(policy);
  const place = places.placeOf(policy);
  const name = address !== undefined && policy.startsWith('arn:') ? address : policy;
  return place ? `${name} (${formatPlace(place)})` : name;
}

function conditionText({ key, operator, values, effect }: OpenCondition): string {
  const shown = values.slice(0, 3).join(', ') + (values.length > 3 ? ` and ${values.length - 3} more` : '');
  const holds = effect === 'Allow' ? '' : 'not ';
  if (key === 'resource') return `the resource is ${holds}${shown}`;
  return `${holds}${operator} ${key}: ${shown}`;
}

/** How someone gets to be someone else, step by step. */
export function pathLines(reach: Reach): string[] {
  return reach.path.map(stepText);
}

function stepText({ from, to, way, through, answer, proofs }: Step): string {
  const actions = [...new Set(proofs.map(({ action }) => action))].join(', ');
  const by = through === undefined ? '' : ` through ${shortName(through)}`;
  const how = answer === 'allowed' ? '' : `, ${answer}`;
  if (from === to) return `${shortName(from)} gives itself every right by ${actions} (${way}${how})`;
  return `${shortName(from)} becomes ${shortName(to)}${by} by ${actions} (${way}${how})`;
}

/** One question and its answer, for people. */
export function answerLines(answered: Answered, places: Places): string[] {
  const { answer, through } = answered;
  const lines = reasonsOf(answer, places);
  if (through)
    lines.push(
      `as it stands it is ${answer.answer}, but it can become ${shortName(through.principal.arn)}, which may (${through.together}):`,
      ...pathLines(through.reach).map((line) => `  ${line}`),
      ...reasonsOf(through.answer, places).map((line) => `  then ${line}`),
    );
  return lines;
}
