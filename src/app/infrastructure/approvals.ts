import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { type Digest, hexOf } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import { assign } from '../../lifecycle/assign.ts';
import type { Platform } from '../../spec/platform.ts';
import { isObject, member, textMember } from '../../terraform/plan/json.ts';

/** How many people of a team must approve, and who they may be, as logins of GitHub. */
export interface ApprovalRule {
  team: string;
  count: number;
  logins: readonly string[];
}

export interface ApprovalAnswer {
  team: string;
  count: number;
  have: number;
  /** Whose approval would count and is not there. */
  open: string[];
}

/** Fewer digits could be guessed, or met by chance. */
const digitsMin = 12;
const fileMaxBytes = 4 * 2 ** 20;

/**
 * Who approved that digest: each person whose review of the run says yes, and names the digest by its first twelve
 * digits or more in the comment. A click alone does not count: it would also count for the plan of another attempt.
 * https://docs.github.com/en/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run
 */
export function approversIn(records: Json, digest: Digest): string[] {
  const logins = (Array.isArray(records) ? records : []).flatMap((record) => {
    const login = textMember(member(record, 'user'), 'login');
    const isYes = textMember(record, 'state') === 'approved';
    return login !== undefined && isYes && names(textMember(record, 'comment') ?? '', digest) ? [login] : [];
  });
  return [...new Set(logins.map((login) => login.toLowerCase()))];
}

function names(comment: string, digest: Digest): boolean {
  const runs = comment.toLowerCase().match(/[0-9a-f]+/g) ?? [];
  return runs.some((run) => run.length >= digitsMin && hexOf(digest).startsWith(run));
}

/** Nobody counts for two teams, and nobody for what they wrote themselves. */
export function judgeApprovals(
  rules: readonly ApprovalRule[],
  approvers: readonly string[],
  authors: readonly string[],
): ApprovalAnswer[] {
  const own = new Set(authors.map((login) => login.toLowerCase()));
  const needs = rules.map(({ team, count, logins }) => {
    const may = logins.map((login) => login.toLowerCase()).filter((login) => !own.has(login));
    return { team, count, may, people: may.filter((login) => approvers.includes(login)) };
  });
  const given = assign(needs);
  return needs.map(({ team, count, may, people }) => ({
    team,
    count,
    have: Math.min(given.get(team) ?? 0, count),
    open: may.filter((login) => !people.includes(login)),
  }));
}

/** What holdfast.yaml demands in an environment. */
export function rulesOf(platform: Platform, environment: string): ApprovalRule[] {
  const { approvals = {}, teams = {} } = platform.environments[environment] ?? {};
  return Object.entries(approvals).map(([team, count]) => ({
    team,
    count,
    logins: (teams[team]?.members ?? []).map((name) => platform.people[name]?.github ?? name),
  }));
}

/**
 * What the file demanded that was applied last, as the output `approvals` of the root says. A change to the rules is
 * judged by those before it. Undefined for a first plan.
 */
export function rulesInForce(plan: Json): ApprovalRule[] | undefined {
  const outputs = member(member(member(plan, 'prior_state'), 'values'), 'outputs');
  const value = member(member(outputs, 'approvals'), 'value');
  if (!isObject(value)) return undefined;
  return Object.entries(value).map(([team, rule]) => {
    const [count, logins] = [member(rule, 'count'), member(rule, 'logins')];
    if (typeof count !== 'number' || !Array.isArray(logins))
      throw new InputError({
        code: 'approvals-unreadable',
        message: `the state says nothing that can be read of the approvals of ${team}`,
        fix: 'restore the output `approvals` of the root, and let an administrator apply it',
      });
    return { team, count, logins: logins.map(String) };
  });
}

/** The review history that GitHub's API gave. @throws InputError */
export async function readRecords(file: string, cwd: string): Promise<Json> {
  const path = resolve(cwd, file);
  const refuse = (message: string) =>
    new InputError({
      code: 'approvals-unreadable',
      message: `${file} ${message}`,
      fix: 'write it with `gh api repos/OWNER/NAME/actions/runs/RUN/approvals`',
    });
  const found = await stat(path).catch(() => undefined);
  if (!found) throw refuse('is not there');
  if (found.size > fileMaxBytes) throw refuse('is too large');
  const text = await readFile(path, 'utf8');
  try {
    const value: Json = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {
    // Told below, as for anything else that is no list.
  }
  throw refuse('is no list in JSON');
}
