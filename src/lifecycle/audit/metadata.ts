import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { VerificationError } from '../../base/errors.ts';
import type { Database, Tables } from '../../ports/metadata.ts';
import { rowsOf, tableNames } from '../projection.ts';
import type { Problems } from './problems.ts';
import type { LoggedStatement } from './statements.ts';

/** Compares every row of the metadata with what follows from the log. */
export async function auditMetadata(
  db: Database,
  statements: LoggedStatement[],
  problems: Problems,
): Promise<void> {
  const expected = statements.map(({ index, envelope, statement }) => rowsOf(index, envelope, statement));
  for (const table of tableNames) {
    const wanted = firstByKey(
      table,
      expected.flatMap((rows) => rows[table] as Record<string, Json>[]),
    );
    const stored = (await db.selectFrom(table).selectAll().execute()) as unknown as Record<string, Json>[];
    compare(table, wanted, stored, problems);
  }
}

/** What makes two rows the same, where the first one wins: only the first registration of bytes is a version. */
const uniqueBy: Partial<Record<keyof Tables, string[]>> = { steps: ['key'], versions: ['model', 'digest'] };

function firstByKey(table: keyof Tables, rows: Record<string, Json>[]): Record<string, Json>[] {
  const columns = uniqueBy[table];
  if (!columns) return rows;
  const first = new Map<string, Record<string, Json>>();
  for (const row of rows) {
    const key = columns.map((column) => row[column]).join('\n');
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

function compare(
  table: string,
  wanted: Record<string, Json>[],
  stored: Record<string, Json>[],
  problems: Problems,
): void {
  const have = new Map(stored.map((row) => [canonicalJson(row), row]));
  for (const row of wanted) {
    if (have.delete(canonicalJson(row))) continue;
    problems.add(
      differs(table, row, 'the row that follows from this entry of the log is missing or changed'),
    );
  }
  for (const row of have.values()) problems.add(differs(table, row, 'no entry of the log says this'));
}

function differs(table: string, row: Record<string, Json>, message: string): VerificationError {
  return new VerificationError(
    'metadata-differs',
    `metadata table ${table}, entry ${row.entry ?? row.idx}`,
    `${message}; delete metadata.sqlite to rebuild it from the log`,
  );
}
