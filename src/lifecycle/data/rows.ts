import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { VerificationError } from '../../base/errors.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One labelled example, as `prepare` writes it and as the endpoint would be asked for it. */
export const rowSchema = z.strictObject({
  id: z.string().min(1).max(500),
  /** Rows of one group are never on both sides of the split. */
  group: z.string().min(1).max(500),
  /** 0 or 1 for a classifier, any finite number for a regression. */
  label: z.number(),
  /** By the names of the model's inputs. */
  inputs: z.record(z.string(), z.union([scalar, z.array(z.number()).max(100_000)])),
  time: z.string().max(40).optional(),
});

export type Row = z.infer<typeof rowSchema>;

const maxRows = 10_000_000;
const maxLineCharacters = 64 * 1024 * 1024;

/**
 * The rows of a `rows.jsonl` file, one at a time.
 * @throws VerificationError `step-failed` with the line that is wrong
 */
export async function* readRows(file: string, producer: string): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number > maxRows) throw wrong(producer, number, `more than ${maxRows} rows`);
    if (line.length > maxLineCharacters) throw wrong(producer, number, 'the line is too long');
    yield parseRow(line, producer, number);
  }
}

function parseRow(line: string, producer: string, number: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw wrong(producer, number, 'is not JSON');
  }
  const parsed = rowSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(producer, number, `${issue?.path.join('.') || 'the row'}: ${issue?.message}`);
}

function wrong(producer: string, line: number, message: string): VerificationError {
  return new VerificationError('step-failed', producer, `rows.jsonl:${line}: ${message}`);
}
