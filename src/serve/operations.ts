import type { FastifyInstance } from 'fastify';
import { jsonType } from './http/refuse.ts';
import { isReady, type Serving } from './serving.ts';

/** What those ask who keep the server running. */
export function addOperations(app: FastifyInstance, serving: Serving): void {
  /** The process is there. Says nothing else, since anyone may ask. */
  app.get('/healthz', { config: { open: true } }, async (_request, reply) =>
    reply.type(jsonType).send('{"live":true}'),
  );

  /**
   * SageMaker's health check: 200 with an empty body when requests may come.
   * https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html
   */
  app.get('/ping', { config: { open: true } }, async (_request, reply) =>
    reply.code(isReady(serving) ? 200 : 503).send(),
  );

  app.get('/metrics', async (_request, reply) =>
    reply.type(serving.metrics.contentType).send(await serving.metrics.text()),
  );
}
