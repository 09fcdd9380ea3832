import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoModel, load, sumModel, textModel } from '../testing/models.ts';
import { ask, serverOf } from '../testing/server.ts';

const spam = { label: 1, score: expect.closeTo(0.9526, 4) };
const ham = { label: 0, score: expect.closeTo(0.0067, 4) };

describe('/invocations of a text classifier', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = serverOf([await load(textModel(), 'spam', '3')]);
  });
  afterAll(() => app.close());
  const send = (payload: string | Buffer, type: string, headers: Record<string, string> = {}) =>
    ask(app, '/invocations', undefined, {
      method: 'POST',
      payload,
      headers: { 'content-type': type, ...headers },
    });

  it.each<[string, unknown, unknown[]]>([
    ['one row', { text: 'FREE!  free stuff' }, [spam]],
    ['instances', { instances: [{ text: 'free' }, { text: 'the meeting' }] }, [spam, ham]],
    ['instances that are values', { instances: ['free', 'the meeting'] }, [spam, ham]],
    ['one value', { inputs: 'free' }, [spam]],
    ['values', { inputs: ['the meeting', 'free'] }, [ham, spam]],
    ['columns', { inputs: { text: ['the meeting', 'free'] } }, [ham, spam]],
  ])('takes %s as JSON', async (_form, body, predictions) => {
    const answer = await send(JSON.stringify(body), 'application/json');
    expect([answer.statusCode, answer.json()]).toEqual([200, { predictions }]);
    expect(answer.headers).toMatchObject({
      'x-holdfast-model': 'spam',
      'x-holdfast-model-version': '3',
      'x-holdfast-model-digest': expect.stringMatching(/^sha256:/),
    });
  });

  it.each([
    ['objects', '{"text": "free"}\n{"text": "the meeting"}\n'],
    ['values, and line ends of Windows', '"free"\r\n"the meeting"'],
  ])('takes JSON Lines of %s', async (_form, body) => {
    const answer = await send(body, 'application/jsonlines');
    expect(answer.json()).toEqual({ predictions: [spam, ham] });
  });

  it('answers in JSON Lines where that is asked for', async () => {
    const answer = await send('"free"\n"the meeting"\n', 'application/jsonlines', {
      accept: 'application/jsonlines',
    });
    expect(answer.headers['content-type']).toBe('application/jsonlines; charset=utf-8');
    expect(
      answer.body
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([spam, ham]);
    expect(answer.body.endsWith('}\n')).toBe(true);
  });

  it.each(['text/plain', 'text/plain; charset=utf-8', 'Text/Plain;charset="UTF-8"'])(
    'takes %s as one text',
    async (type) => {
      expect((await send('a line,\n free and\t"more"', type)).json()).toEqual({ predictions: [spam] });
    },
  );

  it.each<[string, string | Buffer, string, number, string]>([
    ['no rows', '{"instances": []}', 'application/json', 400, 'no rows'],
    ['a list', '[{"text": "x"}]', 'application/json', 400, 'the body must be {"instances"'],
    ['null', 'null', 'application/json', 400, 'the body must be {"instances"'],
    [
      'instances that are no list',
      '{"instances": {"text": "x"}}',
      'application/json',
      400,
      'instances must be a list',
    ],
    ['a number as text', '{"text": 5}', 'application/json', 400, 'example 0: the input text is a number'],
    ['null as text', '{"text": null}', 'application/json', 400, 'example 0: the input text is a object'],
    ['an unknown input', '{"text": "x", "more": 1}', 'application/json', 400, 'unknown input more'],
    ['no input', '{}', 'application/json', 400, 'the input text is missing'],
    [
      '__proto__',
      '{"text": "x", "__proto__": {"text": "y"}}',
      'application/json',
      400,
      'unknown input __proto__',
    ],
    ['only __proto__', '{"__proto__": {"text": "y"}}', 'application/json', 400, 'unknown input __proto__'],
    [
      'columns of no lists',
      '{"inputs": {"text": "x"}}',
      'application/json',
      400,
      'a list of values for each input',
    ],
    ['columns without rows', '{"inputs": {"text": []}}', 'application/json', 400, 'no rows'],
    ['unequal columns', '{"inputs": {"text": ["a"], "b": []}}', 'application/json', 400, 'different lengths'],
    ['a NUL', '{"text": "ham\\u0000spam"}', 'application/json', 400, 'NUL'],
    ['half a character', '{"text": "\\ud83d"}', 'application/json', 400, 'not valid Unicode'],
    ['half of it', '{"text": "x', 'application/json', 400, 'not valid JSON'],
    ['bytes that are no text', Buffer.from([0x61, 0xff]), 'text/plain', 400, 'not valid UTF-8'],
    ['numbers as CSV', '1,2', 'text/csv', 400, 'for models of numbers only'],
    ['an empty line', '"a"\n\n"b"', 'application/jsonlines', 400, 'line 2 is empty'],
    ['an empty body', '', 'application/jsonlines', 400, 'no rows'],
    ['another type', '<x/>', 'application/xml', 415, 'this content-type is not taken'],
    ['a type that begins as one', '{}', 'application/jsonx', 415, 'this content-type is not taken'],
    ['another charset', 'free', 'text/plain; charset=latin1', 415, 'only UTF-8'],
  ])('refuses %s', async (_what, body, type, status, message) => {
    const answer = await send(body, type);
    expect([answer.statusCode, answer.json().error]).toEqual([status, expect.stringContaining(message)]);
  });

  it('refuses an encoded body, a missing type and an answer that it does not have', async () => {
    expect((await send('x', 'text/plain', { 'content-encoding': 'gzip' })).statusCode).toBe(415);
    expect((await ask(app, '/invocations', undefined, { method: 'POST', payload: 'x' })).statusCode).toBe(
      415,
    );
    expect((await ask(app, '/invocations', undefined, { method: 'POST' })).statusCode).toBe(415);
    expect((await send('x', 'text/plain', { accept: 'image/png' })).statusCode).toBe(406);
    expect((await send('x', 'text/plain', { accept: 'text/html, */*;q=0.1' })).statusCode).toBe(200);
  });
});

describe('/invocations of models of numbers', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    const mixed = echoModel({ whole: ['INT64', ['N']], pair: ['FP32', ['N', 2]], flag: ['BOOL', ['N', 1]] });
    const numbers = echoModel({ whole: ['INT64', ['N']], pair: ['FP32', ['N', 2]] });
    const alike = echoModel({ any: ['FP32', ['N', 'M']], fixed: ['FP32', [2]] });
    app = serverOf([
      await load(sumModel(), 'sum'),
      await load(mixed, 'mixed'),
      await load(numbers, 'numbers'),
      await load(alike, 'alike'),
    ]);
  });
  afterAll(() => app.close());
  const send = (model: string, payload: string, type = 'application/json') =>
    ask(app, `/invocations?model=${model}`, undefined, {
      method: 'POST',
      payload,
      headers: { 'content-type': type },
    });

  it('takes vectors as values and by name', async () => {
    const bodies = [
      '{"inputs": [[1, 2, 3]]}',
      '{"instances": [{"features": [1, 2, 3]}]}',
      '{"features": [1, 2, 3]}',
    ];
    for (const body of bodies)
      expect((await send('sum', body)).json()).toEqual({ predictions: [{ value: 321 }] });
  });

  it('takes CSV, in the order of the inputs', async () => {
    expect((await send('sum', '1,2,3\r\n 4, 5 ,6e0\n', 'text/csv')).json()).toEqual({
      predictions: [{ value: 321 }, { value: 654 }],
    });
    expect((await send('numbers', '-7,0.5,.25', 'text/csv')).json()).toEqual({
      predictions: [{ whole_out: -7, pair_out: [0.5, 0.25] }],
    });
  });

  it('answers a list for each row where an output has several values', async () => {
    const rows = [
      { whole: 1, pair: [1, 2], flag: [true] },
      { whole: 2, pair: [3, 4], flag: [false] },
    ];
    const predictions = rows.map(({ whole, pair, flag }) => ({
      whole_out: whole,
      pair_out: pair,
      flag_out: flag,
    }));
    expect((await send('mixed', JSON.stringify({ instances: rows }))).json()).toEqual({ predictions });
  });

  it.each<[string, string, string, string, string]>([
    ['a word', 'sum', '1,2,x', 'text/csv', 'line 1 has something else than numbers'],
    ['a heading', 'sum', 'a,b,c\n1,2,3', 'text/csv', 'line 1 has something else than numbers'],
    ['infinity', 'sum', '1,2,Infinity', 'text/csv', 'line 1 has something else than numbers'],
    ['hexadecimal', 'sum', '1,2,0x10', 'text/csv', 'line 1 has something else than numbers'],
    ['nothing between commas', 'sum', '1,,3', 'text/csv', 'line 1 has something else than numbers'],
    ['too large a number', 'sum', '1,2,1e39', 'text/csv', 'FP32 cannot hold'],
    ['too few numbers', 'sum', '1,2', 'text/csv', 'the input features is a list of 2'],
    [
      'too many numbers for several inputs',
      'numbers',
      '1,2,3,4',
      'text/csv',
      'has 4 numbers; this model needs 3 numbers',
    ],
    ['any width', 'alike', '1,2,3', 'text/csv', 'needs JSON'],
    ['half an integer', 'numbers', '1.5,2,3', 'text/csv', 'the input whole is a list of 1'],
    ['flags', 'mixed', '1,2,3,1', 'text/csv', 'for models of numbers only'],
    ['text', 'sum', 'hello', 'text/plain', 'whose only input is text'],
    [
      'a value alone',
      'numbers',
      '{"instances": [5]}',
      'application/json',
      'a row must be an object with: whole, pair',
    ],
    [
      'an integer that has lost digits',
      'numbers',
      '{"whole": 9007199254740993, "pair": [1, 2]}',
      'application/json',
      'whole',
    ],
    ['a number as infinity', 'sum', '{"features": [1e400, 0, 0]}', 'application/json', 'the input features'],
    ['an object in a vector', 'sum', '{"features": [{}, 0, 0]}', 'application/json', 'the input features'],
    ['a vector in a vector', 'sum', '{"features": [[1], 0, 0]}', 'application/json', 'the input features'],
  ])('refuses %s', async (_what, model, body, type, message) => {
    const answer = await send(model, body, type);
    expect([answer.statusCode, answer.json().error]).toEqual([400, expect.stringContaining(message)]);
  });

  it('finds the model by header or query, and wants one where there are several', async () => {
    const to = (query: string, target?: string) =>
      ask(
        app,
        `/invocations${query}`,
        { features: [1, 0, 0] },
        {
          headers: target === undefined ? {} : { 'x-amzn-sagemaker-target-model': target },
        },
      );
    expect((await to('', 'sum')).json()).toEqual({ predictions: [{ value: 1 }] });
    expect((await to('?model=sum', 'sum')).statusCode).toBe(200);
    expect((await to('?model=sum&other=1')).statusCode).toBe(200);
    expect((await to('')).json().error).toContain('several models are served');
    expect((await to('?model=sum', 'mixed')).json().error).toContain('named more than once');
    expect((await to('?model=sum&model=mixed')).json().error).toContain('named more than once');
    expect((await to('?model=constructor')).statusCode).toBe(404);
    expect((await to('', '../../etc/passwd')).statusCode).toBe(404);
    expect((await to('?model=')).statusCode).toBe(404);
  });
});

describe('/invocations without a model', () => {
  it('is not available, and neither is the server ready', async () => {
    const app = serverOf([]);
    const answer = await ask(app, '/invocations', { text: 'x' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect((await app.inject('/ping')).statusCode).toBe(503);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await ask(app, '/v2/health/live')).json()).toEqual({ live: true });
    const ready = await ask(app, '/v2/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([503, { ready: false }]);
    await app.close();
  });
});
