import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../base/canonical-json.ts';
import type { Clock } from '../../../base/clock.ts';
import { VerificationError } from '../../../base/errors.ts';
import { asDataKeyName, type DataKeyName } from '../../../ports/keys.ts';
import type { DataFolder } from './data-folder.ts';
import { exactJson, parseExactJson } from './exact-json.ts';
import { NotPlainError } from './file-errors.ts';

const folder = 'keys/data';
const maxBytes = 4096;
// A data key's name has no dot, so a file can never be taken for the folder of a longer name.
const fileForm = /^keys\/data\/(.+)\.(key|destroyed)$/;

/** Base64 with no spare bits set, so that the text has no second form. */
function base64(length: number) {
  return z.string().refine((text) => {
    const bytes = Buffer.from(text, 'base64');
    return bytes.length === length && bytes.toString('base64') === text;
  });
}

const wrappedShape = z.strictObject({
  format: z.literal('holdfast-data-key-v1'),
  name: z.string(),
  created: z.iso.datetime(),
  nonce: base64(12),
  wrapped: base64(32),
  tag: base64(16),
});
type Wrapped = z.infer<typeof wrappedShape>;
type Head = Pick<Wrapped, 'format' | 'name' | 'created'>;

const keyPath = (name: DataKeyName) => `${folder}/${name}.key`;
const tombstonePath = (name: DataKeyName) => `${folder}/${name}.destroyed`;

function context({ format, name, created }: Head): Buffer {
  return Buffer.from(canonicalJson({ format, name, created }));
}

function wrap(key: Buffer, head: Head, wrapping: Buffer): Wrapped {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(context(head));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]).toString('base64');
  const tag = cipher.getAuthTag().toString('base64');
  return { ...head, nonce: nonce.toString('base64'), wrapped, tag };
}

function unwrap(file: Wrapped, wrapping: Buffer): Buffer | undefined {
  const nonce = Buffer.from(file.nonce, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, nonce, { authTagLength: 16 });
  decipher.setAAD(context(file));
  decipher.setAuthTag(Buffer.from(file.tag, 'base64'));
  const plain = decipher.update(Buffer.from(file.wrapped, 'base64'));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/**
 * One small file for each data key, wrapped under the keystore's wrapping key with the name bound to it; when it is
 * destroyed, a tombstone beside it. The tombstone is written first and always wins, so a crash between the two
 * leaves a key that is reported as erased, and `finishDestroying` removes its file.
 */
export class DataKeys {
  readonly #data: DataFolder;
  readonly #clock: Clock;

  constructor(data: DataFolder, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  async get(name: DataKeyName, wrapping: Buffer): Promise<Buffer | undefined> {
    const bytes = await this.#read(keyPath(name), name);
    // After the key: whoever destroys it writes the tombstone before the key goes.
    await this.#refuseDestroyed(name);
    if (bytes === undefined) return undefined;
    const file = parseExactJson(bytes, wrappedShape);
    const key = file?.name === name ? unwrap(file, wrapping) : undefined;
    if (key !== undefined) return key;
    const message = `its file ${this.#data.path(keyPath(name))} does not unwrap; restore it from a backup`;
    throw new VerificationError('key-damaged', name, message);
  }

  /** The key; a new one when there is none. Of two processes that make it at once, both get the same. */
  async getOrCreate(name: DataKeyName, wrapping: Buffer): Promise<Buffer> {
    const known = await this.get(name, wrapping);
    if (known !== undefined) return known;
    const head: Head = { format: 'holdfast-data-key-v1', name, created: this.#clock.now().toISOString() };
    await this.#data.create(keyPath(name), exactJson(wrap(randomBytes(32), head, wrapping)));
    try {
      const key = await this.get(name, wrapping);
      if (key !== undefined) return key;
    } catch (error) {
      // Destroyed while we made it: the one who destroyed it may have looked before it was there.
      if (await this.isDestroyed(name)) await this.#data.shred(keyPath(name));
      throw error;
    }
    throw new VerificationError('artifact-missing', name, 'the data key went away while it was made');
  }

  async destroy(name: DataKeyName): Promise<void> {
    const exists = (await this.#read(keyPath(name), name)) !== undefined;
    const destroyed = await this.isDestroyed(name);
    if (!exists && !destroyed) {
      throw new VerificationError('artifact-missing', name, 'there is no such data key to destroy');
    }
    const tombstone = { format: 'holdfast-tombstone-v1', name, destroyed: this.#clock.now().toISOString() };
    if (!destroyed) await this.#data.create(tombstonePath(name), exactJson(tombstone));
    await this.#data.shred(keyPath(name));
  }

  /** Whatever stands at the tombstone's name counts: a damaged one must not bring the key back. */
  async isDestroyed(name: DataKeyName): Promise<boolean> {
    try {
      return (await this.#data.read(tombstonePath(name), maxBytes)) !== undefined;
    } catch (error) {
      if (error instanceof NotPlainError) return true;
      throw error;
    }
  }

  async list(): Promise<{ name: DataKeyName; destroyed: boolean }[]> {
    const found = new Map<DataKeyName, boolean>();
    for await (const { path } of this.#data.walk(folder)) {
      const [, text, kind] = fileForm.exec(path) ?? [];
      const name = text === undefined ? undefined : nameOf(text);
      if (name !== undefined) found.set(name, found.get(name) === true || kind === 'destroyed');
    }
    const names = [...found].sort(([left], [right]) => (left < right ? -1 : 1));
    return names.map(([name, destroyed]) => ({ name, destroyed }));
  }

  /** Completes what a crash in the middle of `destroy` left. */
  async finishDestroying(): Promise<void> {
    for (const { name, destroyed } of await this.list()) {
      if (destroyed) await this.#data.shred(keyPath(name));
    }
  }

  async #refuseDestroyed(name: DataKeyName): Promise<void> {
    if (!(await this.isDestroyed(name))) return;
    throw new VerificationError(
      'data-erased',
      name,
      'its data key was destroyed, and with it what it encrypted',
    );
  }

  async #read(path: string, name: DataKeyName): Promise<Buffer | undefined> {
    try {
      return await this.#data.read(path, maxBytes);
    } catch (error) {
      if (!(error instanceof NotPlainError)) throw error;
      throw new VerificationError('key-damaged', name, error.message, { cause: error });
    }
  }
}

function nameOf(text: string): DataKeyName | undefined {
  try {
    return asDataKeyName(text);
  } catch {
    return undefined;
  }
}
