import { createHash } from 'node:crypto';
import type { Computing } from '../knowledge.ts';

const lineLengthChars = 64;

/**
 * Text in the form of PEM that says what it is: the name of the block, a header for people to read, and the same
 * sentence in base64. https://datatracker.ietf.org/doc/html/rfc7468
 */
export function placeholderPem(label: string, of: Computing, what: string): string {
  const sentence = `This is a placeholder of Holdfast, not a ${what}. ${of.hex(32, what)}`;
  const body = Buffer.from(sentence)
    .toString('base64')
    .replace(new RegExp(`.{${lineLengthChars}}`, 'g'), '$&\n');
  const edge = '-----';
  return [
    `${edge}BEGIN ${label}${edge}`,
    `Comment: placeholder, not a ${what}`,
    '',
    body.trimEnd(),
    `${edge}END ${label}${edge}`,
    '',
  ].join('\n');
}

/** The name of a key's type in OpenSSH; undefined where the provider gives no OpenSSH form. */
export function opensshType(algorithm: string, curve: string): string | undefined {
  switch (algorithm) {
    case 'ECDSA':
      // https://datatracker.ietf.org/doc/html/rfc5656: P224 has no name there.
      return curve === 'P224' ? undefined : `ecdsa-sha2-nistp${curve.slice(1)}`;
    case 'ED25519':
      return 'ssh-ed25519';
    default:
      return 'ssh-rsa';
  }
}

/** The form of a public key of OpenSSH: its type and then bytes that are no key. RFC 4253, section 6.6. */
export function placeholderBlob(type: string, of: Computing): Buffer {
  const name = Buffer.from(type);
  const bytes = Buffer.from(of.hex(64, 'public-key'), 'hex');
  return Buffer.concat([lengthOf(name), name, lengthOf(bytes), bytes]);
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** As `ssh-keygen -l -E md5` and `-E sha256` print them. */
export function fingerprints(blob: Buffer): { md5: string; sha256: string } {
  const md5 = createHash('md5')
    .update(blob)
    .digest('hex')
    .replace(/..(?!$)/g, '$&:');
  const sha256 = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { md5, sha256: `SHA256:${sha256}` };
}
