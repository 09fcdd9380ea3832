import { createReadStream } from 'node:fs';
import type { Json } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import { parseDocument, planMaxBytes, tooLarge } from './input/document.ts';
import type { Plan } from './plan.ts';
import { type ReadPlanOptions, readPlan } from './read-plan.ts';

/**
 * Reads the plan or state in a file, or from a pipe such as `/dev/stdin`.
 * @throws InputError also when the file cannot be read
 */
export async function readPlanFile(path: string, options: ReadPlanOptions = {}): Promise<Plan> {
  const name = options.name ?? path;
  return readPlan(await bytesOf(path, name), { ...options, name });
}

/**
 * The JSON in a file, as Terraform wrote it.
 * @throws InputError also when the file cannot be read
 */
export async function readDocumentFile(path: string, name: string): Promise<Json> {
  return parseDocument(await bytesOf(path, name), name);
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > planMaxBytes) throw tooLarge(name);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ code: 'plan-unreadable', message: `${name} cannot be read: ${reasonOf(error)}` });
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'permission denied';
    default:
      return String(code ?? error);
  }
}
