import { crc32 } from 'node:zlib';
import type { ObjectValue, Value } from '../../../../protocol/value.ts';
import { type DataSource, DataSourceError } from '../../../knowledge.ts';
import { blocksOf, textOf, textsOf } from '../../../values.ts';
import { decodeDocument } from './decode.ts';
import { type Document, emptyDocument, merge, render } from './document.ts';
import { statementsOf } from './statement.ts';

const versions = ['2008-10-17', '2012-10-17'];

/**
 * Writes the policy as the real provider does, byte for byte.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_document_data_source.go
 */
export const policyDocument: DataSource = {
  read(config, { lenient = false }) {
    const version = textOf(config.version) || '2012-10-17';
    if (!versions.includes(version))
      throw new DataSourceError(`expected version to be one of ["2008-10-17" "2012-10-17"], got ${version}`);
    const document = emptyDocument();
    mergeSources(document, config, lenient);
    merge(document, {
      version,
      id: textOf(config.policy_id) ?? '',
      statements: statementsOf(config.statement, version),
    });
    mergeOverrides(document, config, lenient);
    const json = render(document, true);
    return {
      id: String(crc32(json)),
      json,
      minified_json: render(document, false),
      version,
      statement: blocksOf(config.statement).map(withZeros),
    };
  },
};

/** `source_json` is of version 3, where it stood for a first source; later versions want it empty. */
function mergeSources(document: Document, config: ObjectValue, lenient: boolean): void {
  const first = textOf(config.source_json);
  if (first) merge(document, decoded(first, 'merging source JSON', lenient));
  const sids = new Set<string>();
  for (const [index, source] of documentsOf(config.source_policy_documents)) {
    const doing = `merging source document ${index}`;
    const added = decoded(source, doing, lenient);
    for (const [at, { sid }] of added.statements.entries()) {
      if (sids.has(sid)) refuse(doing, duplicate(sid, at));
      if (sid !== '') sids.add(sid);
    }
    merge(document, added);
  }
}

function mergeOverrides(document: Document, config: ObjectValue, lenient: boolean): void {
  for (const [index, override] of documentsOf(config.override_policy_documents))
    merge(document, decoded(override, `merging override document ${index}`, lenient));
  const last = textOf(config.override_json);
  if (last) merge(document, decoded(last, 'merging override JSON', lenient));
}

/** Null elements are passed over, and counted. */
function documentsOf(value: Value | undefined): [number, string][] {
  if (!Array.isArray(value)) return [];
  return [...value.entries()].flatMap(([index, text]) =>
    textsOf([text]).map((only): [number, string] => [index, only]),
  );
}

function duplicate(sid: string, at: number): string {
  return `duplicate Sid (${sid}) in source_policy_documents (statement ${at}). Remove the Sid or ensure Sids are unique.`;
}

function refuse(doing: string, why: string): never {
  throw new DataSourceError(`writing IAM Policy Document: ${doing}: ${why}`);
}

function decoded(text: string, doing: string, lenient: boolean): Document {
  try {
    return decodeDocument(text, lenient);
  } catch (error) {
    if (!(error instanceof DataSourceError)) throw error;
    return refuse(doing, error.message);
  }
}

/** A statement as the state of the real provider has it: what is not set is empty, and the effect is its default. */
function withZeros(block: ObjectValue): ObjectValue {
  const lists = [
    'actions',
    'not_actions',
    'resources',
    'not_resources',
    'principals',
    'not_principals',
    'condition',
  ];
  const empty = Object.fromEntries(lists.map((name) => [name, block[name] ?? []]));
  return { ...block, ...empty, sid: block.sid ?? '', effect: block.effect || 'Allow' };
}
