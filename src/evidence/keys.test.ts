import { createPublicKey, ECDH, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyingKey, verifySignature } from './keys.ts';
import { codeOf, pemOf, testKey } from './testing/test-keys.ts';

const data = Buffer.from('what was signed');

describe.each(['P-256', 'P-384', 'P-521', 'Ed25519'] as const)('a key of %s', (kind) => {
  const { key, signer } = testKey(kind);

  it('verifies its own signatures and no others', async () => {
    const signature = await signer.sign(data);
    expect(verifySignature(key, data, signature)).toBe(true);
    expect(verifySignature(key, Buffer.from('something else'), signature)).toBe(false);
    expect(verifySignature(testKey(kind).key, data, signature)).toBe(false);
  });

  it('is the same key however its PEM is wrapped', () => {
    const body = key.pem.split('\n').slice(1, -2).join('');
    const unwrapped = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`;
    expect(verifyingKey(unwrapped)).toMatchObject({ keyId: key.keyId, pem: key.pem });
  });

  it('refuses signatures in any other form', async () => {
    const signature = Buffer.from(await signer.sign(data));
    const forms = [
      Buffer.alloc(0),
      signature.subarray(0, -1),
      Buffer.concat([signature, Buffer.alloc(1)]),
      Buffer.alloc(signature.length),
      Buffer.alloc(10_000, 0x30),
    ];
    expect(forms.map((form) => verifySignature(key, data, form))).toEqual(forms.map(() => false));
  });
});

describe('ECDSA signatures', () => {
  const { key, signer } = testKey('P-256');

  it('are DER, and only as DER writes them', async () => {
    const der = Buffer.from(await signer.sign(data));
    // SEQUENCE, length, INTEGER, length, r, INTEGER, length, s
    const [rEnd] = [4 + (der[3] ?? 0)];
    const [r, s] = [der.subarray(4, rEnd), der.subarray(rEnd + 2)];
    const plain = (integer: Buffer) => Buffer.concat([Buffer.alloc(32), integer]).subarray(-32);
    const raw = Buffer.concat([plain(r), plain(s)]);
    const padded = Buffer.concat([
      Buffer.from([0x30, der.length - 1, 0x02, r.length + 1, 0]),
      r,
      Buffer.from([0x02, s.length]),
      s,
    ]);
    const longLength = Buffer.concat([Buffer.from([0x30, 0x81, der.length - 2]), der.subarray(2)]);
    expect(verifySignature(key, data, der)).toBe(true);
    expect([raw, padded, longLength].map((form) => verifySignature(key, data, form))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('verifyingKey', () => {
  it('knows a compressed point as the same key', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = publicKey.export({ type: 'spki', format: 'der' });
    const point = ECDH.convertKey(der.subarray(-65), 'prime256v1', undefined, undefined, 'compressed');
    const header = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
    const compressed = createPublicKey({
      key: Buffer.concat([header, Buffer.from(point)]),
      format: 'der',
      type: 'spki',
    });
    expect(pemOf(compressed)).not.toBe(pemOf(publicKey));
    expect(verifyingKey(pemOf(compressed)).keyId).toBe(verifyingKey(pemOf(publicKey)).keyId);
  });

  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each([
    ['RSA', () => pemOf(rsa().publicKey)],
    ['secp256k1', () => pemOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey)],
    ['P-224', () => pemOf(generateKeyPairSync('ec', { namedCurve: 'P-224' }).publicKey)],
    ['Ed448', () => pemOf(generateKeyPairSync('ed448').publicKey)],
    ['X25519', () => pemOf(generateKeyPairSync('x25519').publicKey)],
    [
      'a private key',
      () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
    ['a certificate', () => '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
    ['text before it', () => `x\n${testKey('P-256').key.pem}`],
    ['damaged base64', () => testKey('P-256').key.pem.replace('MFkw', 'MFkx')],
    ['something long', () => `-----BEGIN PUBLIC KEY-----\n${'A'.repeat(10_000)}`],
    ['nothing', () => ''],
  ])('refuses %s', (_, pem) => {
    expect(codeOf(() => verifyingKey(pem()))).toBe('key-damaged');
  });
});
