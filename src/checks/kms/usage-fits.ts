import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** Kinds of keys that can do one thing alone: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
const fitting: readonly (readonly [form: RegExp, usages: readonly string[]])[] = [
  [/^SYMMETRIC_DEFAULT$/, ['ENCRYPT_DECRYPT']],
  [/^HMAC_/, ['GENERATE_VERIFY_MAC']],
  [/^RSA_/, ['ENCRYPT_DECRYPT', 'SIGN_VERIFY']],
  [/^ECC_(?:NIST_P\d+|SECG_P256K1)$/, ['SIGN_VERIFY', 'KEY_AGREEMENT']],
  [/^(?:ECC_NIST_EDWARDS|ML_DSA_)/, ['SIGN_VERIFY']],
];

export const check = resourceCheck({
  id: 'kms/usage-fits',
  title: 'Keys are of a kind that can do what they are for',
  severity: 'medium',
  why: 'AWS refuses the key when it is applied, or what was to be signed is not',
  fix: 'Choose `customer_master_key_spec` for `key_usage`, such as `ECC_NIST_P256` to sign',
  controls: [],
  of: ['aws_kms_key'],
  judge(key) {
    const [spec, usage] = [key.attribute('customer_master_key_spec'), key.attribute('key_usage')];
    if (!spec.known) return cannotTell(`customer_master_key_spec is not known: ${spec.because}`);
    if (!usage.known) return cannotTell(`key_usage is not known: ${usage.because}`);
    const [name, purpose] = [
      String(spec.value ?? 'SYMMETRIC_DEFAULT'),
      String(usage.value ?? 'ENCRYPT_DECRYPT'),
    ];
    const found = fitting.find(([form]) => form.test(name));
    return !found || found[1].includes(purpose) ? pass : fail(`a key of ${name} cannot ${purpose}`);
  },
  examples: {
    bad: ['\nresource "aws_kms_key" "own" {\n  customer_master_key_spec = "ECC_NIST_P256"\n}\n'],
    good: [
      '\nresource "aws_kms_key" "own" {\n  customer_master_key_spec = "ECC_NIST_P256"\n  key_usage                = "SIGN_VERIFY"\n}\n',
      '\nresource "aws_kms_key" "own" {}\n',
    ],
  },
});
