import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Outcome } from './workshop.ts';

/** Each environment shows something that the others do not have: the firewall of staging, the emergency role of prod. */
export const environments = ['staging', 'prod'];

/**
 * Tries each so-manieth mutant, in as many processes as there are shares.
 * @param each is called with every outcome as it comes
 */
export async function tryMutants(
  every: number,
  shares: number,
  each: (name: string, outcome: Outcome) => void,
): Promise<void> {
  await Promise.all(Array.from({ length: shares }, (_, share) => runShare(every, share, shares, each)));
}

async function runShare(
  every: number,
  share: number,
  of: number,
  each: (name: string, outcome: Outcome) => void,
): Promise<void> {
  const script = join(import.meta.dirname, 'shard.ts');
  const numbers = [every, share, of].map(String);
  const child = spawn(process.execPath, [script, ...numbers, ...environments], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [name, outcome]: [string, Outcome] = JSON.parse(line);
    each(name, outcome);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`a share of the mutants ended with ${code}`);
}
