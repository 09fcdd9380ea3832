import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pae } from './dsse.ts';
import { verifyingKey } from './keys.ts';
import { type ModelFile, modelManifestDigest, signModel, verifyModelBundle } from './model-signing.ts';
import type { ModelSignature } from './predicates/model-signature.ts';
import { changedBytes, codeOf, testKey } from './testing/test-keys.ts';

const { key, signer } = testKey('P-256');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const fileOf = (name: string): ModelFile => ({ name, sha256: sha256(name) });
const files = ['a-b', 'a/b', 'a/c/d', 'a.txt', 'model.onnx'].map(fileOf);

interface Opened {
  mediaType: string;
  verificationMaterial: Record<string, unknown>;
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
}
interface Signed {
  subject: { name: string; digest: { sha256: string } }[];
  predicate: ModelSignature;
}
const parse = (bundle: Uint8Array): Opened => JSON.parse(Buffer.from(bundle).toString());
const statementIn = (bundle: Uint8Array): Signed =>
  JSON.parse(Buffer.from(parse(bundle).dsseEnvelope.payload, 'base64').toString());
const verdict = (bundle: Uint8Array | string, there = files, keys = [key]) =>
  codeOf(() => verifyModelBundle(Buffer.from(bundle), there, keys, 'spam-filter'));

describe('a signed model', async () => {
  const bundle = await signModel('spam-filter', files, signer);

  it('has the shape of the reference implementation', () => {
    const { mediaType, verificationMaterial, dsseEnvelope } = parse(bundle);
    expect(mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(verificationMaterial).toEqual({ publicKey: { hint: sha256(key.pem) }, tlogEntries: [] });
    expect(dsseEnvelope).toMatchObject({
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ keyid: '' }],
    });
  });

  it('lists its files by the parts of their paths, and is about their digests in that order', () => {
    const { subject, predicate } = statementIn(bundle);
    expect(predicate.resources.map(({ name }) => name)).toEqual([
      'a/b',
      'a/c/d',
      'a-b',
      'a.txt',
      'model.onnx',
    ]);
    const digests = Buffer.concat(predicate.resources.map(({ digest }) => Buffer.from(digest, 'hex')));
    const whole = createHash('sha256').update(digests).digest('hex');
    expect(subject).toEqual([{ name: 'spam-filter', digest: { sha256: whole } }]);
    expect(modelManifestDigest(files.toReversed())).toBe(whole);
  });

  it('orders names as Python does, by code points', async () => {
    const [astral, high] = ['\u{1f600}', '\uffee'];
    expect(astral < high).toBe(true);
    const signed = await signModel('m', [fileOf(astral), fileOf(high)], signer);
    expect(statementIn(signed).predicate.resources.map(({ name }) => name)).toEqual([high, astral]);
  });

  it.each(['P-256', 'P-384', 'P-521'] as const)(
    'verifies with a key of %s, in any order of files',
    async (kind) => {
      const other = testKey(kind);
      const signed = await signModel('m', files, other.signer);
      expect(verdict(signed, files.toReversed(), [key, other.key])).toBeUndefined();
    },
  );

  it('is refused with any byte changed', () => {
    const passed = [...changedBytes(bundle)].filter(({ bytes }) => verdict(bytes) === undefined);
    expect(passed.map(({ at }) => at)).toEqual([]);
  });

  it('by nobody who is trusted is refused', () => {
    expect(verdict(bundle, files, [])).toBe('signature-invalid');
    expect(verdict(bundle, files, [testKey('P-256').key])).toBe('signature-invalid');
    expect(verdict(bundle, files, [{ ...testKey('P-256').key, keyId: key.keyId }])).toBe('signature-invalid');
  });

  it('names every file that differs', () => {
    const there = [...files.slice(1), fileOf('b.pkl')].map((file) =>
      file.name === 'a.txt' ? { ...file, sha256: sha256('other') } : file,
    );
    expect(() => verifyModelBundle(bundle, there, [key], 'spam-filter')).toThrow(
      'spam-filter: a.txt is not the file that was signed; b.pkl is not signed; a-b is signed and missing (model-files-differ)',
    );
  });

  it('is refused when the files are not exactly those', () => {
    const name = fc.constantFrom('a-b', 'a/b', 'a/c/d', 'a.txt', 'model.onnx', 'x', '__proto__', 'A.txt');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 7 }), (chosen) => {
        const there = chosen.map(([of, same]) => (same ? fileOf(of) : { name: of, sha256: sha256('other') }));
        const exact = JSON.stringify(there.toSorted(byName)) === JSON.stringify(files.toSorted(byName));
        expect(verdict(bundle, there)).toBe(exact ? undefined : 'model-files-differ');
      }),
    );
  });

  it.each([
    ['no files', []],
    ['a file twice', [fileOf('a'), fileOf('a')]],
    ['a path upwards', [fileOf('a/../../b')]],
    ['an absolute path', [fileOf('/etc/passwd')]],
    ['an empty part', [fileOf('a//b')]],
    ['a digest that is none', [{ name: 'a', sha256: 'ab' }]],
  ])('is not signed with %s', async (_, bad) => {
    await expect(signModel('m', bad, signer)).rejects.toThrow(TypeError);
  });
});

const byName = (a: ModelFile, b: ModelFile) => (a.name < b.name ? -1 : 1);

describe('a signature of somebody else', async () => {
  const good = statementIn(await signModel('spam-filter', files, signer));
  const resources = good.predicate.resources;

  async function signed(change: (statement: Signed) => unknown): Promise<string> {
    const payload = Buffer.from(JSON.stringify(change(structuredClone(good))));
    const sig = Buffer.from(await signer.sign(pae('application/vnd.in-toto+json', payload))).toString(
      'base64',
    );
    const bundle = parse(await signModel('spam-filter', files, signer));
    Object.assign(bundle.dsseEnvelope, {
      payload: payload.toString('base64'),
      signatures: [{ sig, keyid: '' }],
    });
    return JSON.stringify(bundle);
  }
  const serialized = (change: object) => (statement: Signed) => ({
    ...statement,
    predicate: { ...statement.predicate, serialization: { ...statement.predicate.serialization, ...change } },
  });
  const listed = (list: ModelSignature['resources']) => (statement: Signed) => ({
    ...statement,
    subject: [{ name: 'm', digest: { sha256: manifest(list) } }],
    predicate: { ...statement.predicate, resources: list },
  });
  const manifest = (list: ModelSignature['resources']) =>
    createHash('sha256')
      .update(Buffer.concat(list.map(({ digest }) => Buffer.from(digest, 'hex'))))
      .digest('hex');

  it('may list its files in another order, and pass over what is passed over by default', async () => {
    expect(await signed(listed(resources.toReversed())).then((bundle) => verdict(bundle))).toBeUndefined();
    const ignores = { ignore_paths: ['model.sig', '.git', '.gitattributes', '.github', '.gitignore'] };
    const bundle = await signed(serialized(ignores));
    expect(verdict(bundle)).toBeUndefined();
    expect(verdict(bundle, [...files, fileOf('.git/config')])).toBe('model-files-differ');
    expect(verdict(bundle, [...files, fileOf('model.sig')])).toBe('model-files-differ');
  });

  it.each([
    ['passes over a file', serialized({ ignore_paths: ['b.pkl'] })],
    ['passes over a folder of the model', serialized({ ignore_paths: ['a'] })],
    ['passes over everything', serialized({ ignore_paths: ['.'] })],
    [
      'is over shards',
      serialized({ method: 'shards', hash_type: 'sha256-sharded-1000000000', shard_size: 1e9 }),
    ],
    ['has a shard size', serialized({ shard_size: 1e9 })],
    ['is over another hash', serialized({ hash_type: 'blake2b' })],
    ['allows links', serialized({ allow_symlinks: true })],
    ['lists a file twice', listed([...resources, ...resources.slice(0, 1)])],
    ['lists another algorithm', listed(resources.map((resource) => ({ ...resource, algorithm: 'blake2b' })))],
    ['lists longer digests', listed(resources.map((resource) => ({ ...resource, digest: 'ab'.repeat(64) })))],
    ['lists nothing', listed([])],
    [
      'stands for other files',
      (statement: Signed) => ({
        ...statement,
        predicate: { ...statement.predicate, resources: resources.toReversed() },
      }),
    ],
    [
      'has two subjects',
      (statement: Signed) => ({ ...statement, subject: [...statement.subject, ...statement.subject] }),
    ],
    [
      'says something else',
      (statement: Signed) => ({ ...statement, predicateType: 'https://slsa.dev/provenance/v1' }),
    ],
  ])('is refused when it %s', async (_, change) => {
    expect(verdict(await signed(change))).toBe('signature-invalid');
  });

  it('is refused when its payload is no strict statement', async () => {
    expect(verdict(await signed(() => ({})))).toBe('statement-invalid');
    expect(verdict(await signed(() => null))).toBe('statement-invalid');
  });
});

describe('a bundle', async () => {
  const text = Buffer.from(await signModel('spam-filter', files, signer)).toString();
  const { signatures } = parse(Buffer.from(text)).dsseEnvelope;
  const signature = JSON.stringify(signatures[0]);

  it('may have white space, as other programs write it', () => {
    expect(verdict(JSON.stringify(JSON.parse(text), undefined, 2))).toBeUndefined();
  });

  it.each([
    ['a key twice', text.replace('{', '{"mediaType":"x",')],
    ['__proto__', text.replace('{', '{"__proto__":{},')],
    ['an unknown field', text.replace('{', '{"x":1,')],
    ['another version', text.replace('v0.3', 'v0.2')],
    ['another payload type', text.replace('application/vnd.in-toto+json', 'application/json')],
    ['two signatures', text.replace(signature, `${signature},${signature}`)],
    ['no signature', text.replace(signature, '')],
    ['an entry of a log', text.replace('"tlogEntries":[]', '"tlogEntries":[{}]')],
    ['a certificate', text.replace('"publicKey"', '"x509CertificateChain"')],
    [
      'two ways to name the key',
      text.replace('"publicKey":{', '"publicKey":{"rawBytes":"","keyDetails":"",'),
    ],
    ['URL-safe base64', text.replaceAll(/"payload":"([^"]*)"/g, (_, it) => `"payload":"-_${it.slice(2)}"`)],
    ['depth', '['.repeat(1_000_000)],
    ['nothing', ''],
    ['17 MB', `"${'x'.repeat(17 * 1024 * 1024)}"`],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(verdict(changed)).toBe('signature-invalid');
  });
});

// Keys, digests and signatures of the reference implementation's own test models, Apache-2.0:
// https://github.com/sigstore/model-transparency/tree/main/scripts/tests (v1.0.1-elliptic-key, v1.1.0-elliptic-key)
describe('signatures of the reference implementation', () => {
  const pem = `-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEsu6rZGBTjxtvRWPMixT+3HyndV0J0Ybt
aHZUcO4DEK+OJHO/4e32bb/fbJKSpRgcBsIpKLcVijUomyFOERbd7u+BTPSUjGZD
Qq6J7lTvp/EAXQGOKxW9RP0MGX3qAkvi
-----END PUBLIC KEY-----
`;
  const reference = verifyingKey(pem);
  const one = {
    name: 'signme-1',
    sha256: 'bc9a717db6064a32cbe9eae6fc40651dd6d36ef1757183f590eff2b1765d7ebc',
  };
  const two = {
    name: 'signme-2',
    sha256: '32dcb1f8e1ae52d5963e56a6ba06ab58b424c15ed2a6b70d2feca1d089370028',
  };
  const manifest = '92745110b1ab4368471cbe31664e10174e954b113a3df333db860317b2c6dec4';

  const bundleOf = (publicKey: object, name: string, predicate: object, signature: object) => {
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name, digest: { sha256: manifest } }],
      predicateType: 'https://model_signing/signature/v1.0',
      predicate,
    };
    const payload = Buffer.from(JSON.stringify(statement, undefined, 2)).toString('base64');
    return JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey },
      dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures: [signature] },
    });
  };

  const older = bundleOf(
    { rawBytes: Buffer.from(pem).toString('base64'), keyDetails: 'PKIX_ECDSA_P384_SHA_384' },
    'v1.0.1-elliptic-key',
    {
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false },
      resources: [one, two].map((file) => ({ algorithm: 'sha256', digest: file.sha256, name: file.name })),
    },
    {
      sig: 'MGUCMCY+xSOJ/caTdPTtCWQG+viwGMeGG4d1qXtwTRGreznTUjBoF6VLUkEj5GVD12gzMQIxAMJuAUgM4jpxys+lFerUvsUFUo4dwHenn280aUAbFSbHiK7casRq/MZw1M44l+/rYQ==',
      keyid: null,
    },
  );
  const newer = bundleOf(
    { hint: 'e8450dec4eb99dae995da9af1bc2cc9f76ed669ee2e744f57abba763df3e3f8e' },
    'v1.1.0-elliptic-key',
    {
      resources: [one, two].map((file) => ({ algorithm: 'sha256', name: file.name, digest: file.sha256 })),
      serialization: {
        allow_symlinks: false,
        method: 'files',
        hash_type: 'sha256',
        ignore_paths: ['.git', 'model.sig', 'ignore-me', '.gitattributes', '.gitignore', '.github'],
      },
    },
    {
      sig: 'MGUCMQCVqSw64cBnPHqbyadq+OIgwQSg7WW8Mztp3dJ++atQsxzbtwafJJ164u7WEXmx5hECMBSiShuN7OTLec6wLXpHUjFIQA/hhiBCjSzM9Q2cIUZpDmv+tWs1AkNxstJDbNl0lQ==',
      keyid: '',
    },
  );

  it('are about the digest that we compute', () => {
    expect(modelManifestDigest([two, one])).toBe(manifest);
  });

  it('verify, of version 1.0.1', () => {
    expect(verdict(older, [one, two], [key, reference])).toBeUndefined();
    expect(verdict(older, [one], [reference])).toBe('model-files-differ');
    expect(verdict(older, [one, two], [key])).toBe('signature-invalid');
  });

  it('hold, of version 1.1.0, but are refused for the file that they pass over', () => {
    expect(() => verifyModelBundle(Buffer.from(newer), [one, two], [reference], 'm')).toThrow(
      'passes over ignore-me',
    );
  });
});
