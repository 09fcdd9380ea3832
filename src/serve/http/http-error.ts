/** Why a request was refused: a closed list, since each is a label in the metrics. */
export const refusals = [
  'body',
  'busy',
  'draining',
  'failed',
  'host',
  'input',
  'malformed',
  'media-type',
  'not-acceptable',
  'not-found',
  'origin',
  'timeout',
  'too-large',
  'unauthenticated',
  'unavailable',
] as const;

export type Refusal = (typeof refusals)[number];

const statusOf: Record<Refusal, number> = {
  body: 400,
  busy: 503,
  draining: 503,
  failed: 500,
  host: 421,
  input: 400,
  malformed: 400,
  'media-type': 415,
  'not-acceptable': 406,
  'not-found': 404,
  origin: 403,
  timeout: 504,
  'too-large': 413,
  unauthenticated: 401,
  unavailable: 503,
};

/** Where trying again later helps, after how many seconds. */
export const retryAfterSeconds: Partial<Record<Refusal, number>> = { busy: 1, draining: 5, unavailable: 5 };

/** More than this of a message is not sent: it may quote what was sent to us. */
const maxMessageLength = 600;

/** A request that is refused. The message goes to the client: never a path, a stack or another's data in it. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly reason: Refusal;
  readonly statusCode: number;

  constructor(reason: Refusal, message: string, options?: ErrorOptions) {
    super(message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message, options);
    this.reason = reason;
    this.statusCode = statusOf[reason];
  }
}

/** The body of every refusal, as the inference protocol has it. */
export function errorBody(message: string): string {
  return JSON.stringify({ error: message });
}

/** Text of a client in a message: short, on one line, and quoted. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
