export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/**
 * `unsafe`: it does, or was made to do, harm. `unscannable`: what it does cannot be told, so it is refused as well.
 * `clean`: everything in it was read and nothing objectionable was found.
 */
export type Verdict = 'clean' | 'unsafe' | 'unscannable';

/** What each finding weighs, and the verdict that it forces. A closed list: no finding has a weight of its own. */
export const findingCodes = {
  // The folder and its files.
  'not-a-regular-file': { severity: 'critical', verdict: 'unsafe' },
  'file-name': { severity: 'high', verdict: 'unsafe' },
  'file-name-collision': { severity: 'high', verdict: 'unsafe' },
  'folder-empty': { severity: 'medium', verdict: 'unscannable' },
  'limit-exceeded': { severity: 'high', verdict: 'unscannable' },
  'file-unreadable': { severity: 'high', verdict: 'unscannable' },
  'file-changed': { severity: 'critical', verdict: 'unsafe' },
  'scanner-failed': { severity: 'high', verdict: 'unscannable' },

  // What kind of file it is.
  'format-not-admitted': { severity: 'medium', verdict: 'unscannable' },
  'format-unknown': { severity: 'medium', verdict: 'unscannable' },
  'executable-file': { severity: 'critical', verdict: 'unsafe' },
  polyglot: { severity: 'critical', verdict: 'unsafe' },

  // ONNX: the bytes.
  malformed: { severity: 'high', verdict: 'unscannable' },
  truncated: { severity: 'high', verdict: 'unscannable' },
  'unknown-field': { severity: 'high', verdict: 'unscannable' },
  'field-repeated': { severity: 'high', verdict: 'unscannable' },
  'too-deep': { severity: 'high', verdict: 'unscannable' },

  // ONNX: the model.
  'missing-field': { severity: 'medium', verdict: 'unscannable' },
  'value-out-of-range': { severity: 'medium', verdict: 'unscannable' },
  'version-not-supported': { severity: 'medium', verdict: 'unscannable' },
  'domain-not-known': { severity: 'critical', verdict: 'unsafe' },
  'operator-not-known': { severity: 'high', verdict: 'unsafe' },
  'function-shadows-operator': { severity: 'high', verdict: 'unsafe' },
  'function-recursive': { severity: 'high', verdict: 'unsafe' },
  'function-expansion': { severity: 'high', verdict: 'unsafe' },
  'training-info': { severity: 'high', verdict: 'unscannable' },
  'metadata-configures-runtime': { severity: 'high', verdict: 'unsafe' },
  'text-too-large': { severity: 'medium', verdict: 'unscannable' },
  'duplicate-name': { severity: 'high', verdict: 'unscannable' },
  'value-undefined': { severity: 'high', verdict: 'unscannable' },
  'attribute-invalid': { severity: 'high', verdict: 'unscannable' },
  'type-invalid': { severity: 'high', verdict: 'unscannable' },
  'tensor-invalid': { severity: 'high', verdict: 'unscannable' },
  'tensor-size-differs': { severity: 'high', verdict: 'unscannable' },
  'large-allocation': { severity: 'high', verdict: 'unsafe' },
  'endless-loop': { severity: 'high', verdict: 'unsafe' },
  'random-operator': { severity: 'info', verdict: 'clean' },
  'operator-parses-files': { severity: 'low', verdict: 'clean' },

  // ONNX: tensors kept in other files.
  'external-data-location': { severity: 'critical', verdict: 'unsafe' },
  'external-data-missing': { severity: 'high', verdict: 'unscannable' },
  'external-data-range': { severity: 'high', verdict: 'unsafe' },
  'external-data-overlap': { severity: 'high', verdict: 'unsafe' },
  'external-data-gap': { severity: 'high', verdict: 'unscannable' },
  'external-data-disguised': { severity: 'critical', verdict: 'unsafe' },
} as const satisfies Record<string, { severity: Severity; verdict: Verdict }>;

export type FindingCode = keyof typeof findingCodes;
