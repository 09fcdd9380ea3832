import type { ObjectValue, Value } from '../../protocol/value.ts';
import type { Context, Defaults } from '../knowledge.ts';
import { blocksOf, isObject, textOf, textsOf } from '../values.ts';
import { parseArn } from './arn-parts.ts';
import { partitionOf } from './partition.ts';

/**
 * What an `aws` provider block stands for. The account: the only one of `allowed_account_ids`, else that of the role
 * which the provider ends up in, else the default.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
export function configure(config: ObjectValue, defaults: Defaults): Context {
  const region = textOf(config.region) || defaults.region;
  const partition = partitionOf(region) ?? { id: 'aws', dnsSuffix: 'amazonaws.com' };
  return {
    ...defaults,
    region,
    account: accountOf(config) ?? defaults.account,
    partition: partition.id,
    dnsSuffix: partition.dnsSuffix,
    defaultTags: defaultTagsOf(config.default_tags),
  };
}

function accountOf(config: ObjectValue): string | undefined {
  const [only, ...others] = textsOf(config.allowed_account_ids);
  if (only !== undefined && others.length === 0 && isAccount(only)) return only;
  return roleAccount(config.assume_role) ?? roleAccount(config.assume_role_with_web_identity);
}

/** Roles are assumed one from another: the last one counts. */
function roleAccount(value: Value | undefined): string | undefined {
  const role = textOf(blocksOf(value).at(-1)?.role_arn);
  const account = role === undefined ? undefined : parseArn(role)?.account;
  return account !== undefined && isAccount(account) ? account : undefined;
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

function defaultTagsOf(value: Value | undefined): Record<string, string> {
  const tags = blocksOf(value).map((block) => (isObject(block.tags) ? block.tags : {}));
  return Object.fromEntries(
    tags
      .flatMap((map) => Object.entries(map))
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
