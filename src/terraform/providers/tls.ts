import { plainContext } from './context.ts';
import { assumed } from './fill.ts';
import type { Compute, ProviderKnowledge } from './knowledge.ts';
import { certificate } from './tls/certificate.ts';
import { fingerprints, opensshType, placeholderBlob, placeholderPem } from './tls/placeholders.ts';
import { integerOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/tls/latest/docs
// No key and no certificate is made: what would be one is a text in its form that says so.

const startTime = '2000-01-01T00:00:00Z';

/** The start of a PEM block for a private key of each algorithm. */
const keyLabels: Record<string, string> = {
  ECDSA: 'EC PRIVATE KEY',
  ED25519: 'PRIVATE KEY',
  RSA: 'RSA PRIVATE KEY',
};

const privatePem: Compute = (of) =>
  placeholderPem(keyLabels[of.string('algorithm') ?? ''] ?? 'PRIVATE KEY', of, 'private key');

const pem =
  (label: string, what: string): Compute =>
  (of) =>
    placeholderPem(label, of, what);

/** Of the public key in the form of OpenSSH; empty where the provider has none. */
const openssh =
  (write: (blob: Buffer, type: string) => string): Compute =>
  (of) => {
    const type = opensshType(of.string('algorithm') ?? 'RSA', of.string('ecdsa_curve') ?? 'P224');
    return type === undefined ? '' : write(placeholderBlob(type, of), type);
  };

const id: Compute = (of) => of.hex(40, 'id');

const publicKey: Record<string, Compute> = {
  public_key_fingerprint_md5: openssh((blob) => fingerprints(blob).md5),
  public_key_fingerprint_sha256: openssh((blob) => fingerprints(blob).sha256),
  public_key_openssh: openssh((blob, type) => `${type} ${blob.toString('base64')}\n`),
  public_key_pem: pem('PUBLIC KEY', 'public key'),
};

const privateKey: Record<string, Compute> = {
  id,
  private_key_openssh: pem('OPENSSH PRIVATE KEY', 'private key'),
  private_key_pem: privatePem,
  private_key_pem_pkcs8: pem('PRIVATE KEY', 'private key'),
  ...publicKey,
};

/** The algorithm by the first line of the key; RSA where it does not say. */
const algorithmOf =
  (name: string): Compute =>
  (of) =>
    /BEGIN EC /.test(of.string(name) ?? '') ? 'ECDSA' : 'RSA';

const endTime: Compute = (of) => {
  const hours = integerOf(of.value('validity_period_hours'));
  const end = hours === undefined ? Number.NaN : Date.parse(startTime) + hours * 3_600_000;
  return Number.isNaN(new Date(end).getTime()) ? undefined : `${new Date(end).toISOString().slice(0, 19)}Z`;
};

const certificateDefaults = { early_renewal_hours: 0, is_ca_certificate: false, set_subject_key_id: false };

const validity = {
  id,
  ready_for_renewal: false,
  validity_start_time: startTime,
  validity_end_time: endTime,
  cert_pem: pem('CERTIFICATE', 'certificate'),
};

const keyDefaults = { ecdsa_curve: 'P224', rsa_bits: 2048 };

export const tls: ProviderKnowledge = {
  source: 'hashicorp/tls',
  configure: plainContext,
  resources: {
    tls_cert_request: {
      computed: {
        id,
        key_algorithm: algorithmOf('private_key_pem'),
        cert_request_pem: pem('CERTIFICATE REQUEST', 'certificate request'),
      },
    },
    tls_locally_signed_cert: {
      defaults: certificateDefaults,
      computed: { ...validity, ca_key_algorithm: algorithmOf('ca_private_key_pem') },
    },
    tls_private_key: { defaults: keyDefaults, computed: privateKey },
    tls_self_signed_cert: {
      defaults: { ...certificateDefaults, set_authority_key_id: false },
      computed: { ...validity, key_algorithm: algorithmOf('private_key_pem') },
    },
  },
  dataSources: {
    tls_certificate: certificate,
    tls_public_key: assumed('No key is read: the public key is a placeholder.', {
      id,
      algorithm: algorithmOf('private_key_pem'),
      ...publicKey,
    }),
  },
  ephemeralResources: {
    tls_private_key: assumed('No key is made: each is a placeholder.', { ...keyDefaults, ...privateKey }),
  },
  functions: {},
};
