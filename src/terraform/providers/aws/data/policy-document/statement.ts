import type { ObjectValue, Value } from '../../../../protocol/value.ts';
import { DataSourceError } from '../../../knowledge.ts';
import { blocksOf, textOf, textsOf } from '../../../values.ts';
import { type Condition, listed, type Principal, type Statement } from './document.ts';
import type { GoValue } from './go-json.ts';
import { conditionsInOrder, principalsInOrder } from './sdk-set.ts';

// How the provider makes statements of its blocks.
// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_document_data_source.go

/** The statements of a configuration, in its order. Throws a `DataSourceError` for what the provider refuses. */
export function statementsOf(value: Value | undefined, version: string): Statement[] {
  const sids = new Set<string>();
  return blocksOf(value).map((block, index) => {
    const statement = statementOf(block, index, version);
    if (sids.has(statement.sid))
      throw new DataSourceError(
        `writing IAM Policy Document: duplicate Sid (${statement.sid}). Remove the Sid or ensure the Sid is unique.`,
      );
    if (statement.sid !== '') sids.add(statement.sid);
    return statement;
  });
}

function statementOf(block: ObjectValue, index: number, version: string): Statement {
  const sid = textOf(block.sid) ?? '';
  if (!/^[a-zA-Z0-9]*$/.test(sid))
    throw new DataSourceError(
      `invalid value for statement.${index}.sid (must only include alphanumeric characters)`,
    );
  const effect = textOf(block.effect) ?? 'Allow';
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new DataSourceError(
      `expected statement.${index}.effect to be one of ["Allow" "Deny"], got ${effect}`,
    );
  return {
    sid,
    effect,
    action: listOf(block.actions),
    notAction: listOf(block.not_actions),
    resource: replacedListOf(block.resources, version, 'reading resources'),
    notResource: replacedListOf(block.not_resources, version, 'reading not_resources'),
    principals: principalsOf(block.principals, version, 'reading principals'),
    notPrincipals: principalsOf(block.not_principals, version, 'reading not_principals'),
    conditions: conditionsOf(block.condition, version),
  };
}

function listOf(value: Value | undefined): string | string[] | undefined {
  const texts = textsOf(value);
  return texts.length === 0 ? undefined : listed(texts);
}

/** The provider sorts first and replaces then, which shows in the order. */
function replacedListOf(value: Value | undefined, version: string, doing: string): GoValue | undefined {
  const list = listOf(value);
  if (list === undefined) return undefined;
  const texts = replaced([list].flat(), version, doing);
  return typeof list === 'string' ? (texts[0] ?? '') : texts;
}

/**
 * `&{aws:username}` stands for `${aws:username}`, which Terraform would read itself.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
function replaced(texts: string[], version: string, doing: string): string[] {
  const unsupported = version === '2008-10-17' ? texts.find((text) => text.includes('&{')) : undefined;
  if (unsupported !== undefined)
    throw new DataSourceError(
      `${doing}: found &{ sequence in (${unsupported}), which is not supported in document version 2008-10-17`,
    );
  return texts.map((text) => text.replaceAll('&{', () => '${'));
}

function principalsOf(value: Value | undefined, version: string, doing: string): Principal[] {
  const blocks = blocksOf(value).map((block) => ({
    type: textOf(block.type) ?? '',
    identifiers: textsOf(block.identifiers),
  }));
  return principalsInOrder(blocks).map(({ type, identifiers }) => ({
    type,
    identifiers: listed(replaced(identifiers, version, doing)),
  }));
}

function conditionsOf(value: Value | undefined, version: string): Condition[] {
  const blocks = blocksOf(value).map((block) => ({
    test: textOf(block.test) ?? '',
    variable: textOf(block.variable) ?? '',
    values: textsOf(block.values),
  }));
  return conditionsInOrder(blocks).map((block) => ({
    ...block,
    values: replaced(block.values, version, 'reading condition: reading values'),
  }));
}
