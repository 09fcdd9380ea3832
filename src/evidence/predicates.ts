import type { z } from 'zod';
import { z as zod } from 'zod';
import { VerificationError } from '../base/errors.ts';
import * as decision from './predicates/decision.ts';
import * as enrolment from './predicates/enrolment.ts';
import * as genesis from './predicates/genesis.ts';
import * as provenance from './predicates/provenance.ts';
import * as release from './predicates/release.ts';
import * as request from './predicates/request.ts';
import * as testResult from './predicates/test-result.ts';
import * as verificationSummary from './predicates/verification-summary.ts';
import * as vulns from './predicates/vulns.ts';
import type { Statement } from './statement.ts';

/** Every predicate that may stand in the log; a test holds this list against the folder. */
const predicates: { type: string; schema: z.ZodType }[] = [
  decision,
  enrolment,
  genesis,
  provenance,
  release,
  request,
  testResult,
  verificationSummary,
  vulns,
];

export const predicateTypes = predicates.map(({ type }) => type);

/**
 * Checks a statement's predicate against the form of its type.
 * @throws VerificationError `statement-invalid`, also for a type that is not known
 */
export function validatePredicate(statement: Statement, subject = 'statement'): void {
  const known = predicates.find(({ type }) => type === statement.predicateType);
  if (!known) throw new VerificationError('statement-invalid', subject, `has the unknown predicate ${statement.predicateType}`);
  const parsed = known.schema.safeParse(statement.predicate);
  if (parsed.success) return;
  throw new VerificationError('statement-invalid', subject, zod.prettifyError(parsed.error));
}
