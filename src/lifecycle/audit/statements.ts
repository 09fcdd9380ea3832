import { type Digest, digestOf } from '../../base/digest.ts';
import { VerificationError } from '../../base/errors.ts';
import { type VerifyingKey, verifyingKey } from '../../evidence/keys.ts';
import { openSignedStatement } from '../../evidence/signed-statement.ts';
import type { Statement } from '../../evidence/statement.ts';
import type { LogFiles } from '../../ports/log-files.ts';
import { envelopePath } from '../log-publisher.ts';
import { kindOf } from '../projection.ts';
import { type StepRecord, stepRecordOf } from '../step-record.ts';
import type { Problems } from './problems.ts';

/** A statement of the log whose signature, signer and form were checked. */
export interface LoggedStatement {
  index: number;
  envelope: Digest;
  kind: string;
  statement: Statement;
  signer: VerifyingKey;
  record: StepRecord | undefined;
}

/** Keys known so far: the platform's from its key store, people's from earlier entries of the log. */
interface Trust {
  platform: VerifyingKey;
  log: VerifyingKey;
  people: Map<string, VerifyingKey>;
}

const signedByPeople = new Set(['request', 'decision']);

/** Opens every envelope in the log's order, each trusted only by what the entries before it established. */
export async function auditStatements(
  log: LogFiles,
  entries: Digest[],
  keys: { platform: VerifyingKey; log: VerifyingKey },
  problems: Problems,
): Promise<LoggedStatement[]> {
  const trust: Trust = { ...keys, people: new Map() };
  const statements: LoggedStatement[] = [];
  for (const [index, envelope] of entries.entries()) {
    const logged = await problems.collect(async () => openEntry(log, index, envelope, trust));
    if (logged) statements.push(logged);
  }
  const known = new Map(statements.map((logged) => [logged.envelope, logged]));
  for (const logged of statements) await problems.collect(() => checkRequest(logged, known));
  return statements;
}

async function openEntry(
  log: LogFiles,
  index: number,
  envelope: Digest,
  trust: Trust,
): Promise<LoggedStatement> {
  const subject = envelopePath(envelope);
  const bytes = await log.get(subject);
  if (!bytes)
    throw new VerificationError(
      'evidence-missing',
      subject,
      `entry ${index} of the log names it, and it is not there`,
    );
  if (digestOf(bytes) !== envelope)
    throw new VerificationError('envelope-malformed', subject, 'its bytes are not those that were logged');
  const { statement, signer } = openSignedStatement(
    bytes,
    [trust.platform, ...trust.people.values()],
    subject,
  );
  const record = stepRecordOf(statement.predicate);
  const kind = kindOf(statement, record);
  const logged = { index, envelope, kind, statement, signer, record };
  checkSigner(logged, trust, subject);
  if (index === 0) checkGenesis(logged, trust, subject);
  if (kind === 'enrolment') enrol(logged, trust);
  return logged;
}

/** Steps and deployments are the platform's to state; wishes and decisions a person's, with that person's key. */
function checkSigner({ kind, statement, signer }: LoggedStatement, trust: Trust, subject: string): void {
  const person = String(statement.predicate.person ?? '');
  const allowed = signedByPeople.has(kind) ? trust.people.get(person) : trust.platform;
  if (allowed?.keyId === signer.keyId) return;
  const who = signedByPeople.has(kind) ? `not ${person}` : 'not the platform';
  throw new VerificationError(
    'signer-not-allowed',
    subject,
    `a statement of kind ${kind} was signed by the key ${signer.keyId.slice(0, 12)}, which is ${who}`,
  );
}

function checkGenesis({ kind, statement }: LoggedStatement, trust: Trust, subject: string): void {
  const { platformKey, logKey } = statement.predicate;
  const same = kind === 'genesis' && platformKey === trust.platform.pem && logKey === trust.log.pem;
  if (!same)
    throw new VerificationError(
      'key-damaged',
      subject,
      'the keys of this platform are not those that its log began with',
    );
}

function enrol({ statement }: LoggedStatement, trust: Trust): void {
  trust.people.set(String(statement.predicate.person), verifyingKey(String(statement.predicate.publicKey)));
}

/** A step says who asked for it; the signed request must be there and say the same. */
function checkRequest(
  { record, envelope, index }: LoggedStatement,
  known: Map<Digest, LoggedStatement>,
): void {
  if (!record) return;
  const request = known.get(record.request);
  if (
    request?.kind === 'request' &&
    request.index < index &&
    request.statement.predicate.person === record.author
  )
    return;
  throw new VerificationError(
    'evidence-missing',
    envelopePath(envelope),
    `the step ${record.step} rests on a request of ${record.author} that is not in the log`,
  );
}
