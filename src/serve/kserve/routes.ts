import type { FastifyInstance } from 'fastify';
import { readJson } from '../body/json-body.ts';
import { tensorJson } from '../body/tensor-json.ts';
import { makeAdmit } from '../http/admit.ts';
import { jsonType } from '../http/refuse.ts';
import { predict } from '../predictor.ts';
import { isReady, modelNamed, type Serving } from '../serving.ts';
import { chosenOutputs, readInferRequest } from './infer-request.ts';

interface ModelPath {
  Params: { model: string; version?: string };
}

/**
 * The open inference protocol over HTTP:
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
export async function kserveRoutes(app: FastifyInstance, serving: Serving): Promise<void> {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.get('/v2', async () => ({ name: 'holdfast', version: serving.serverVersion, extensions: [] }));
  app.get('/v2/health/live', async () => ({ live: true }));
  app.get('/v2/health/ready', async (_request, reply) => {
    const ready = isReady(serving);
    return reply.code(ready ? 200 : 503).send({ ready });
  });

  for (const path of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    addModelRoutes(app, serving, path);
  }
}

function addModelRoutes(app: FastifyInstance, serving: Serving, path: string): void {
  app.get<ModelPath>(path, async ({ params }) => {
    const { name, platform, inputs, outputs } = modelNamed(serving, params.model, params.version);
    const versions = serving.models.list().filter((model) => model.name === name);
    return { name, versions: versions.map(({ version }) => version), platform, inputs, outputs };
  });

  app.get<ModelPath>(`${path}/ready`, async ({ params }, reply) => {
    const { name } = modelNamed(serving, params.model, params.version);
    const ready = isReady(serving);
    return reply.code(ready ? 200 : 503).send({ name, ready });
  });

  app.post<ModelPath>(`${path}/infer`, { onRequest: makeAdmit(serving) }, async (request, reply) => {
    const model = modelNamed(serving, request.params.model, request.params.version);
    const asked = readInferRequest(readJson(request.body as Buffer, { exact: true }));
    const specs = chosenOutputs(model.outputs, asked.outputs);
    const outputs = await predict(serving, model, asked.inputs, request, reply);
    const id = asked.id === undefined ? {} : { id: asked.id };
    const head = JSON.stringify({ model_name: model.name, model_version: model.version, ...id }).slice(0, -1);
    const chosen = outputs.filter(({ name }) => specs.some((spec) => spec.name === name));
    reply.type(jsonType);
    return `${head},"outputs":[${chosen.map(tensorJson).join(',')}]}`;
  });
}
