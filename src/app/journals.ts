import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { asDigest, type Digest } from '../base/digest.ts';
import { verifyingKey } from '../evidence/keys.ts';
import type { Journal, Recorded } from '../lifecycle/journal.ts';
import { kinds, statementOf, stepStatement } from '../lifecycle/statements.ts';
import { type StepRecord, stepRecordSchema } from '../lifecycle/step-record.ts';
import type { PersonKey } from '../ports/identities.ts';
import type { Workspace } from './workspace.ts';

export interface Request {
  action: 'run' | 'deploy' | 'rollback';
  model: string;
  environment: string;
}

/** Logs the wish of a person, signed with the person's own key, and returns the digest of its envelope. */
export async function logRequest(workspace: Workspace, actor: PersonKey, request: Request): Promise<Digest> {
  const { ledger, platform } = workspace;
  const signer = { keyId: verifyingKey(actor.publicKey).keyId, sign: (data: Uint8Array) => actor.sign(data) };
  const predicate = { ...request, person: actor.person, policy: platform.digest, time: ledger.now() };
  const statement = statementOf(kinds.request, predicate, [
    { name: 'holdfast.yaml', digest: platform.digest },
  ]);
  const entry = await ledger.append(async () => ({ statement, signer }));
  if (!entry) throw new Error('a request is always logged');
  return entry.envelope;
}

/** Steps in the log: signed, and found again by their key. */
export function ledgerJournal(workspace: Workspace, actor: PersonKey, about: Request): Journal {
  const { ledger, ports } = workspace;
  let request: Promise<Digest> | undefined;
  const find = async (key: string): Promise<Recorded | undefined> => {
    const row = await ports.metadata.db
      .selectFrom('steps')
      .innerJoin('entries', 'entries.idx', 'steps.entry')
      .select(['steps.record', 'steps.entry', 'entries.envelope'])
      .where('steps.key', '=', key)
      .executeTakeFirst();
    return (
      row && {
        record: stepRecordSchema.parse(JSON.parse(row.record)),
        entry: row.entry,
        envelope: row.envelope,
      }
    );
  };
  return {
    find,
    request: () => (request ??= logRequest(workspace, actor, about)),
    async record(record, outcome) {
      const signed: StepRecord = { ...record, author: actor.person };
      const entry = await ledger.append(async (tx) => {
        const known = await tx
          .selectFrom('steps')
          .select('entry')
          .where('key', '=', record.key)
          .executeTakeFirst();
        if (known) return undefined;
        return { statement: stepStatement(signed, outcome), signer: await ledger.platformSigner() };
      });
      if (entry) return { record: signed, entry: entry.index, envelope: entry.envelope };
      const other = await find(record.key);
      if (!other) throw new Error('a step that is recorded is found');
      return other;
    },
  };
}

const nobody = asDigest(`sha256:${'0'.repeat(64)}`);

/** Steps of development runs: a file of this machine, unsigned, so that the second loop is quick. */
export function devJournal(path: string): Journal {
  const load = async (): Promise<Record<string, StepRecord>> => {
    const text = await readFile(path, 'utf8').catch(() => '{}');
    const parsed = z.record(z.string(), stepRecordSchema).safeParse(JSON.parse(text));
    // A cache that cannot be read is an empty one.
    return parsed.success ? parsed.data : {};
  };
  return {
    async find(key) {
      const record = (await load())[key];
      return record && { record };
    },
    request: async () => nobody,
    async record(record) {
      if (record.verdict === 'passed') {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(`${path}.new`, JSON.stringify({ ...(await load()), [record.key]: record }), {
          mode: 0o600,
        });
        await rename(`${path}.new`, path);
      }
      return { record };
    },
  };
}
