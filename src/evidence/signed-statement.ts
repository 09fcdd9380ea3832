import { verifyEnvelope } from './dsse.ts';
import type { VerifyingKey } from './keys.ts';
import { validatePredicate } from './predicates.ts';
import { parseStatement, type Statement } from './statement.ts';

/**
 * From the bytes of an envelope to what one of these keys really stated. Whether that key may state such a thing is
 * for the caller to judge.
 * @throws VerificationError `envelope-malformed`, `signature-invalid`, `statement-invalid`
 */
export function openSignedStatement(
  bytes: Uint8Array,
  keys: readonly VerifyingKey[],
  subject = 'envelope',
): { statement: Statement; signer: VerifyingKey } {
  const { payload, signer } = verifyEnvelope(bytes, keys, subject);
  const statement = parseStatement(payload, subject);
  validatePredicate(statement, subject);
  return { statement, signer };
}
