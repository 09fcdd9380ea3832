import { type AccessLevel, type Action, actionOf, serviceOf, servicePrefixes } from './catalogue/services.ts';
import { RequestView, readContext } from './evaluate/context.ts';
import { CompiledGuardrails, CompiledPrincipal, decide } from './evaluate/evaluate.ts';
import { parseArn } from './match/arn.ts';
import { compileGlob, fitOf } from './match/fit.ts';
import type { Answer, Context, Guardrails, Principal, Resource } from './types.ts';

/** All of AWS's actions that a pattern of a policy stands for: `s3:Get*`, `*`. */
export function expandActions(pattern: string): Action[] {
  const lower = pattern.toLowerCase();
  const colon = lower.indexOf(':');
  const prefixes = colon < 0 ? compileGlob(lower) : compileGlob(lower.slice(0, colon));
  const names = compileGlob(colon < 0 ? '*' : lower.slice(colon + 1));
  return servicePrefixes()
    .filter((prefix) => prefixes(prefix) === 'all')
    .flatMap((prefix) => [...(serviceOf(prefix)?.actions ?? [])])
    .filter(([name]) => names(name) === 'all')
    .map(([, action]) => action);
}

/** The actions that can be asked on a resource, by the form of its ARN; all without resources for `*`. */
export function actionsOn(arn: string): Action[] {
  const prefix = parseArn(arn)?.service;
  if (prefix === undefined) return [];
  return servicePrefixes()
    .filter((name) => name === prefix || sharesArns(name, prefix))
    .flatMap((name) => [...(serviceOf(name)?.actions.values() ?? [])])
    .filter((action) => isAskedOn(action, arn));
}

/** Services whose ARNs carry another's name: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
const sharing: Record<string, string[]> = {
  s3: ['s3-object-lambda'],
  sts: ['iam'],
  apigateway: ['execute-api'],
};

function sharesArns(service: string, prefix: string): boolean {
  return sharing[service]?.includes(prefix) ?? false;
}

/** Whether one of the action's types of resources has ARNs of this form; the longer form wins over the shorter. */
function isAskedOn(action: Action, arn: string): boolean {
  const types = serviceOf(action.service)?.resources;
  if (!types) return false;
  const fitting = [...types].filter(([, form]) => fitOf(wild(form), arn) !== 'none');
  const longest = Math.max(...fitting.map(([, form]) => wild(form).length));
  return fitting.some(([type, form]) => wild(form).length === longest && action.resources.includes(type));
}

function wild(form: string): string {
  return form.replaceAll(/\$\{[^}]*\}/g, '*');
}

export interface ActionAnswer {
  /** `s3:GetObject`. */
  action: string;
  access: AccessLevel;
  answer: Answer;
}

/** What a principal can do to a resource: every action that can be asked on it and is not denied. */
export function whatCan(
  principal: Principal,
  resource: Resource,
  guardrails: Guardrails = {},
  context?: Context,
): ActionAnswer[] {
  const compiled = new CompiledPrincipal(principal);
  const bounds = new CompiledGuardrails(guardrails);
  const given = readContext(context);
  return actionsOn(resource.arn).flatMap(({ service, name, access }) => {
    const action = `${service}:${name}`;
    const answer = decide(compiled, bounds, new RequestView({ principal, action, resource }, given));
    return answer.answer === 'denied' ? [] : [{ action, access, answer }];
  });
}

/** Who can do one thing: every principal that is not denied. */
export function whoCan(
  principals: Iterable<Principal>,
  action: string,
  resource: Resource,
  guardrails: (principal: Principal) => Guardrails = () => ({}),
  context?: Context,
): { principal: Principal; answer: Answer }[] {
  const given = readContext(context);
  const found: { principal: Principal; answer: Answer }[] = [];
  for (const principal of principals) {
    const view = new RequestView({ principal, action, resource }, given);
    const answer = decide(
      new CompiledPrincipal(principal),
      new CompiledGuardrails(guardrails(principal)),
      view,
    );
    if (answer.answer !== 'denied') found.push({ principal, answer });
  }
  return found;
}

/** Whether AWS knows the action; for messages to people who mistype one. */
export function isAction(action: string): boolean {
  return actionOf(action) !== undefined;
}
