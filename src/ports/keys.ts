declare const dataKeyBrand: unique symbol;

/**
 * Names one data key: `dataset/<name>/<delivery>` or `model/<name>`, or `capture/<env>/<model>`. Parts are lower-case
 * letters, digits and hyphens. Erasing a delivery is destroying its key.
 */
export type DataKeyName = string & { readonly [dataKeyBrand]: true };

const form = /^[a-z0-9][a-z0-9-]{0,63}(\/[a-z0-9][a-z0-9-]{0,63}){1,3}$/;

export function asDataKeyName(text: string): DataKeyName {
  if (!form.test(text)) throw new TypeError(`not a data key name: ${text.slice(0, 200)}`);
  return text as DataKeyName;
}

/** `platform` signs the statements of steps (ECDSA P-256), `log` the checkpoints (Ed25519). */
export const signingKeyNames = ['platform', 'log'] as const;
export type SigningKeyName = (typeof signingKeyNames)[number];

/** Signs, and keeps the data keys wrapped. Private signing keys and the wrapping key never leave it. */
export interface KeyStore {
  /** SubjectPublicKeyInfo as PEM text. */
  publicKey(name: SigningKeyName): Promise<string>;

  /** ECDSA over SHA-256, DER encoded, for `platform`; pure Ed25519, 64 bytes, for `log`. */
  sign(name: SigningKeyName, data: Uint8Array): Promise<Uint8Array>;

  /**
   * 32 secret bytes. Made on first use when `create` is set.
   * @throws VerificationError `data-erased` when it was destroyed, `key-damaged` when it does not unwrap,
   *   `artifact-missing` when there never was one
   */
  dataKey(name: DataKeyName, options?: { create?: boolean }): Promise<Uint8Array>;

  /**
   * Gone for good; a tombstone stays, so that it is later reported as erased and not as lost. No-op when it was
   * destroyed before.
   * @throws VerificationError `artifact-missing` when there never was one
   */
  destroyDataKey(name: DataKeyName): Promise<void>;

  /** Sorted by name. */
  listDataKeys(): Promise<{ name: DataKeyName; destroyed: boolean }[]>;

  /**
   * Reads every key again from where it is kept and proves that it is whole.
   * @throws VerificationError `key-damaged`, naming the key
   */
  check(): Promise<void>;
}
