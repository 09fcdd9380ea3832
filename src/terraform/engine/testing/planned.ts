import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type PlanRequest, type PlanResult, planWithoutCredentials } from '../plan.ts';

/** A temporary folder with files; it is removed at the end of the block that holds it. */
export async function folderOf(files: Record<string, string>): Promise<{ dir: string } & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-root-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

/** The plan of a folder, as the command makes it. */
export function planOf(dir: string, request: Partial<PlanRequest> = {}): Promise<PlanResult> {
  return planWithoutCredentials({
    dir,
    varFiles: [],
    variables: [],
    environment: process.env,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
    ...request,
  });
}

/** The values of an instance after the plan; throws when there is none. */
export function valuesOf({ plan, problems }: PlanResult, address: string): Record<string, unknown> {
  const change = plan?.resource_changes?.find((one) => one.address === address);
  if (!change) throw new Error(`${address} is not in the plan: ${JSON.stringify(problems)}`);
  return change.change.after as Record<string, unknown>;
}
