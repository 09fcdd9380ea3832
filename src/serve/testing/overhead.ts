import { once } from 'node:events';
import { connect } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import fastify, { type FastifyInstance } from 'fastify';
import { digestOf } from '../../base/digest.ts';
import { loadServedModel } from '../served-model.ts';
import { textModel } from './models.ts';
import { authorization, serverOf } from './server.ts';

/**
 * What the server costs beside a plain Fastify handler that does nothing but run the model, as a ratio. The time is
 * that of the server's thread on the processor, so that other work on the machine does not count; requests come over
 * real connections from a thread of their own. Run it: `node src/serve/testing/overhead.ts`.
 */
interface Load {
  port: number;
  request: string;
  connections: number;
  durationMs: number;
}

const connections = 16;
const durationMs = 1500;
const rounds = 4;

/** A filter of a real size, and a mail of about 3 KB. */
function realistic(): { model: Uint8Array; text: string } {
  const words = Array.from({ length: 20_000 }, (_, at) => `word${(at * 7919) % 100_003}`);
  const model = textModel(Object.fromEntries(words.map((word, at) => [word, ((at % 21) - 10) / 50])));
  return { model, text: words.slice(0, 340).join(' ') };
}

async function bare(bytes: Uint8Array): Promise<FastifyInstance> {
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const app = fastify();
  app.post('/v2/models/spam/infer', async ({ body }) => {
    const [{ data, shape }] = (body as { inputs: [{ data: string[]; shape: number[] }] }).inputs;
    const { label, score } = await session.run({ text: new ort.Tensor('string', data, shape) });
    return {
      label: Array.from(label?.data as BigInt64Array, Number),
      score: Array.from(score?.data as Float32Array),
    };
  });
  return app;
}

function requestOf(url: string, type: string, body: string): string {
  const headers = `host: localhost\r\nauthorization: ${authorization}\r\ncontent-type: ${type}`;
  return `POST ${url} HTTP/1.1\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** One request after another on one connection, until the time is over; returns how many were answered with 200. */
async function drive({ port, request, durationMs }: Load): Promise<number> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  const end = performance.now() + durationMs;
  let answered = 0;
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const headEnd = received.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
    if (headEnd < 0 || received.length < headEnd + 4 + length) return;
    if (!received.startsWith('HTTP/1.1 200')) throw new Error(received);
    received = '';
    answered += 1;
    if (performance.now() < end) socket.write(request);
    else socket.end();
  });
  socket.write(request);
  await once(socket, 'close');
  return answered;
}

/** Microseconds of the server's thread for one request. */
async function costOf(port: number, request: string): Promise<number> {
  const worker = new Worker(import.meta.filename, {
    workerData: { port, request, connections, durationMs } satisfies Load,
  });
  const before = process.threadCpuUsage();
  const [answered] = await once(worker, 'message');
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / Number(answered);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(bytes: Uint8Array, text: string): Promise<void> {
  const model = await loadServedModel(bytes, { name: 'spam', version: '1', digest: digestOf(bytes) });
  const apps = [await bare(bytes), serverOf([model])] as const;
  const [plainPort, ownPort] = await Promise.all(
    apps.map(async (app) => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return (app.server.address() as { port: number }).port;
    }),
  );
  const infer = { inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [text] }] };
  const protocol = requestOf('/v2/models/spam/infer', 'application/json', JSON.stringify(infer));
  const plainText = requestOf('/invocations', 'text/plain', text);
  const ways = {
    bare: [plainPort, protocol],
    v2: [ownPort, protocol],
    invocations: [ownPort, plainText],
  } as const;
  const costs: Record<string, number[]> = { bare: [], v2: [], invocations: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [way, [port = 0, request]] of Object.entries(ways))
      costs[way]?.push(await costOf(port, request));
  }
  const base = median(costs.bare ?? []);
  for (const [way, values] of Object.entries(costs)) {
    const cost = median(values);
    process.stdout.write(
      `${way}: ${Math.round(cost)} microseconds, ${(base / cost).toFixed(2)} of bare's throughput\n`,
    );
  }
  for (const app of apps) await app.close();
}

if (isMainThread) {
  const { model, text } = realistic();
  process.stdout.write('20,000 words, a text of 3 KB\n');
  await measure(model, text);
  process.stdout.write('3 words, a text of 20 bytes\n');
  await measure(textModel(), 'the meeting is free.');
} else {
  const load = workerData as Load;
  const counts = await Promise.all(Array.from({ length: load.connections }, () => drive(load)));
  parentPort?.postMessage(counts.reduce((sum, count) => sum + count, 0));
}
