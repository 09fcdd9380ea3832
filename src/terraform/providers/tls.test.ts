import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { apply, context, read, unset } from './testing/computing.ts';
import { tls } from './tls.ts';

const key = (given: ObjectValue, address = 'a') =>
  apply(tls.resources.tls_private_key, given, context, address);

describe('tls_private_key', () => {
  it.each([
    ['RSA', 'RSA PRIVATE KEY', 'ssh-rsa'],
    ['ECDSA', 'EC PRIVATE KEY', undefined],
    ['ED25519', 'PRIVATE KEY', 'ssh-ed25519'],
  ])('%s has the forms of the real one, and is no key', (algorithm, label, ssh) => {
    const made = key({ algorithm });
    expect(made.private_key_pem).toMatch(new RegExp(`^-----BEGIN ${label}-----\n`));
    expect(() => createPrivateKey(String(made.private_key_pem))).toThrow();
    expect(() => createPrivateKey(String(made.private_key_pem_pkcs8))).toThrow();
    expect(made.private_key_pem).toContain('placeholder');
    const [type, blob] = String(made.public_key_openssh).split(' ');
    expect(type || undefined).toBe(ssh);
    if (ssh) expect(Buffer.from(blob ?? '', 'base64').toString('latin1')).toContain(ssh);
    expect(made.public_key_fingerprint_md5).toMatch(ssh ? /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/ : /^$/);
    expect(made.public_key_fingerprint_sha256).toMatch(ssh ? /^SHA256:[A-Za-z0-9+/]{43}$/ : /^$/);
  });

  it('names the curve in the form of OpenSSH', () => {
    expect(key({ algorithm: 'ECDSA', ecdsa_curve: 'P384' }).public_key_openssh).toMatch(
      /^ecdsa-sha2-nistp384 /,
    );
  });

  it('is the same for one address and another for another', () => {
    expect(key({ algorithm: 'RSA' })).toEqual(key({ algorithm: 'RSA' }));
    expect(key({ algorithm: 'RSA' }, 'b').public_key_openssh).not.toBe(
      key({ algorithm: 'RSA' }).public_key_openssh,
    );
  });
});

describe('certificates', () => {
  it('end after the hours that they are valid for', () => {
    const { private_key_pem } = key({ algorithm: 'ECDSA' });
    const made = apply(tls.resources.tls_self_signed_cert, {
      private_key_pem: private_key_pem ?? null,
      validity_period_hours: 48,
    });
    expect(made).toMatchObject({
      key_algorithm: 'ECDSA',
      validity_start_time: '2000-01-01T00:00:00Z',
      validity_end_time: '2000-01-03T00:00:00Z',
      ready_for_renewal: false,
    });
    expect(() => new X509Certificate(String(made.cert_pem))).toThrow();
  });

  it('of a host are a placeholder; given ones must be readable', () => {
    const certificates = (given: ObjectValue) =>
      read(tls.dataSources.tls_certificate, unset(['certificates', 'id'], given)).certificates;
    expect(certificates({ url: 'https://example.com' })).toMatchObject([
      { sha1_fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/), version: 3 },
    ]);
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(() => certificates({ content: broken })).toThrow('cannot be read');
    expect(certificates({ content: 'none' })).toEqual([]);
    const { cert_pem } = apply(tls.resources.tls_self_signed_cert, { validity_period_hours: 1 });
    expect(certificates({ content: cert_pem ?? null })).toHaveLength(1);
  });
});
