import { createHash } from 'node:crypto';

/** The checksums that the `local` and `archive` providers give of a file. */
export interface Checksums {
  md5: string;
  sha1: string;
  sha256: string;
  sha256Base64: string;
  sha512: string;
  sha512Base64: string;
}

export function checksumsOf(content: Uint8Array): Checksums {
  const hash = (algorithm: string) => createHash(algorithm).update(content).digest();
  const sha256 = hash('sha256');
  const sha512 = hash('sha512');
  return {
    md5: hash('md5').toString('hex'),
    sha1: hash('sha1').toString('hex'),
    sha256: sha256.toString('hex'),
    sha256Base64: sha256.toString('base64'),
    sha512: sha512.toString('hex'),
    sha512Base64: sha512.toString('base64'),
  };
}
