import type { AccessDiff } from '../access/diff.ts';
import { isEmptyDiff } from '../access/diff.ts';
import type { IntentReport } from '../access/intent.ts';
import {
  answers,
  bestPath,
  type DataPath,
  type EnvironmentAccess,
  type Grant,
  type Holder,
  type WorkflowGrant,
} from '../access/types.ts';
import { formatPlace } from '../base/issue.ts';
import { table } from './table.ts';

/** `role/science can read dataset applications`. */
export function grantText({ principal, verb, noun, answer, through }: Grant): string {
  const how = answer === 'allowed' ? '' : ` (${answer})`;
  const as = through === undefined ? '' : `, as ${through.principal}`;
  return `${principal} can ${verb} ${noun.kind} ${noun.name}${as}${how}`;
}

/** The same with where it comes from. */
export function grantLine(grant: Grant): string {
  const { place, because, through } = grant;
  const where = place === undefined ? (because[0] ?? '') : formatPlace(place);
  const path = through === undefined ? '' : `: ${through.path.join('; ')}`;
  return `${grantText(grant)}${path}${where === '' ? '' : ` [${where}]`}`;
}

/** The matrix of one environment: a row for each principal and noun, the verbs in one cell. */
export function matrixText(name: string, { principals, grants, workflows = [] }: EnvironmentAccess): string {
  const rows = [
    ...Map.groupBy(grants, ({ principal, noun }) => `${principal}\n${noun.kind} ${noun.name}`),
  ].map(([key, own]) => [...key.split('\n'), own.map(verbText).join(', ')]);
  const admins = principals.filter(({ admin }) => admin.answer !== 'denied').map(adminLine);
  return [
    `${name}\n`,
    rows.length === 0 ? 'nobody has access to anything here\n' : table(['WHO', 'WHAT', 'MAY'], rows),
    ...section('ways that do not surely lead there', pathLines(grants)),
    ...section('administrators', admins),
    ...section('workflows', workflows.map(workflowLine)),
  ].join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`\n${title}:\n`, ...lines.map((line) => `  ${line}\n`)];
}

/** Ways that are less sure than the grant: `role/train from aws_instance.a, read, write dataset orders: denied: …`. */
function pathLines(grants: readonly Grant[]): string[] {
  const open = grants
    .filter(({ through }) => through === undefined)
    .flatMap((grant) =>
      grant.paths
        .filter(({ answer }) => answers.indexOf(answer) > answers.indexOf(grant.answer))
        .map((path) => ({ grant, path })),
    );
  const alike = Map.groupBy(open, ({ grant: { principal, noun }, path: { answer, because } }) =>
    JSON.stringify([principal, noun.arn, answer, because]),
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { principal, noun } = first.grant;
    const verbs = [...new Set(same.map(({ grant }) => grant.verb))].join(', ');
    const from = [...new Set(same.map(({ path }) => path.from))].join(', ');
    return [`${principal}, ${verbs} ${noun.kind} ${noun.name}, ${pathText({ ...first.path, from })}`];
  });
}

export function pathText({ from, answer, because }: DataPath): string {
  return `from ${from}: ${answer}: ${because.join('; ')}`;
}

/** `.github/workflows/plan.yml, job plan: push, by a writer, gets role/plan`. */
function workflowLine({ workflow, job, event, actor, role, answer, admin }: WorkflowGrant): string {
  const how = answer === 'allowed' ? '' : ` (${answer})`;
  const power = admin === 'denied' ? '' : ', and so administers the account';
  return `${workflow}, job ${job}: ${event}, by ${actor}, gets ${role}${how}${power}`;
}

function verbText({ verb, answer, through }: Grant): string {
  const mark = answer === 'allowed' ? '' : answer === 'conditional' ? '?' : '??';
  return `${verb}${mark}${through === undefined ? '' : ` (as ${through.principal})`}`;
}

export function adminLine({ id, admin }: Holder): string {
  const steps = admin.path.map(
    ({ from, to, way, actions }) => `${from === to ? 'itself' : to} by ${actions.join(', ')} (${way})`,
  );
  const how = admin.answer === 'allowed' ? '' : ` (${admin.answer})`;
  return steps.length === 0 ? `${id} is one${how}` : `${id} can become one${how}: ${steps.join(' → ')}`;
}

/** What a change adds and removes, the widening first. */
export function diffText(name: string, diff: AccessDiff): string {
  if (isEmptyDiff(diff)) return `${name}: access does not change\n`;
  const lines = [
    ...diff.newAdmins.map((holder) => `+ ${adminLine(holder)}`),
    ...diff.added.map((grant) => `+ ${grantLine(grant)}`),
    ...diff.changed.map((one) => `~ ${changedText(one)}`),
    ...diff.removed.map((grant) => `- ${grantText(grant)}`),
    ...diff.formerAdmins.map(
      ({ id, admin }) => `- ${id} is less of an administrator than before (${admin.answer})`,
    ),
  ];
  return [`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}

/** `role/a can read dataset b (conditional), was allowed`. */
export function changedText({ before, after }: AccessDiff['changed'][number]): string {
  if (before.answer !== after.answer) return `${grantText(after)}, was ${before.answer}`;
  const [was, is] = [before, after].map((grant) => bestPath(grant) ?? 'from nowhere here');
  return `${grantText(after)}: its ways there are ${is} now, were ${was}`;
}

/** `41 grants to 12 principals; nobody is or can become an administrator`. */
function summaryText({ grants, principals }: EnvironmentAccess): string {
  const holders = new Set(grants.map(({ principal }) => principal));
  const admins = principals.filter(({ admin }) => admin.answer !== 'denied').map(({ id }) => id);
  const who = admins.length === 0 ? 'nobody is' : `${admins.join(', ')} is`;
  return `${grants.length} grants to ${holders.size} principals; ${who} or can become an administrator`;
}

export function intentText(
  name: string,
  { excess, missing, unclear }: IntentReport,
  found: EnvironmentAccess,
): string {
  if (excess.length + missing.length + unclear.length === 0)
    return `${name}: access is as intended: ${summaryText(found)}\n`;
  const lines = [
    ...excess.map((grant) => `excess: ${grantLine(grant)}`),
    ...unclear.map((grant) => `not told: ${grantLine(grant)}`),
    ...missing.map(
      ({ who, verb, kind, name: noun, because, closed = [] }) =>
        `missing: ${who} cannot ${verb} ${kind} ${noun} (${because})${closed.map((path) => `; ${pathText(path)}`).join('')}`,
    ),
  ];
  return [`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}
