import type { Clock } from '../base/clock.ts';
import { type Digest, digestOf } from '../base/digest.ts';
import { VerificationError } from '../base/errors.ts';
import { openEnvelope, signEnvelope } from '../evidence/dsse.ts';
import { type Signer, verifyingKey } from '../evidence/keys.ts';
import { validatePredicate } from '../evidence/predicates.ts';
import { parseStatement, type Statement, statementPayloadType } from '../evidence/statement.ts';
import type { PersonKey } from '../ports/identities.ts';
import type { KeyStore } from '../ports/keys.ts';
import type { LogFiles } from '../ports/log-files.ts';
import type { DatabaseTransaction, MetadataStore } from '../ports/metadata.ts';
import { envelopePath, LogPublisher, proofPath } from './log-publisher.ts';
import { insertRows, rowsOf } from './projection.ts';
import { platformSigner } from './signers.ts';
import { kinds, statementOf } from './statements.ts';

export interface LedgerPorts {
  log: LogFiles;
  metadata: MetadataStore;
  keys: KeyStore;
  clock: Clock;
}

/** A statement to be signed and logged. */
export interface Draft {
  statement: Statement;
  signer: Signer;
}

export interface Entry {
  index: number;
  envelope: Digest;
}

/**
 * Everything that happened, in order. An append is: the envelope on disk, then one transaction with the entry's place
 * and all rows that follow from it, then the published tiles and checkpoint. An interruption between them is mended
 * at the next open; nothing is acknowledged before all three.
 */
export class Ledger {
  readonly origin: string;
  readonly #ports: LedgerPorts;
  readonly #publisher: LogPublisher;

  private constructor(ports: LedgerPorts, origin: string) {
    this.origin = origin;
    this.#ports = ports;
    this.#publisher = new LogPublisher(ports, origin);
  }

  /** Opens the log of a platform; makes it, with its first entry, where there is none. */
  static async open(ports: LedgerPorts, platform: string): Promise<Ledger> {
    const ledger = new Ledger(ports, originOf(platform));
    await ports.metadata.exclusively((tx) => ledger.#recover(tx));
    await ledger.#publisher.publish();
    await ledger.append(async (tx) => ((await entryCount(tx)) > 0 ? undefined : ledger.#genesis()));
    return ledger;
  }

  /**
   * Logs what `make` returns. `make` runs alone, so what it reads is still true when the entry is there; it returns
   * undefined when there is nothing to add.
   */
  async append(make: (tx: DatabaseTransaction) => Promise<Draft | undefined>): Promise<Entry | undefined> {
    const entry = await this.#ports.metadata.exclusively(async (tx) => {
      const draft = await make(tx);
      return draft && this.#insert(tx, draft);
    });
    if (entry) await this.#publisher.publish();
    return entry;
  }

  /** Keeps a proof of an entry as a file that says so without the rest of the log: `proof/<name>.tlog-proof`. */
  async writeProof(index: number, name: string): Promise<void> {
    await this.#ports.log.replace(proofPath(name), await this.#publisher.proof(index));
  }

  /** Signed by the platform's key. */
  async platformSigner(): Promise<Signer> {
    return platformSigner(this.#ports.keys);
  }

  now(): string {
    return this.#ports.clock.now().toISOString();
  }

  /**
   * Ties a person to a key. A key that `holdfast.yaml` pins is the only one taken; else the first one that a person
   * uses here is remembered, and any other refused.
   * @param pinned SubjectPublicKeyInfo, DER in base64
   */
  async enrol(key: PersonKey, pinned: string | undefined): Promise<void> {
    const own = verifyingKey(key.publicKey);
    if (pinned !== undefined && verifyingKey(pemOfSpki(pinned)).keyId !== own.keyId) {
      throw new VerificationError(
        'signer-not-allowed',
        key.person,
        'the key on this machine is not the one that holdfast.yaml pins',
      );
    }
    await this.append(async (tx) => {
      const known = await tx
        .selectFrom('identities')
        .select('publicKey')
        .where('person', '=', key.person)
        .orderBy('entry', 'desc')
        .executeTakeFirst();
      if (known?.publicKey === own.pem) return undefined;
      if (known && pinned === undefined) {
        throw new VerificationError(
          'signer-not-allowed',
          key.person,
          'another key was enrolled for this person; pin the right one in holdfast.yaml under people',
        );
      }
      const predicate = {
        person: key.person,
        publicKey: own.pem,
        pinned: pinned !== undefined,
        time: this.now(),
      };
      const subject = [{ name: key.person, digest: digestOf(own.pem) }];
      return {
        statement: statementOf(kinds.enrolment, predicate, subject),
        signer: await this.platformSigner(),
      };
    });
  }

  async #genesis(): Promise<Draft> {
    const { keys } = this.#ports;
    const platform = verifyingKey(await keys.publicKey('platform'));
    const log = verifyingKey(await keys.publicKey('log'));
    const predicate = { origin: this.origin, platformKey: platform.pem, logKey: log.pem, time: this.now() };
    const subject = [
      { name: 'platform key', digest: digestOf(platform.pem) },
      { name: 'log key', digest: digestOf(log.pem) },
    ];
    return { statement: statementOf(kinds.genesis, predicate, subject), signer: await this.platformSigner() };
  }

  async #insert(tx: DatabaseTransaction, draft: Draft): Promise<Entry> {
    const payload = Buffer.from(JSON.stringify(draft.statement));
    // Nothing is logged that could not be read back.
    validatePredicate(parseStatement(payload));
    const bytes = await signEnvelope(statementPayloadType, payload, draft.signer);
    const envelope = digestOf(bytes);
    await this.#ports.log.writeOnce(envelopePath(envelope), bytes);
    const index = await entryCount(tx);
    await insertRows(tx, rowsOf(index, envelope, draft.statement));
    return { index, envelope };
  }

  /** Rows of entries that are published but not in the metadata: it was deleted, or comes from a backup. */
  async #recover(tx: DatabaseTransaction): Promise<void> {
    const have = await entryCount(tx);
    const published = await this.#publisher.publishedEntries(have);
    for (const [offset, envelope] of published.entries()) {
      const bytes = await this.#ports.log.get(envelopePath(envelope));
      if (!bytes || digestOf(bytes) !== envelope) {
        throw new VerificationError(
          'evidence-missing',
          envelopePath(envelope),
          'the log names this envelope and it is not there as it was',
        );
      }
      await insertRows(tx, rowsOf(have + offset, envelope, statementIn(bytes)));
    }
  }
}

/** The log's name: the first line of its checkpoints. */
export const originOf = (platform: string): string => `holdfast/${platform}`;

export async function entryCount(tx: DatabaseTransaction): Promise<number> {
  const { count } = await tx
    .selectFrom('entries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The statement of a stored envelope, without a look at its signature. */
export function statementIn(bytes: Uint8Array): Statement {
  return parseStatement(openEnvelope(bytes).payload);
}

export function pemOfSpki(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}
