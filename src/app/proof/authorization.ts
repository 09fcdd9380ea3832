import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../../base/errors.ts';
import type { AccountAuthorization } from '../../clouds/aws/facts/iam/authorization.ts';

const maxBytes = 256 * 2 ** 20;

/**
 * Reads IAM's export of an account.
 * @throws InputError for what is none
 */
export async function readAccountAuthorization(file: string): Promise<AccountAuthorization> {
  const refuse = (message: string): never => {
    throw new InputError({
      code: 'account-authorization',
      message: `${file}: ${message}`,
      fix: 'make it with: aws iam get-account-authorization-details > account.json',
    });
  };
  const found = await stat(file).catch((error: Error) => refuse(error.message));
  if (found.size > maxBytes) refuse(`it has more than ${maxBytes} bytes`);
  const text = await readFile(file, 'utf8').catch((error: Error) => refuse(error.message));
  const value = parsed(text) ?? refuse('it is no JSON object');
  if (!['UserDetailList', 'RoleDetailList', 'GroupDetailList'].some((list) => Array.isArray(value[list])))
    refuse('it has no list of users, roles or groups');
  if (value.IsTruncated === true) refuse('it is only a part of the export (IsTruncated)');
  return value;
}

function parsed(text: string): AccountAuthorization | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as AccountAuthorization)
      : undefined;
  } catch {
    return undefined;
  }
}
