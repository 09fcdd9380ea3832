import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VerificationError } from '../base/errors.ts';
import { maxEnvelopeBytes, openEnvelope, pae, signEnvelope, verifyEnvelope } from './dsse.ts';
import { statementPayloadType } from './statement.ts';
import { changedBytes, codeOf, ed25519Key, testKey } from './testing/test-keys.ts';

const { key, signer } = testKey('P-256');
const payload = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');

describe('pre-authentication encoding', () => {
  // https://github.com/secure-systems-lab/dsse/blob/master/protocol.md#test-vectors
  it("is the protocol's example, whose signature holds", () => {
    const signed = pae('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(signed.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    const number = (decimal: string) =>
      Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: number('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
      y: number('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
    };
    // The example has r and s side by side; Holdfast's signatures are DER.
    const example = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
    const sig = 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==';
    expect(verify('sha256', signed, example, Buffer.from(sig, 'base64'))).toBe(true);
  });

  it('counts bytes, not characters', () => {
    expect(pae('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü');
  });

  it('is one text for one pair', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (type, body, otherType, otherBody) => {
        const same = type === otherType && body === otherBody;
        expect(pae(type, Buffer.from(body)).equals(pae(otherType, Buffer.from(otherBody)))).toBe(same);
      }),
    );
  });
});

describe('an envelope', async () => {
  const bytes = await signEnvelope(statementPayloadType, payload, signer);

  it('gives back what was signed, and by whom', () => {
    expect(verifyEnvelope(bytes, [testKey('Ed25519').key, key])).toMatchObject({ payload, signer: key });
  });

  it('is the same bytes for the same payload and signature', async () => {
    const fixed = { keyId: signer.keyId, sign: async () => Buffer.from([1, 2, 3]) };
    const [one, two] = [await signEnvelope('t', payload, fixed), await signEnvelope('t', payload, fixed)];
    expect(Buffer.from(one).equals(two)).toBe(true);
  });

  it('is refused with any byte changed', () => {
    const passed = [...changedBytes(bytes)].filter(
      ({ bytes: changed }) => codeOf(() => verifyEnvelope(changed, [key])) === undefined,
    );
    expect(passed.map(({ at }) => at)).toEqual([]);
  });

  it('is refused at any other length', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => openEnvelope(bytes.slice(0, length)))).toBe('envelope-malformed');
    }
    expect(codeOf(() => openEnvelope(Buffer.concat([bytes, Buffer.from('\n')])))).toBe('envelope-malformed');
  });

  it('of another key or another type is not taken', async () => {
    expect(codeOf(() => verifyEnvelope(bytes, [testKey('P-256').key]))).toBe('signature-invalid');
    expect(codeOf(() => verifyEnvelope(bytes, []))).toBe('signature-invalid');
    const other = await signEnvelope('application/json', payload, signer);
    expect(codeOf(() => verifyEnvelope(other, [key]))).toBe('statement-invalid');
    expect(verifyEnvelope(other, [key], 'other', 'application/json').payload).toEqual(payload);
  });

  it("under another key's id is not taken: the id only says which key to try", () => {
    const impostor = { ...testKey('P-256').key, keyId: key.keyId };
    expect(codeOf(() => verifyEnvelope(bytes, [impostor]))).toBe('signature-invalid');
  });

  it('too large to be read is not written', async () => {
    const large = Buffer.alloc(maxEnvelopeBytes);
    await expect(signEnvelope('t', large, signer)).rejects.toThrow(VerificationError);
  });

  // A fixed signature: one at random has no `+` or `/` once in some twenty times.
  const fixed = { keyId: signer.keyId, sign: async () => Buffer.from('+/'.repeat(48), 'base64') };
  const text = Buffer.from(await signEnvelope(statementPayloadType, payload, fixed)).toString();
  const signature = text.slice(text.indexOf('[{') + 1, -2);
  const rewritten: [string, string][] = [
    ['white space', text.replace(':', ': ')],
    [
      'fields in another order',
      `{${text.slice(text.indexOf('"payload"'), text.indexOf(',"signatures"'))},"payloadType":"t","signatures":[${signature}]}`,
    ],
    ['an escape that means the same', text.replace('application/', 'application\\/')],
    ['an unknown field', text.replace('{', '{"x":1,')],
    ['a key twice', text.replace('{', '{"payloadType":"t",')],
    ['__proto__', text.replace('{', '{"__proto__":null,')],
    ['URL-safe base64', text.replaceAll('+/', '-_')],
    ['base64 without padding', text.replace('=="', '"').replace('="', '"')],
    [
      'base64 with spare bits',
      text.replace(/(?<="payload":"[^"]*)Q==?(?=")/, (end) => end.replace('Q', 'R')),
    ],
    ['white space in base64', text.replace('"payload":"', '"payload":" ')],
    ['two signatures', text.replace(signature, `${signature},${signature}`)],
    ['no signature', text.replace(signature, '')],
    ['no type', text.replace(statementPayloadType, '')],
    ['a number as payload', text.replace(/"payload":"[^"]*"/, '"payload":1')],
    ['a list', `[${text}]`],
    ['depth', `${'['.repeat(100_000)}`],
    ['null', 'null'],
    ['a megabyte', `"${'x'.repeat(maxEnvelopeBytes)}"`],
  ];
  it.each(rewritten)('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(codeOf(() => openEnvelope(Buffer.from(changed)))).toBe('envelope-malformed');
  });

  it('is not taken in bytes that only read the same', () => {
    const broken = Buffer.from(text.replace(statementPayloadType, '\ufffd'));
    expect(codeOf(() => openEnvelope(broken))).toBeUndefined();
    const at = broken.indexOf('\ufffd');
    // A cut-off character of four bytes reads as U+FFFD and is as long.
    broken.set([0xf0, 0x9f, 0x98], at);
    expect(codeOf(() => openEnvelope(broken))).toBe('envelope-malformed');
  });
});

describe('signatures of others', () => {
  // https://github.com/secure-systems-lab/dsse/blob/82043adf/testvectors/vectors.json: key A is that of RFC 8032, 7.1
  const keyA = ed25519Key(
    Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'),
  );
  const envelope = (
    payloadType: string,
    sig: string,
    body = 'eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==',
  ) => Buffer.from(JSON.stringify({ payloadType, payload: body, signatures: [{ keyid: keyA.keyId, sig }] }));
  const single = '2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA==';
  const nonAscii = 'xmSk/ug66ysT7ayhkCIjhAq42zgZXSsEWuzUaNL7w2eGAdF/NU6/fRXPtmfN+5DNSAs5/i2lUnHjbbjPsu0tAw==';
  const empty = 'gSggCAaTLTYyRH6FIDBem6meyIynsYy8RTHVzwx9tnTb7Bg/1jMWnuVgI/gffqmbsC2VX5/jHfkkDqsj7CDbDg==';

  it('hold where the vectors say so', () => {
    expect(verifyEnvelope(envelope(statementPayloadType, single), [keyA]).signer).toBe(keyA);
    const type = 'application/vnd.exämple+json';
    expect(verifyEnvelope(envelope(type, nonAscii), [keyA], 'vector', type).signer).toBe(keyA);
    expect(verifyEnvelope(envelope(statementPayloadType, empty, ''), [keyA]).payload).toHaveLength(0);
  });

  it('do not hold under another type', () => {
    const swapped = envelope('application/vnd.example.other+json', single);
    expect(codeOf(() => verifyEnvelope(swapped, [keyA]))).toBe('signature-invalid');
  });
});
