import { createHash } from 'node:crypto';
import { InputError, VerificationError } from '../base/errors.ts';
import type { Signer, VerifyingKey } from './keys.ts';
import { type ModelSignature, schema, type as signatureType } from './predicates/model-signature.ts';
import { maxBundleBytes, openSignedBundle, signBundle } from './sigstore-bundle.ts';
import { parseStatement, type Statement, statementType } from './statement.ts';
import { objectionsOf } from './strict-json.ts';

// OpenSSF Model Signing v1.0: https://github.com/ossf/model-signing-spec, and its reference implementation:
// https://github.com/sigstore/model-transparency

/** One file of a model; `name` is its path with `/`, `sha256` in hexadecimal. */
export interface ModelFile {
  name: string;
  sha256: string;
}

/** By path parts, so that `a/b` stands before `a-b`, and by code points, as the reference implementation sorts. */
function byParts(a: ModelFile, b: ModelFile): number {
  const [left, right] = [a.name.split('/'), b.name.split('/')];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    // UTF-8 orders as code points do; JavaScript's own order of strings does not beyond U+FFFF.
    const order = Buffer.compare(Buffer.from(left[index] ?? ''), Buffer.from(right[index] ?? ''));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function digestOfListed(resources: ModelSignature['resources']): string {
  const hash = createHash('sha256');
  for (const { digest } of resources) hash.update(digest, 'hex');
  return hash.digest('hex');
}

function resourcesOf(files: ModelFile[]): ModelSignature['resources'] {
  const names = new Set(files.map(({ name }) => name));
  const wellFormed = files.every(({ name, sha256 }) => isPath(name) && /^[0-9a-f]{64}$/.test(sha256));
  if (names.size !== files.length || files.length === 0 || !wellFormed) {
    throw new TypeError("not the files of a model: relative paths, each once, with its file's SHA-256");
  }
  return files.toSorted(byParts).map(({ name, sha256 }) => ({ name, algorithm: 'sha256', digest: sha256 }));
}

/** Relative, with `/`, one text for one path. */
function isPath(name: string): boolean {
  const parts = name.split('/');
  return name.isWellFormed() && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** What the statement of these files is about: SHA-256 over their raw digests in signing order, in hexadecimal. */
export function modelManifestDigest(files: ModelFile[]): string {
  return digestOfListed(resourcesOf(files));
}

/**
 * Signs a model's files; the bundle goes beside the model as `model.sig`. Give every file but the bundle itself.
 * @param name of the model, informative
 * @param signer ECDSA on P-256, P-384 or P-521, which is what the reference implementation verifies
 * @throws InputError `too-many-model-files`; TypeError for names and digests that are none
 */
export async function signModel(name: string, files: ModelFile[], signer: Signer): Promise<Uint8Array> {
  const resources = resourcesOf(files);
  const statement: Statement<ModelSignature> = {
    _type: statementType,
    subject: [{ name, digest: { sha256: digestOfListed(resources) } }],
    predicateType: signatureType,
    predicate: {
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: [] },
      resources,
    },
  };
  const bundle = await signBundle(Buffer.from(JSON.stringify(statement)), signer);
  if (bundle.length <= maxBundleBytes) return bundle;
  throw new InputError({
    code: 'too-many-model-files',
    message: `the model ${name} has ${files.length} files, more than a signature of ${maxBundleBytes} bytes can list`,
    fix: 'pack the small files of the model into fewer, larger ones',
  });
}

/**
 * Holds the files that are there against a signature over all of them. Strict: every file signed, none missing, none
 * ignored.
 * @param files what is there, but for the bundle itself
 * @throws VerificationError `signature-invalid`, `statement-invalid`, or `model-files-differ` naming each file
 */
export function verifyModelBundle(
  bundle: Uint8Array,
  files: ModelFile[],
  keys: readonly VerifyingKey[],
  subject: string,
): void {
  const signed = new Map(signedFiles(bundle, keys, subject).map(({ name, digest }) => [name, digest]));
  const differences = files.flatMap(({ name, sha256 }) => {
    const digest = signed.get(name);
    signed.delete(name);
    if (digest === undefined) return [`${name} is not signed`];
    return digest === sha256 ? [] : [`${name} is not the file that was signed`];
  });
  differences.push(...[...signed.keys()].map((name) => `${name} is signed and missing`));
  if (differences.length === 0) return;
  throw new VerificationError('model-files-differ', subject, named(differences));
}

function named(differences: string[]): string {
  const shown = differences.slice(0, 20).join('; ');
  return differences.length > 20 ? `${shown}; and ${differences.length - 20} more` : shown;
}

function signedFiles(
  bytes: Uint8Array,
  keys: readonly VerifyingKey[],
  subject: string,
): ModelSignature['resources'] {
  const refuse = (why: string) =>
    new VerificationError('signature-invalid', subject, `the model's signature ${why}`);
  const opened = openSignedBundle(bytes, keys);
  if ('problem' in opened) throw refuse(opened.problem);
  const statement = parseStatement(opened.payload, subject);
  if (statement.predicateType !== signatureType) throw refuse(`is not of the type ${signatureType}`);
  const predicate = schema.safeParse(statement.predicate);
  if (!predicate.success) throw refuse(`has a predicate of another form: ${objectionsOf(predicate.error)}`);
  const { resources, serialization } = predicate.data;
  const objection = objectionTo(serialization) ?? inconsistency(statement, resources);
  if (objection !== undefined) throw refuse(objection);
  return resources;
}

/** What the reference implementation leaves out unless told otherwise. None of it is left out here. */
const defaultIgnores = new Set(['.git', '.gitignore', '.gitattributes', '.github', 'model.sig']);

/** The gate takes a signature over whole files alone, and none that passes over any file of the model. */
function objectionTo(serialization: ModelSignature['serialization']): string | undefined {
  if (serialization.method !== 'files') return `is over ${serialization.method}, not over files`;
  if (serialization.shard_size !== undefined) return 'states a size of shards for whole files';
  if (serialization.hash_type !== 'sha256') return 'is not over SHA-256';
  if (serialization.allow_symlinks) return 'allows symbolic links';
  const others = (serialization.ignore_paths ?? []).filter((path) => !defaultIgnores.has(path));
  return others.length > 0 ? `passes over ${others.slice(0, 5).join(', ')}` : undefined;
}

/** In the order that is listed: sorting again would hide that another order was signed. */
function inconsistency(statement: Statement, resources: ModelSignature['resources']): string | undefined {
  if (resources.some(({ algorithm, digest }) => algorithm !== 'sha256' || digest.length !== 64)) {
    return 'lists a digest that is no SHA-256';
  }
  if (new Set(resources.map(({ name }) => name)).size !== resources.length) return 'lists a file twice';
  const [subject, ...more] = statement.subject;
  const stands = more.length === 0 && subject?.digest.sha256 === digestOfListed(resources);
  return stands ? undefined : 'lists files that its subject does not stand for';
}
