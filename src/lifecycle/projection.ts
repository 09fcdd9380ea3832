import type { Json } from '../base/canonical-json.ts';
import type { Digest } from '../base/digest.ts';
import type { Statement } from '../evidence/statement.ts';
import type { DatabaseTransaction, Tables } from '../ports/metadata.ts';
import { type StepRecord, stepRecordOf } from './step-record.ts';

export type Rows = { [Table in keyof Tables]: Tables[Table][] };

export const tableNames = ['entries', 'steps', 'versions', 'decisions', 'deployments', 'identities'] as const;

/**
 * The rows that follow from one entry of the log, and from nothing else: what is written when it is appended, what a
 * rebuild writes again, and what an audit compares with.
 */
export function rowsOf(entry: number, envelope: Digest, statement: Statement): Rows {
  const rows: Rows = { entries: [], steps: [], versions: [], decisions: [], deployments: [], identities: [] };
  const predicate = statement.predicate as Record<string, Json>;
  const record = stepRecordOf(predicate);
  rows.entries.push({
    idx: entry,
    envelope,
    kind: kindOf(statement, record),
    time: timeOf(predicate, record),
  });
  if (record) addStep(rows, entry, record);
  else addPredicate(rows, entry, statement, predicate);
  return rows;
}

/** `step:train`, `decision`, `genesis`, …: what the log's listing calls an entry. */
export function kindOf(statement: Statement, record: StepRecord | undefined): string {
  if (record) return `step:${record.step}`;
  const own = /^urn:holdfast:predicate:([a-z-]+):v\d+$/.exec(statement.predicateType);
  if (own?.[1]) return own[1];
  return statement.predicateType === 'https://slsa.dev/verification_summary/v1' ? 'deployment' : 'other';
}

function timeOf(predicate: Record<string, Json>, record: StepRecord | undefined): string {
  const time = record?.finishedOn ?? predicate.time ?? predicate.timeVerified;
  return typeof time === 'string' ? time : '';
}

function addStep(rows: Rows, entry: number, record: StepRecord): void {
  const { key, step, model, dataset, author } = record;
  // A failed gate is in the log; only what passed can be reused.
  if (record.verdict !== 'passed') return;
  rows.steps.push({ entry, key, step, model, dataset, record: JSON.stringify(record) });
  const registered = record.inputs.model;
  if (step === 'register' && registered) {
    rows.versions.push({ entry, model, digest: registered.digest, author });
  }
}

function addPredicate(
  rows: Rows,
  entry: number,
  statement: Statement,
  predicate: Record<string, Json>,
): void {
  const text = (name: string): string => (typeof predicate[name] === 'string' ? predicate[name] : '');
  const subject = `sha256:${statement.subject[0]?.digest.sha256 ?? ''}`;
  switch (kindOf(statement, undefined)) {
    case 'decision':
      rows.decisions.push({
        entry,
        model: text('model'),
        digest: subject,
        person: text('person'),
        decision: text('decision'),
      });
      return;
    case 'deployment': {
      const { environment, model } = deploymentOf(predicate);
      rows.deployments.push({ entry, environment, model, digest: subject });
      return;
    }
    case 'enrolment':
      rows.identities.push({ entry, person: text('person'), publicKey: text('publicKey') });
      return;
    default:
  }
}

/** Where a deployment's statement says what it made of it: an extension of SLSA's verification summary. */
function deploymentOf(predicate: Record<string, Json>): { environment: string; model: string } {
  const about = predicate.holdfast_deployment as Record<string, Json> | undefined;
  return { environment: String(about?.environment ?? ''), model: String(about?.model ?? '') };
}

/** Of registrations of the same bytes only the first makes a version. */
export async function insertRows(tx: DatabaseTransaction, rows: Rows): Promise<void> {
  for (const table of tableNames) {
    for (const row of rows[table]) {
      const insert = tx.insertInto(table).values(row as never);
      // A clash of entries would be a fork: it must not pass unseen.
      await (table === 'entries' ? insert : insert.onConflict((conflict) => conflict.doNothing())).execute();
    }
  }
}
