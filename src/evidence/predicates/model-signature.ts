import { z } from 'zod';

/**
 * Of a model's files, in the bundle beside them: OpenSSF Model Signing,
 * https://github.com/ossf/model-signing-spec. What of it is admitted, the verifier says.
 */
export const type = 'https://model_signing/signature/v1.0';

export const schema = z.strictObject({
  serialization: z.strictObject({
    method: z.enum(['files', 'shards']),
    hash_type: z.string().max(100),
    allow_symlinks: z.boolean(),
    ignore_paths: z.array(z.string().max(4096)).max(10_000).optional(),
    shard_size: z.number().int().positive().optional(),
  }),
  resources: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(4096),
        algorithm: z.string().max(100),
        digest: z.string().regex(/^[0-9a-f]{64,128}$/),
      }),
    )
    .min(1),
});

export type ModelSignature = z.infer<typeof schema>;
