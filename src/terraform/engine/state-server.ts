import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keeps one state in memory, for the `http` backend: it is written once, where a file is rewritten at each change. */
export interface StateServer {
  /** Not to be guessed by other users of the machine. */
  url: string;
  /** The state as Terraform last wrote it; undefined when it wrote none. */
  state(): string | undefined;
  close(): Promise<void>;
}

const stateMaxBytes = 2 ** 30;

/** https://developer.hashicorp.com/terraform/language/backend/http */
export async function startStateServer(): Promise<StateServer> {
  const path = `/${randomBytes(24).toString('hex')}`;
  let state: Buffer | undefined;
  const server = createServer((request, response) => {
    if (request.url !== path) return end(response, 404);
    if (request.method === 'GET') return state ? end(response, 200, state) : end(response, 204);
    if (request.method !== 'POST') return end(response, 405);
    receive(request).then(
      (body) => {
        state = body;
        end(response, 200);
      },
      () => end(response, 413),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    state: () => state?.toString('utf8'),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function end(response: ServerResponse, status: number, body?: Buffer): void {
  response.writeHead(status).end(body);
}

async function receive(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > stateMaxBytes) throw new RangeError('the state is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
