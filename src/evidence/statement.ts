import { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { VerificationError } from '../base/errors.ts';
import { objectionsOf, readStrictJson } from './strict-json.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
/** The DSSE payload type of in-toto statements. */
export const statementPayloadType = 'application/vnd.in-toto+json';

const maxPayloadBytes = 16 * 1024 * 1024;

/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md, with SHA-256 as the one digest. */
export const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: z
    .array(
      z.strictObject({
        name: z.string().regex(/^\P{Cc}{1,1024}$/u),
        digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      }),
    )
    .min(1)
    .max(10_000),
  predicateType: z.string().min(1).max(500),
  predicate: z.record(z.string(), z.unknown()),
});

export interface Statement<P = Record<string, Json>> {
  _type: typeof statementType;
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: string;
  predicate: P;
}

/**
 * The statement in an envelope's payload. Its predicate is JSON and no more: `validatePredicate` checks its form.
 * @throws VerificationError `statement-invalid`
 */
export function parseStatement(payload: Uint8Array, subject = 'statement'): Statement {
  const json = readStrictJson(payload, maxPayloadBytes);
  if ('problem' in json) throw new VerificationError('statement-invalid', subject, json.problem);
  const parsed = statementSchema.safeParse(json.value);
  if (parsed.success) return parsed.data as Statement;
  throw new VerificationError('statement-invalid', subject, objectionsOf(parsed.error));
}
