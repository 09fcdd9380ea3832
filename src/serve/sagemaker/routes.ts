import type { FastifyInstance, FastifyRequest } from 'fastify';
import { rowsToTensors } from '../../inference/rows.ts';
import type { InputRow, Tensor, TensorSpec } from '../../inference/tensor.ts';
import { makeAdmit } from '../http/admit.ts';
import { HttpError } from '../http/http-error.ts';
import { jsonType } from '../http/refuse.ts';
import { predict } from '../predictor.ts';
import type { ServedModel } from '../served-model.ts';
import { modelNamed, type Serving } from '../serving.ts';
import { predictionTexts } from './predictions.ts';
import { type RowType, readRows, rowTypes } from './rows.ts';

const linesType = 'application/jsonlines; charset=utf-8';
/** What is told of a bad batch: enough to see the mistake. */
const maxIssues = 3;

/**
 * The contract of a SageMaker container: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html
 * Rows in, `{"predictions": [...]}` out; or one prediction a line where `Accept` asks for JSON Lines.
 */
export async function sagemakerRoutes(app: FastifyInstance, serving: Serving): Promise<void> {
  app.addContentTypeParser([...rowTypes], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post('/invocations', { onRequest: makeAdmit(serving) }, async (request, reply) => {
    const asLines = wantsLines(request);
    const model = chosenModel(request, serving);
    const rows = readRows(typeOf(request), request.body as Buffer, model.inputs, serving.limits.batch);
    const outputs = await predict(serving, model, tensorsOf(rows, model.inputs), request, reply);
    const texts = predictionTexts(outputs, rows.length);
    reply.type(asLines ? linesType : jsonType);
    return asLines ? `${texts.join('\n')}\n` : `{"predictions":[${texts.join(',')}]}`;
  });
}

function typeOf({ headers }: FastifyRequest): RowType {
  const given = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const type = rowTypes.find((known) => known === given);
  if (type) return type;
  throw new HttpError('media-type', `the content-type must be one of: ${rowTypes.join(', ')}`);
}

function wantsLines({ headers }: FastifyRequest): boolean {
  const accept = headers.accept?.toLowerCase() ?? '*/*';
  if (/(\*\/\*|application\/(\*|json))(?![a-z])/.test(accept)) return false;
  if (accept.includes('application/jsonlines')) return true;
  throw new HttpError('not-acceptable', 'answers are application/json or application/jsonlines');
}

/** Named as SageMaker's multi-model endpoints do, by `?model=`, or not at all where there is only one. */
function chosenModel(request: FastifyRequest, serving: Serving): ServedModel {
  const asked = [
    request.headers['x-amzn-sagemaker-target-model'],
    (request.query as { model?: unknown }).model,
  ];
  const [name, ...others] = new Set(asked.filter((value) => value !== undefined));
  if (others.length > 0 || (name !== undefined && typeof name !== 'string')) {
    throw new HttpError('input', 'the model is named more than once');
  }
  if (name !== undefined) return modelNamed(serving, name);
  const [only, ...more] = new Set(serving.models.list().map((model) => model.name));
  if (only === undefined) throw new HttpError('unavailable', 'no model is served');
  if (more.length === 0) return modelNamed(serving, only);
  throw new HttpError(
    'input',
    'several models are served: name one with ?model= or X-Amzn-SageMaker-Target-Model',
  );
}

function tensorsOf(rows: InputRow[], inputs: TensorSpec[]): Tensor[] {
  const { value, issues } = rowsToTensors(rows, inputs);
  if (value) return value;
  const told = issues.slice(0, maxIssues).map(({ message, fix }) => (fix ? `${message}; ${fix}` : message));
  throw new HttpError('input', told.join('. '));
}
