import { type Digest, digestFromHex, hexOf } from '../base/digest.ts';
import { VerificationError } from '../base/errors.ts';
import { type Checkpoint, openCheckpoint, signCheckpoint } from '../evidence/checkpoint.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { leafHash, MerkleTree } from '../evidence/merkle.ts';
import { formatProof } from '../evidence/proof.ts';
import { decodeEntries, entryTilePaths, entryTiles, hashTiles } from '../evidence/tiles.ts';
import type { KeyStore } from '../ports/keys.ts';
import type { LogFiles } from '../ports/log-files.ts';
import type { DatabaseTransaction, MetadataStore } from '../ports/metadata.ts';
import { logSigner } from './signers.ts';

export const checkpointPath = 'checkpoint';

/** Where a signed statement is kept, by the digest of its exact bytes. */
export const envelopePath = (envelope: Digest): string => `envelope/${hexOf(envelope)}.json`;

/** Offline proofs of entries that others ask for: one beside each deployed model. */
export const proofFolder = 'proof';
export const proofPath = (name: string): string => `${proofFolder}/${name}.tlog-proof`;

/** An entry of the log is the raw SHA-256 of its envelope. */
export const entryBytes = (envelope: Digest): Buffer => Buffer.from(hexOf(envelope), 'hex');

/** Writes the tiles and the checkpoint of what the metadata holds. Whatever was published before stays as it is. */
export class LogPublisher {
  readonly #log: LogFiles;
  readonly #metadata: MetadataStore;
  readonly #keys: KeyStore;
  readonly #origin: string;
  readonly #tree = new MerkleTree();
  readonly #entries: Buffer[] = [];

  constructor(ports: { log: LogFiles; metadata: MetadataStore; keys: KeyStore }, origin: string) {
    this.#log = ports.log;
    this.#metadata = ports.metadata;
    this.#keys = ports.keys;
    this.#origin = origin;
  }

  /** One publisher at a time, so that an older checkpoint never replaces a newer one. */
  async publish(): Promise<void> {
    await this.#metadata.exclusively((tx) => this.#publishIn(tx));
  }

  async #publishIn(tx: DatabaseTransaction): Promise<void> {
    const rows = await tx
      .selectFrom('entries')
      .select('envelope')
      .where('idx', '>=', this.#tree.size)
      .orderBy('idx')
      .execute();
    for (const { envelope } of rows) this.#add(entryBytes(envelope as Digest));
    const published = await this.#checkpoint();
    this.#refuseFork(published);
    const from = published?.size ?? 0;
    if (from === this.#tree.size) return;
    for (const { path, bytes } of entryTiles(this.#entries, from)) await this.#log.writeOnce(path, bytes);
    for (const { path, bytes } of hashTiles(this.#tree, from)) await this.#log.writeOnce(path, bytes);
    await this.#writeCheckpoint();
    await this.#dropPartials(from);
  }

  /** An offline proof that an entry is in the published log: https://c2sp.org/tlog-proof */
  async proof(index: number): Promise<Uint8Array> {
    return this.#metadata.exclusively(async (tx) => {
      await this.#publishIn(tx);
      const checkpoint = (await this.#log.get(checkpointPath)) ?? Buffer.alloc(0);
      return formatProof({ index, hashes: this.#tree.inclusionProof(index), checkpoint });
    });
  }

  /** The envelopes of entries that the published log has from an index on. */
  async publishedEntries(from: number): Promise<Digest[]> {
    const size = (await this.#checkpoint())?.size ?? 0;
    if (size <= from) return [];
    const entries: Digest[] = [];
    for (const { path, count } of entryTilePaths(size)) {
      const bytes = await this.#log.get(path);
      if (!bytes)
        throw new VerificationError(
          'log-inconsistent',
          path,
          'the checkpoint counts on it and it is missing',
        );
      entries.push(...decodeEntries(bytes, count, path).map((entry) => digestFromHex(entry.toString('hex'))));
    }
    return entries.slice(from);
  }

  #add(entry: Buffer): void {
    this.#entries.push(entry);
    this.#tree.append(leafHash(entry));
  }

  async #checkpoint(): Promise<Checkpoint | undefined> {
    const bytes = await this.#log.get(checkpointPath);
    return bytes && openCheckpoint(bytes, this.#origin, verifyingKey(await this.#keys.publicKey('log')));
  }

  /** A log only grows: what was published must be the beginning of what is there now. */
  #refuseFork(published: Checkpoint | undefined): void {
    if (!published) return;
    const same = published.size <= this.#tree.size && this.#tree.root(published.size).equals(published.root);
    if (same) return;
    throw new VerificationError(
      'log-inconsistent',
      checkpointPath,
      'the metadata does not continue the published log; delete metadata.sqlite to rebuild it from the log',
    );
  }

  /** A full tile replaces its partial ones, which the specification allows to go. */
  async #dropPartials(from: number): Promise<void> {
    for (const { path } of [...entryTiles(this.#entries, from), ...hashTiles(this.#tree, from)]) {
      if (path.includes('.p/')) continue;
      for (const partial of await this.#log.list(`${path}.p`)) await this.#log.remove(partial);
    }
  }

  async #writeCheckpoint(): Promise<void> {
    const checkpoint = { origin: this.#origin, size: this.#tree.size, root: this.#tree.root() };
    const key = verifyingKey(await this.#keys.publicKey('log'));
    await this.#log.replace(
      checkpointPath,
      await signCheckpoint(checkpoint, key, await logSigner(this.#keys)),
    );
  }
}
