import type { DataPath } from '../../access/types.ts';
import { InputError } from '../../base/errors.ts';
import { Names } from '../../clouds/aws/access/names.ts';
import { DataPaths } from '../../clouds/aws/access/paths.ts';
import { type Answered, best, type Questions, questionsOf } from '../../clouds/aws/access/questions.ts';
import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import type { AccountAuthorization } from '../../clouds/aws/facts/iam/authorization.ts';
import type { AwsFacts } from '../../clouds/aws/facts/types.ts';
import { actionOf as actionFacts } from '../../clouds/aws/iam/catalogue/services.ts';
import { isAction } from '../../clouds/aws/iam/questions.ts';
import type { Answer, AnswerKind, Context, Principal, Resource } from '../../clouds/aws/iam/types.ts';
import { didYouMean } from '../../spec/shape/suggest.ts';
import type { Plan } from '../../terraform/plan/plan.ts';

/** What stands behind the answers. */
export interface Ground {
  facts: AwsFacts;
  plan: Plan;
  names: Names;
  questions: Questions;
  paths: DataPaths;
}

export function groundOf(plan: Plan, details?: AccountAuthorization): Ground {
  const facts = collectFacts(plan, details);
  const questions = questionsOf(facts);
  return { facts, plan, names: new Names(facts), questions, paths: new DataPaths(plan, facts, questions) };
}

export interface Question {
  principal: string;
  action: string;
  resource: string;
  context: Context;
  /** Whether to leave out what the principal can do as someone else. */
  isDirect: boolean;
}

/** Whether one principal can do one thing. */
export function can(
  ground: Ground,
  question: Question,
): Answered & { resource: Resource; paths: DataPath[] } {
  const who = principalOf(ground, question.principal);
  const resource = resourceOf(ground, question.resource, question.action);
  const action = actionOf(question.action);
  const paths = ground.paths.of(who, [{ action, resource }]);
  return { ...answerOf(ground, who, action, resource, question), resource, paths };
}

function answerOf(
  { questions }: Ground,
  principal: Principal,
  action: string,
  resource: Resource,
  { context, isDirect }: Pick<Question, 'context' | 'isDirect'>,
): Answered {
  if (!isDirect) return questions.answer(principal, action, resource, context);
  return { principal, answer: questions.ask(principal, action, resource, context) };
}

/** The answer that counts for a gate: the surest way, by itself or as someone else. */
export function overall(answered: Answered): AnswerKind {
  return best(answered);
}

/** Everybody who can do it, by themselves or as someone else. */
export function whoCan(
  ground: Ground,
  action: string,
  resource: string,
  context: Context,
  isDirect = false,
): Answered[] {
  const what = resourceOf(ground, resource, action);
  const all = [...ground.facts.world.principals, ...ground.facts.outside];
  return all
    .map((principal) => answerOf(ground, principal, actionOf(action), what, { context, isDirect }))
    .filter(({ answer, through }) => answer.answer !== 'denied' || through !== undefined);
}

export interface WhatCan {
  resource: Resource;
  actions: { action: string; answer: Answer }[];
}

/** All that one principal can do itself, to one resource or to each that the configuration declares. */
export function whatCan(
  ground: Ground,
  principal: string,
  resource: string | undefined,
  context: Context,
): WhatCan[] {
  const who = principalOf(ground, principal);
  const resources = resource === undefined ? declared(ground) : [resourceOf(ground, resource)];
  return resources
    .map((one) => ({ resource: one, actions: ground.questions.what(who, one, context) }))
    .filter(({ actions }) => actions.length > 0);
}

function declared({ facts, names }: Ground): Resource[] {
  const roles = facts.world.principals.flatMap(({ arn }) => names.resource(arn) ?? { arn });
  return [...facts.resources.map(({ iam }) => iam), ...roles];
}

function principalOf({ names }: Ground, text: string): Principal {
  const [found, ...more] = names.principals(text);
  if (!found)
    throw new InputError({
      code: 'unknown-principal',
      message: `there is no principal ${text} in this configuration`,
      fix: didYouMean(text, names.known()) ?? 'name a role or a user (role/NAME), its ARN or its address',
    });
  if (more.length > 0)
    throw new InputError({
      code: 'ambiguous-principal',
      message: `${text} may be ${[found, ...more].map(({ arn }) => arn).join(' or ')}`,
      fix: 'give the whole ARN',
    });
  return found;
}

function actionOf(text: string): string {
  if (isAction(text)) return text;
  throw new InputError({
    code: 'unknown-action',
    message: `AWS has no action ${text}`,
    fix: 'write SERVICE:Action, as in s3:GetObject; wildcards cannot be asked',
  });
}

function resourceOf({ names }: Ground, text: string, action = ''): Resource {
  const found = names.resource(text);
  if (found && !text.startsWith('arn:') && isAskedOnObjects(action))
    return { ...found, arn: `${found.arn}/*` };
  if (found) return found;
  throw new InputError({
    code: 'unknown-resource',
    message: `${text} is neither an ARN nor the address of a resource that has one`,
    fix: 'write arn:aws:…, the address in Terraform, or * for actions without a resource',
  });
}

/** Who names a bucket and asks for what is done to objects means the objects in it. */
function isAskedOnObjects(action: string): boolean {
  const resources = actionFacts(action)?.resources ?? [];
  return resources.includes('object') && !resources.includes('bucket');
}
