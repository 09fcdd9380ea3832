import { once } from 'node:events';
import http2 from 'node:http2';
import { type CallName, decodeRequest, encodeResponse, isCall, type Message } from './messages.ts';

/** Answers a call: with a message, or with the bytes of one that was encoded before. */
export type Handler = (request: Message) => Message | Uint8Array;

/** What one client's connection is answered by. Terraform opens one for each provider configuration. */
export type Handlers = Record<CallName, Handler>;

export interface ProtocolServer {
  close(): Promise<void>;
}

/** As Terraform and the plugin SDK bound it: `grpcMaxMessageSize`. */
const messageMaxBytes = 256 * 2 ** 20;
const headerBytes = 5;

/** https://grpc.io/docs/guides/status-codes/ */
const status = { ok: '0', resourceExhausted: '8', unimplemented: '12', internal: '13' };

/**
 * Serves provider protocol 6 on a unix socket: gRPC without compression, one message each way.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 * @param onBug is told of what a handler throws; the call fails
 */
export async function serveProtocol(
  socket: string,
  newConnection: () => Handlers,
  onBug: (error: unknown) => void,
): Promise<ProtocolServer> {
  const server = http2.createServer({ settings: { maxConcurrentStreams: 1000, initialWindowSize: 2 ** 22 } });
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on('session', (session) => {
    const handlers = newConnection();
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
    session.on('stream', (stream, headers) => answer(stream, headers[':path'] ?? '', handlers, onBug));
  });
  server.listen(socket);
  await once(server, 'listening');
  return {
    close: async () => {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(
  stream: http2.ServerHttp2Stream,
  path: string,
  handlers: Handlers,
  onBug: (error: unknown) => void,
): void {
  const name = path.replace('/tfplugin6.Provider/', '');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.on('error', () => stream.destroy());
  stream.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= messageMaxBytes) chunks.push(chunk);
    else if (!stream.headersSent) fail(stream, status.resourceExhausted, 'the message is too large');
  });
  stream.on('end', () => {
    if (stream.headersSent || stream.destroyed) return;
    if (!isCall(name)) return fail(stream, status.unimplemented, `no such call: ${name}`);
    try {
      reply(stream, responseTo(name, Buffer.concat(chunks), handlers[name]));
    } catch (error) {
      onBug(error);
      fail(stream, status.internal, error instanceof Error ? error.message : String(error));
    }
  });
}

function responseTo(name: CallName, body: Buffer, handle: Handler): Uint8Array {
  const lengthBytes = body.readUInt32BE(1);
  const response = handle(decodeRequest(name, body.subarray(headerBytes, headerBytes + lengthBytes)));
  return response instanceof Uint8Array ? response : encodeResponse(name, response);
}

function reply(stream: http2.ServerHttp2Stream, message: Uint8Array): void {
  const frame = Buffer.allocUnsafe(headerBytes + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, headerBytes);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status.ok }));
  stream.end(frame);
}

function fail(stream: http2.ServerHttp2Stream, code: string, message: string): void {
  const headers = {
    ':status': 200,
    'content-type': 'application/grpc+proto',
    'grpc-status': code,
    'grpc-message': encodeURIComponent(message),
  };
  stream.respond(headers, { endStream: true });
}
