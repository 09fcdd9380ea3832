import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Serving } from '../serving.ts';
import type { Place } from './admission.ts';
import { HttpError } from './http-error.ts';

const placeOf = 'place';

type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/** Decides from the headers alone whether a request for a prediction is read at all, and gives it a place. */
export function makeAdmit(serving: Serving): Hook {
  return (request, reply, done) => {
    const objection = objectionTo(request, serving.state === 'draining');
    if (objection) return done(objection);
    const place = serving.admission.enter();
    if (!place) return done(new HttpError('busy', 'too many requests at once; try again soon'));
    request.setDecorator(placeOf, place);
    // `close` comes after the answer was sent and also when the client left before.
    reply.raw.once('close', place.release);
    done();
  };
}

/** The place that `makeAdmit` gave. */
export function placeOfRequest(request: FastifyRequest): Place {
  return request.getDecorator<Place>(placeOf);
}

function objectionTo({ headers }: FastifyRequest, draining: boolean): HttpError | undefined {
  if (draining) return new HttpError('draining', 'the server is stopping');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return new HttpError('media-type', 'an encoded body is not taken: send it without content-encoding');
  }
  // https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md
  if (headers['inference-header-content-length'] !== undefined) {
    return new HttpError('input', 'the binary tensor extension is not supported: send the data as JSON');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    return new HttpError('media-type', 'only UTF-8 is taken');
  }
  return undefined;
}
