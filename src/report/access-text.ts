import type { AccessDiff } from '../access/diff.ts';
import { isEmptyDiff } from '../access/diff.ts';
import type { IntentReport } from '../access/intent.ts';
import type { EnvironmentAccess, Grant, Holder, WorkflowGrant } from '../access/types.ts';
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
    ...(admins.length === 0 ? [] : ['\nadministrators:\n', ...admins.map((line) => `  ${line}\n`)]),
    ...(workflows.length === 0
      ? []
      : ['\nworkflows:\n', ...workflows.map((one) => `  ${workflowLine(one)}\n`)]),
  ].join('');
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
    ...diff.changed.map(({ before, after }) => `~ ${grantText(after)}, was ${before.answer}`),
    ...diff.removed.map((grant) => `- ${grantText(grant)}`),
    ...diff.formerAdmins.map(
      ({ id, admin }) => `- ${id} is less of an administrator than before (${admin.answer})`,
    ),
  ];
  return [`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}

export function intentText(name: string, { excess, missing, unclear }: IntentReport): string {
  if (excess.length + missing.length + unclear.length === 0) return `${name}: access is as intended\n`;
  const lines = [
    ...excess.map((grant) => `excess: ${grantLine(grant)}`),
    ...unclear.map((grant) => `not told: ${grantLine(grant)}`),
    ...missing.map(
      ({ who, verb, kind, name: noun, because }) =>
        `missing: ${who} cannot ${verb} ${kind} ${noun} (${because})`,
    ),
  ];
  return [`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n').concat('\n');
}
