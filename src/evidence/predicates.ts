import type { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { VerificationError } from '../base/errors.ts';
import * as decision from './predicates/decision.ts';
import * as enrolment from './predicates/enrolment.ts';
import * as erasure from './predicates/erasure.ts';
import * as genesis from './predicates/genesis.ts';
import * as modelSignature from './predicates/model-signature.ts';
import * as provenance from './predicates/provenance.ts';
import * as release from './predicates/release.ts';
import * as request from './predicates/request.ts';
import * as testResult from './predicates/test-result.ts';
import * as verificationSummary from './predicates/verification-summary.ts';
import * as vulns from './predicates/vulns.ts';
import { type Statement, statementType } from './statement.ts';
import { objectionsOf } from './strict-json.ts';

/** A kind of statement: its type's URI, and the form of what is said. */
export interface PredicateDefinition<S extends z.ZodType = z.ZodType> {
  type: string;
  schema: S;
}

/** Every predicate that is understood here; a test holds this list against the folder. */
export const predicates: readonly PredicateDefinition[] = [
  decision,
  enrolment,
  erasure,
  genesis,
  modelSignature,
  provenance,
  release,
  request,
  testResult,
  verificationSummary,
  vulns,
];

export function predicateOf(type: string): PredicateDefinition | undefined {
  return predicates.find((predicate) => predicate.type === type);
}

/**
 * Checks a statement's predicate against the form of its type.
 * @throws VerificationError `statement-invalid`, also for a type that is not known
 */
export function validatePredicate(statement: Statement, subject = 'statement'): void {
  const known = predicateOf(statement.predicateType);
  if (!known) throw invalid(subject, `has the unknown predicate ${JSON.stringify(statement.predicateType)}`);
  const parsed = known.schema.safeParse(statement.predicate);
  if (!parsed.success) throw invalid(subject, objectionsOf(parsed.error));
}

/**
 * A statement of one kind, its predicate typed and checked.
 * @param subject what it is about, by SHA-256 in hexadecimal
 * @throws VerificationError `statement-invalid`
 */
export function makeStatement<S extends z.ZodType>(
  definition: PredicateDefinition<S>,
  predicate: z.input<S>,
  subject: { name: string; sha256: string }[],
): Statement {
  const parsed = definition.schema.safeParse(predicate);
  if (!parsed.success) throw invalid(definition.type, objectionsOf(parsed.error));
  return {
    _type: statementType,
    subject: subject.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: definition.type,
    predicate: parsed.data as Record<string, Json>,
  };
}

const invalid = (subject: string, why: string) => new VerificationError('statement-invalid', subject, why);
