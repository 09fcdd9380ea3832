import { z } from 'zod';

// Forms that several predicates share: https://github.com/in-toto/attestation/blob/main/spec/v1/field_types.md

/** Digests by algorithm, in hexadecimal: `{ sha256: '…' }`. */
export const digestSet = z.record(z.string().max(40), z.string().max(200));

const fields = {
  name: z.string().max(2000).optional(),
  uri: z.string().max(2000).optional(),
  digest: digestSet.optional(),
  content: z.string().max(2000).optional(),
  annotations: z.record(z.string(), z.json()).optional(),
};

/** https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md */
export const resourceDescriptor = z
  .looseObject(fields)
  .refine(({ uri, digest, content }) => uri ?? digest ?? content, 'needs a uri, a digest or a content');

/** What is named by its bytes. */
export const digestDescriptor = z.looseObject({ ...fields, digest: digestSet });

/** A descriptor that may also be no more than its annotations, as the gates of an environment are. */
export const looseDescriptor = z.looseObject(fields);

/** RFC 3339 in UTC. */
export const timestamp = z.iso.datetime();

/** `sha256:` and 64 hexadecimal digits, as Holdfast writes digests in its own predicates. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'not a sha256 digest');

/** Shown to people, so without control characters. */
const shown = z.string().regex(/^\P{Cc}+$/u, 'is empty or has control characters');

/** The name of a person, a model, an environment. */
export const name = shown.max(200);

export const uri = shown.max(2000);

/** SubjectPublicKeyInfo as PEM text. */
export const publicKey = z.string().startsWith('-----BEGIN PUBLIC KEY-----\n').max(4096);
