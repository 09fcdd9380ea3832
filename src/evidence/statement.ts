import { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { VerificationError } from '../base/errors.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
/** The DSSE payload type of in-toto statements. */
export const statementPayloadType = 'application/vnd.in-toto+json';

/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: z
    .array(z.strictObject({ name: z.string().min(1).max(1024), digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }))
    .min(1)
    .max(10_000),
  predicateType: z.string().min(1).max(500),
  predicate: z.record(z.string(), z.unknown()),
});

export interface Statement {
  _type: typeof statementType;
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: string;
  predicate: Record<string, Json>;
}

/**
 * The statement in an envelope's payload.
 * @throws VerificationError `statement-invalid`
 */
export function parseStatement(payload: Uint8Array, subject = 'statement'): Statement {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    throw new VerificationError('statement-invalid', subject, 'is not JSON');
  }
  const parsed = statementSchema.safeParse(value);
  if (parsed.success) return parsed.data as Statement;
  throw new VerificationError('statement-invalid', subject, z.prettifyError(parsed.error));
}
