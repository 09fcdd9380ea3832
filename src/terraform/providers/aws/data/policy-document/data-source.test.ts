import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../../../protocol/value.ts';
import { DataSourceError } from '../../../knowledge.ts';
import { read } from '../../../testing/computing.ts';
import { cases, statement } from './cases.ts';
import { policyDocument } from './data-source.ts';
import { goJson } from './go-json.ts';

const minified = (config: ObjectValue) => String(read(policyDocument, config).minified_json);

describe('a policy document is written as the provider writes it', () => {
  it.each(cases)('$name', ({ config, minified: expected }) => {
    expect(minified(config)).toBe(expected);
  });

  it('with two spaces in `json`, and its checksum as id', () => {
    const config = {
      policy_id: 'mine',
      statement: [
        statement({
          sid: 'one',
          actions: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'],
          resources: ['arn:aws:s3:::*'],
          principals: [{ type: 'AWS', identifiers: [] }],
        }),
      ],
    };
    const { json, id, version } = read(policyDocument, config);
    expect(json).toBe(`{
  "Version": "2012-10-17",
  "Id": "mine",
  "Statement": [
    {
      "Sid": "one",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*",
      "Principal": {
        "AWS": []
      }
    }
  ]
}`);
    expect(id).toBe('3817172126');
    expect(version).toBe('2012-10-17');
  });

  it('and keeps its statements as the state has them', () => {
    const { statement: kept } = read(policyDocument, { statement: [statement({ actions: ['a'] })] });
    expect(kept).toEqual([
      {
        sid: '',
        effect: 'Allow',
        actions: ['a'],
        not_actions: [],
        resources: [],
        not_resources: [],
        principals: [],
        not_principals: [],
        condition: [],
      },
    ]);
  });
});

const twice = [statement({ sid: 'a' }), statement({ sid: 'a' })];
const sid = (name: string) => `{"Statement":[{"Sid":"${name}"}]}`;
const old = (given: ObjectValue) => ({ version: '2008-10-17', statement: [statement(given)] });
const unsupported = 'found &{ sequence in (&{x}), which is not supported in document version 2008-10-17';

describe('what the provider refuses', () => {
  it.each<[ObjectValue, string]>([
    [
      { statement: twice },
      'writing IAM Policy Document: duplicate Sid (a). Remove the Sid or ensure the Sid is unique.',
    ],
    [
      { source_policy_documents: [sid('a'), null, sid('a')] },
      'writing IAM Policy Document: merging source document 2: duplicate Sid (a) in source_policy_documents ' +
        '(statement 0). Remove the Sid or ensure Sids are unique.',
    ],
    [
      { source_policy_documents: [''] },
      'writing IAM Policy Document: merging source document 0: unexpected end of JSON input',
    ],
    [
      { override_policy_documents: ['{x'] },
      'writing IAM Policy Document: merging override document 0: it is not valid JSON',
    ],
    [
      { source_json: '[]' },
      'writing IAM Policy Document: merging source JSON: the document is a list, not an object',
    ],
    [{ version: '2013' }, 'expected version to be one of ["2008-10-17" "2012-10-17"], got 2013'],
    [
      { statement: [statement({ effect: 'allow' })] },
      'expected statement.0.effect to be one of ["Allow" "Deny"], got allow',
    ],
    [
      { statement: [statement({}), statement({ sid: 'a b' })] },
      'invalid value for statement.1.sid (must only include alphanumeric characters)',
    ],
    [old({ resources: ['&{x}'] }), `reading resources: ${unsupported}`],
    [old({ not_resources: ['&{x}'] }), `reading not_resources: ${unsupported}`],
    [old({ principals: [{ type: 'AWS', identifiers: ['&{x}'] }] }), `reading principals: ${unsupported}`],
    [
      old({ not_principals: [{ type: 'AWS', identifiers: ['&{x}'] }] }),
      `reading not_principals: ${unsupported}`,
    ],
    [
      old({ condition: [{ test: 'a', variable: 'b', values: ['&{x}'] }] }),
      `reading condition: reading values: ${unsupported}`,
    ],
  ])('%j', (config, message) => {
    expect(() => read(policyDocument, config)).toThrow(new DataSourceError(message));
  });

  it.each([
    ['{"Statement":{"Effect":"Allow"}}', 'Statement is an object, not a list'],
    ['{"Statement":[null]}', 'statement 0 is null'],
    ['{"Statement":["x"]}', 'statement 0 is a string, not an object'],
    ['{"Statement":[{"Sid":1}]}', 'Sid is a number, not a text'],
    ['{"Statement":[{"Effect":true}]}', 'Effect is a boolean, not a text'],
    ['{"Statement":[{"Principal":null}]}', 'Principal is null, not an object'],
    ['{"Statement":[{"Principal":["a"]}]}', 'Principal is a list, not an object'],
    ['{"Statement":[{"Principal":{"AWS":1}}]}', 'the principal AWS is a number, not a text or a list'],
    ['{"Statement":[{"Principal":{"AWS":[1]}}]}', 'the principal AWS has a number in its list'],
    ['{"Statement":[{"Condition":{"Bool":[]}}]}', 'the condition Bool is a list, not an object'],
    ['{"Statement":[{"Condition":{"Bool":{"a":[1]}}}]}', 'the condition Bool has a number in its list'],
    ['{"Version":2012}', 'Version is a number, not a text'],
    [`{"Statement":[{"Action":${'['.repeat(200)}${']'.repeat(200)}}]}`, 'it is nested too deeply'],
    [`{"Statement":[{"Action":"${'a'.repeat(1024 * 1024)}"}]}`, 'it is larger than 1 MiB'],
  ])('%.80s', (document, message) => {
    expect(() => read(policyDocument, { source_policy_documents: [document] })).toThrow(
      new DataSourceError(`writing IAM Policy Document: merging source document 0: ${message}`),
    );
  });

  it('never quotes the document', () => {
    expect(() => read(policyDocument, { source_policy_documents: ['hidden'] })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hidden') }),
    );
  });
});

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 4 });
const blocks = fc.array(fc.record({ type: fc.constantFrom('AWS', 'Service', '*'), identifiers: texts }), {
  maxLength: 3,
});
const statements = fc.array(
  fc.record({
    effect: fc.constantFrom('Allow', 'Deny', null),
    actions: texts,
    resources: texts,
    principals: blocks,
    condition: fc.array(
      fc.record({ test: fc.constantFrom('A', 'B'), variable: fc.constantFrom('x', 'y'), values: texts }),
      {
        maxLength: 3,
      },
    ),
  }),
  { maxLength: 3 },
);

describe('properties', () => {
  it('both forms are JSON of the same policy', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const { json, minified_json } = read(policyDocument, {
          statement: given.map((one) => statement({ ...one })),
        });
        expect(JSON.parse(String(json))).toEqual(JSON.parse(String(minified_json)));
        expect(String(json)).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });

  it('the order of what is a set changes nothing', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const reversed = given.map((one) => ({
          ...one,
          actions: one.actions.toReversed(),
          resources: one.resources.toReversed(),
          principals: one.principals
            .toReversed()
            .map((block) => ({ ...block, identifiers: block.identifiers.toReversed() })),
          condition: one.condition.toReversed(),
        }));
        const write = (all: ObjectValue[]) => minified({ statement: all.map((one) => statement(one)) });
        expect(write(reversed)).toBe(write(given));
      }),
    );
  });

  it('a policy that is its own only source comes out once more, but for the marks of an empty list', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const first = minified({ statement: given.map((one) => statement({ ...one })) });
        const second = minified({ source_policy_documents: [first] });
        expect(minified({ source_policy_documents: [second] })).toBe(second);
      }),
    );
  });

  it('text is written as JavaScript writes it, but for what Go escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(goJson(text))).toBe(text.toWellFormed());
      }),
    );
  });
});
