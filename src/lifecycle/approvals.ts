import type { Digest } from '../base/digest.ts';
import { VerificationError } from '../base/errors.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { approversOf } from '../spec/permission.ts';
import type { Environment, Platform } from '../spec/platform.ts';
import { assign } from './assign.ts';
import type { Problems } from './audit/problems.ts';
import type { LoggedStatement } from './audit/statements.ts';
import { pemOfSpki } from './ledger.ts';

export interface ApprovalQuestion {
  platform: Platform;
  environment: Environment;
  model: string;
  digest: Digest;
  statements: LoggedStatement[];
  /** Who asked for any run that the version came from. */
  authors: string[];
  /** For messages. */
  subject: string;
}

/** Adds a problem for each rejection, and for each team whose approvals are missing. */
export function checkApprovals(question: ApprovalQuestion, problems: Problems): void {
  const { environment, model, subject, authors } = question;
  for (const { statement } of decisionsOf(question, 'reject')) {
    problems.add(
      new VerificationError('rejected', subject, `${String(statement.predicate.person)} has rejected it`),
    );
  }
  const needs = approversOf(environment, model).map(({ team, count, members }) => ({
    team,
    count,
    members,
    people: approversIn(question, members),
  }));
  const given = assign(needs);
  for (const { team, count, members, people } of needs) {
    const have = given.get(team) ?? 0;
    if (have >= count) continue;
    const open = members.filter((person) => !authors.includes(person) && !people.includes(person));
    const who = open.length > 0 ? `${open.join(', ')} may approve` : 'nobody else of that team may approve';
    problems.add(
      new VerificationError('approval-missing', subject, `${have} of ${count} approvals of ${team}; ${who}`),
    );
  }
}

function decisionsOf({ statements, model, digest }: ApprovalQuestion, decision: string): LoggedStatement[] {
  return statements.filter(
    ({ kind, statement }) =>
      kind === 'decision' &&
      statement.predicate.model === model &&
      statement.predicate.decision === decision &&
      `sha256:${statement.subject[0]?.digest.sha256}` === digest,
  );
}

/** An approval counts when its signer is on the team now, is no author, and used the key that is pinned now. */
function approversIn(question: ApprovalQuestion, members: readonly string[]): string[] {
  const valid = decisionsOf(question, 'approve').filter((logged) => {
    const person = String(logged.statement.predicate.person);
    return (
      members.includes(person) && !question.authors.includes(person) && keyHolds(question, person, logged)
    );
  });
  return [...new Set(valid.map(({ statement }) => String(statement.predicate.person)))];
}

function keyHolds(
  { platform, environment }: ApprovalQuestion,
  person: string,
  { signer }: LoggedStatement,
): boolean {
  const pinned = platform.people[person]?.key;
  return pinned === undefined
    ? !environment.production
    : verifyingKey(pemOfSpki(pinned)).keyId === signer.keyId;
}
