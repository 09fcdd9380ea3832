import type { Digest } from '../base/digest.ts';
import { InputError } from '../base/errors.ts';
import type { Statement } from '../evidence/statement.ts';
import { statementIn } from '../lifecycle/ledger.ts';
import { envelopePath } from '../lifecycle/log-publisher.ts';
import type { Workspace } from './workspace.ts';

export interface LogRow {
  index: number;
  time: string;
  kind: string;
  /** What the statement is about, with the start of its digest. */
  subject: string;
}

export async function listLog(
  workspace: Workspace,
  last: string,
): Promise<{ entries: LogRow[]; checkpoint: string }> {
  const rows = await workspace.ports.metadata.db
    .selectFrom('entries')
    .selectAll()
    .orderBy('idx', 'desc')
    .limit(whole(last, '--last'))
    .execute();
  const entries = [];
  for (const row of rows.reverse()) {
    const statement = await readStatement(workspace, row.envelope as Digest);
    const subject = statement.subject
      .map(({ name, digest }) => `${name} ${digest.sha256.slice(0, 12)}`)
      .join(', ');
    entries.push({ index: row.idx, time: row.time, kind: row.kind, subject });
  }
  const checkpoint = await workspace.ports.log.get('checkpoint');
  return { entries, checkpoint: Buffer.from(checkpoint ?? []).toString('utf8') };
}

export async function showEntry(workspace: Workspace, index: string) {
  const row = await workspace.ports.metadata.db
    .selectFrom('entries')
    .selectAll()
    .where('idx', '=', whole(index, 'index'))
    .executeTakeFirst();
  if (!row)
    throw new InputError({
      code: 'unknown-entry',
      message: `the log has no entry ${index}`,
      fix: 'see `holdfast log`',
    });
  const statement = await readStatement(workspace, row.envelope as Digest);
  return { index: row.idx, time: row.time, kind: row.kind, envelope: row.envelope, statement };
}

async function readStatement({ ports }: Workspace, envelope: Digest): Promise<Statement> {
  const bytes = await ports.log.get(envelopePath(envelope));
  if (!bytes)
    throw new InputError({
      code: 'envelope-missing',
      message: `${envelopePath(envelope)} is missing`,
      fix: 'run `holdfast audit verify`',
    });
  return statementIn(bytes);
}

function whole(text: string, name: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError({
    code: 'not-a-number',
    message: `${name} is ${JSON.stringify(text)}`,
    fix: 'give a whole number',
  });
}
