import { X509Certificate } from 'node:crypto';
import type { ObjectValue } from '../../protocol/value.ts';
import { fill } from '../fill.ts';
import { type Computing, type DataSource, DataSourceError } from '../knowledge.ts';
import { textOf } from '../values.ts';
import { placeholderPem } from './placeholders.ts';

// https://registry.terraform.io/providers/hashicorp/tls/latest/docs/data-sources/certificate

const certificatesMax = 100;
const contentMaxBytes = 1024 * 1024;

const keyAlgorithms: Record<string, string> = { ec: 'ECDSA', ed25519: 'Ed25519', rsa: 'RSA' };

/** `CN=a,O=b`: the last part first, as Go writes it. https://datatracker.ietf.org/doc/html/rfc2253 */
function distinguishedName(lines: string | undefined): string {
  return (lines ?? '').split('\n').reverse().join(',');
}

function rfc3339(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

function fields(certificate: X509Certificate): ObjectValue {
  return {
    cert_pem: certificate.toString(),
    is_ca: certificate.ca,
    issuer: distinguishedName(certificate.issuer),
    not_after: rfc3339(certificate.validToDate),
    not_before: rfc3339(certificate.validFromDate),
    public_key_algorithm: keyAlgorithms[certificate.publicKey.asymmetricKeyType ?? ''] ?? '',
    serial_number: BigInt(`0x${certificate.serialNumber || '0'}`).toString(),
    sha1_fingerprint: certificate.fingerprint.replaceAll(':', '').toLowerCase(),
    signature_algorithm: '',
    subject: distinguishedName(certificate.subject),
    version: 3,
  };
}

/** The certificates of a text, in its order. */
function parsed(content: string): ObjectValue[] {
  if (Buffer.byteLength(content) > contentMaxBytes) throw new DataSourceError('content is larger than 1 MiB');
  const blocks = content.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > certificatesMax) throw new DataSourceError('content has too many certificates');
  try {
    return blocks.map((block) => fields(new X509Certificate(block)));
  } catch (cause) {
    throw new DataSourceError('content has a certificate that cannot be read', { cause });
  }
}

/** One certificate, of no host. */
function placeholder(of: Computing): ObjectValue {
  return {
    cert_pem: placeholderPem('CERTIFICATE', of, 'certificate'),
    is_ca: true,
    issuer: 'CN=assumed',
    not_after: '2100-01-01T00:00:00Z',
    not_before: '2000-01-01T00:00:00Z',
    public_key_algorithm: 'RSA',
    serial_number: BigInt(`0x${of.hex(16, 'serial')}`).toString(),
    sha1_fingerprint: of.hex(40, 'fingerprint'),
    signature_algorithm: 'SHA256-RSA',
    subject: 'CN=assumed',
    version: 3,
  };
}

export const certificate: DataSource = {
  assumption: 'No host is asked for its certificates: that of a url is a placeholder.',
  read(config, _context, of) {
    const content = textOf(config.content);
    const isGiven = content !== undefined && !content.includes('Comment: placeholder');
    return fill(config, of, {
      id: of.hex(40, 'id'),
      certificates: isGiven ? parsed(content) : [placeholder(of)],
    });
  },
};
