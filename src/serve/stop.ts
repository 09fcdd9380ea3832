import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { within } from './deadline.ts';
import type { Serving } from './serving.ts';

export interface StopOptions {
  /** How long it says that it is not ready but still answers, for whoever sends requests to notice. */
  settleMs?: number;
  /** How long what is under way may take. */
  finishMs?: number;
}

/** For connections on which nothing is under way once all predictions are answered. */
const lingerMs = 500;
const servings = new WeakMap<FastifyInstance, Serving>();

/**
 * Stops gracefully: says that it is not ready, takes no new requests, finishes what is under way within a limit, writes
 * what is captured, and frees the models.
 */
export async function stopServer(app: FastifyInstance, options: StopOptions = {}): Promise<void> {
  const serving = servings.get(app);
  if (!serving) throw new TypeError('not a server of buildServer');
  const { settleMs = 0, finishMs = serving.finishMs } = options;
  serving.finishMs = finishMs;
  serving.state = serving.state === 'open' ? 'settling' : serving.state;
  if (settleMs > 0) await delay(settleMs);
  await app.close();
}

/** Makes every way of closing the server a graceful one. */
export function addStopHooks(app: FastifyInstance, serving: Serving): void {
  servings.set(app, serving);
  let closeAll: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    serving.state = 'draining';
    await within(serving.admission.idle(), serving.finishMs, () => undefined);
    closeAll = setTimeout(() => app.server.closeAllConnections(), lingerMs);
  });
  app.addHook('onClose', async () => {
    clearTimeout(closeAll);
    const captures = [...serving.captures.values()].map((capture) => capture.flush());
    const models = serving.models.list().map((model) => model.close());
    await within(Promise.allSettled([...captures, ...models]), serving.finishMs, () => []);
  });
}
