import type { ObjectValue, Value } from '../../../../protocol/value.ts';

/** A configuration and the exact text that the real provider makes of it. */
export interface Case {
  name: string;
  config: ObjectValue;
  /** Without spaces. */
  minified: string;
}

/** A `statement` block with the attributes that are not given unset. */
export function statement(given: ObjectValue): ObjectValue {
  const attributes = ['sid', 'effect', 'actions', 'not_actions', 'resources', 'not_resources'];
  const blocks = ['principals', 'not_principals', 'condition'];
  return {
    ...Object.fromEntries(attributes.map((name) => [name, null])),
    ...Object.fromEntries(blocks.map((name) => [name, []])),
    ...given,
  };
}

const of = (...statements: ObjectValue[]): ObjectValue => ({ statement: statements.map(statement) });
const policy = (...statements: string[]) => `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;
const one = (given: ObjectValue) => of({ actions: ['*'], resources: ['*'], ...given });
const rest = (fields: string) => policy(`{"Effect":"Allow","Action":"*","Resource":"*",${fields}}`);
const aws = (...identifiers: string[]): ObjectValue => ({ type: 'AWS', identifiers });
const condition = (test: string, variable: string, ...values: Value[]): ObjectValue => ({
  test,
  variable,
  values,
});
const root = (digit: number, partition = 'aws') => `arn:${partition}:iam::${String(digit).repeat(12)}:root`;
const quoted = (...texts: string[]) => texts.map((text) => JSON.stringify(text)).join(',');

const a = policy(
  '{"Effect":"Allow","Action":"foo:One"}',
  '{"Sid":"same","Effect":"Allow","Action":"bar:One"}',
);
const b = policy('{"Sid":"other","Effect":"Deny","Action":"foo:Two"}');
const c = policy('{"Sid":"same","Effect":"Deny","Action":"bar:Two"}');

/** Each row with what the provider's own tests expect of the same: policy_document_data_source_test.go. */
const fromTheProvider: Case[] = [
  {
    name: 'several principals of a type, in the order of the set: one, then two',
    config: one({ principals: [aws(root(1)), aws(root(2), root(3))] }),
    minified: rest(`"Principal":{"AWS":[${quoted(root(1), root(3), root(2))}]}`),
  },
  {
    name: 'several principals of a type, in the order of the set: two, one and one',
    config: one({ principals: [aws(root(1), root(2)), aws(root(3)), aws(root(4))] }),
    minified: rest(`"Principal":{"AWS":[${quoted(root(3), root(4), root(2), root(1))}]}`),
  },
  {
    name: 'the same in another partition, where the order is another',
    config: one({
      principals: [
        aws(root(1, 'aws-us-gov'), root(2, 'aws-us-gov')),
        aws(root(3, 'aws-us-gov')),
        aws(root(4, 'aws-us-gov')),
      ],
    }),
    minified: rest(
      `"Principal":{"AWS":[${quoted(...[3, 2, 1, 4].map((digit) => root(digit, 'aws-us-gov')))}]}`,
    ),
  },
  {
    name: 'everyone as a type is one star, everyone of AWS is not',
    config: of(
      { actions: ['kinesis:*'], principals: [aws('*')] },
      { actions: ['firehose:*'], principals: [{ type: '*', identifiers: ['*'] }] },
    ),
    minified: policy(
      '{"Effect":"Allow","Action":"kinesis:*","Principal":{"AWS":"*"}}',
      '{"Effect":"Allow","Action":"firehose:*","Principal":"*"}',
    ),
  },
  {
    name: 'values of a condition keep their order, and variables are written with &{',
    config: one({ condition: [condition('StringLike', 's3:prefix', 'home/', '', 'home/&{aws:username}/')] }),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's variable, not JavaScript's
    minified: rest('"Condition":{"StringLike":{"s3:prefix":["home/","","home/${aws:username}/"]}}'),
  },
  {
    name: 'sources one after another',
    config: { source_policy_documents: [a, b] },
    minified: policy(
      '{"Effect":"Allow","Action":"foo:One"}',
      '{"Sid":"same","Effect":"Allow","Action":"bar:One"}',
      '{"Sid":"other","Effect":"Deny","Action":"foo:Two"}',
    ),
  },
  {
    name: 'an override takes the place of the statement with its sid',
    config: { override_policy_documents: [a, b, c] },
    minified: policy(
      '{"Effect":"Allow","Action":"foo:One"}',
      '{"Sid":"same","Effect":"Deny","Action":"bar:Two"}',
      '{"Sid":"other","Effect":"Deny","Action":"foo:Two"}',
    ),
  },
  {
    name: 'a statement takes the place of one of a source',
    config: { source_policy_documents: [a], ...of({ sid: 'same', actions: ['*'] }) },
    minified: policy('{"Effect":"Allow","Action":"foo:One"}', '{"Sid":"same","Effect":"Allow","Action":"*"}'),
  },
];

const others: Case[] = [
  { name: 'nothing at all', config: {}, minified: '{"Version":"2012-10-17"}' },
  { name: 'an id', config: { policy_id: 'mine' }, minified: '{"Version":"2012-10-17","Id":"mine"}' },
  { name: 'the old version', config: { version: '2008-10-17' }, minified: '{"Version":"2008-10-17"}' },
  {
    name: 'lists sorted in reverse, a single one alone',
    config: of({ actions: ['s3:Get*', 's3:Put*', 's3:Delete*'], resources: ['arn:aws:s3:::b'] }),
    minified: policy(
      '{"Effect":"Allow","Action":["s3:Put*","s3:Get*","s3:Delete*"],"Resource":"arn:aws:s3:::b"}',
    ),
  },
  {
    name: 'sorting before &{ is replaced',
    config: of({ resources: ['a%', 'a&{b}'] }),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's variable, not JavaScript's
    minified: policy('{"Effect":"Allow","Resource":["a${b}","a%"]}'),
  },
  {
    name: 'all the opposites',
    config: of({
      effect: 'Deny',
      not_actions: ['iam:*'],
      not_resources: ['b', 'a'],
      not_principals: [aws('x')],
    }),
    minified: policy(
      '{"Effect":"Deny","NotAction":"iam:*","NotResource":["b","a"],"NotPrincipal":{"AWS":"x"}}',
    ),
  },
  { name: 'an empty statement', config: of({}), minified: policy('{"Effect":"Allow"}') },
  {
    name: 'empty lists are left out',
    config: of({ actions: [], resources: [], sid: '' }),
    minified: policy('{"Effect":"Allow"}'),
  },
  {
    name: 'a principal without identifiers',
    config: one({ principals: [aws()] }),
    minified: rest('"Principal":{"AWS":[]}'),
  },
  {
    name: 'types of principals sorted',
    config: one({
      principals: [
        { type: 'Service', identifiers: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
        { type: 'Federated', identifiers: ['cognito-identity.amazonaws.com'] },
        aws('123456789012'),
      ],
    }),
    minified: rest(
      '"Principal":{"AWS":"123456789012","Federated":"cognito-identity.amazonaws.com",' +
        '"Service":["lambda.amazonaws.com","ec2.amazonaws.com"]}',
    ),
  },
  {
    name: 'everyone beside another is a map',
    config: one({ principals: [{ type: '*', identifiers: ['*'] }, aws('1')] }),
    minified: rest('"Principal":{"*":"*","AWS":"1"}'),
  },
  {
    name: 'conditions with other tests and variables, sorted',
    config: one({
      condition: [
        condition('StringEquals', 'b:b', 'x'),
        condition('StringEquals', 'a:a', 'y'),
        condition('Bool', 'aws:SecureTransport', 'true'),
      ],
    }),
    minified: rest(
      '"Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"a:a":"y","b:b":"x"}}',
    ),
  },
  {
    name: 'a condition without values',
    config: one({ condition: [condition('Null', 'a:a')] }),
    minified: rest('"Condition":{"Null":{"a:a":[]}}'),
  },
  {
    name: 'what Go escapes for HTML, quotes and controls',
    config: of({ resources: ['<a>&b\u2028\u2029"\\\u0001\t/é'] }),
    minified: policy(
      '{"Effect":"Allow","Resource":"\\u003ca\\u003e\\u0026b\\u2028\\u2029\\"\\\\\\u0001\\t/é"}',
    ),
  },
  {
    name: 'the later version of a source stays',
    config: { version: '2008-10-17', source_policy_documents: ['{"Version":"2012-10-17","Id":"first"}'] },
    minified: '{"Version":"2012-10-17","Id":"first"}',
  },
  {
    name: 'the id of the last that has one',
    config: {
      policy_id: 'own',
      source_policy_documents: ['{"Id":"first"}'],
      override_policy_documents: ['{"Id":"last"}'],
    },
    minified: '{"Version":"2012-10-17","Id":"last"}',
  },
  {
    name: 'null documents are passed over',
    config: { source_policy_documents: [null, b], override_policy_documents: [null] },
    minified: b,
  },
  {
    name: 'a source keeps the order of its actions, but not of its principals',
    config: {
      source_policy_documents: [
        '{"Statement":[{"Action":["a","c","b"],"Principal":{"Service":["a","c","b"],"AWS":["x"]}}]}',
      ],
    },
    minified: policy('{"Action":["a","c","b"],"Principal":{"AWS":["x"],"Service":["c","b","a"]}}'),
  },
  {
    name: 'a source whose principal is a text stands for everyone',
    config: { source_policy_documents: ['{"Statement":[{"Principal":"someone"}]}'] },
    minified: policy('{"Principal":"*"}'),
  },
  {
    name: 'conditions of a source: a list of one alone, a bool as text, a number lost',
    config: {
      source_policy_documents: [
        '{"Statement":[{"Condition":{"Bool":{"x":true},"NumericLessThan":{"n":5},"StringLike":{"a":["b"]}}}]}',
      ],
    },
    minified: policy('{"Condition":{"Bool":{"x":"true"},"StringLike":{"a":"b"}}}'),
  },
  {
    name: 'fields of a source in any case, unknown ones dropped, null ones left out',
    config: {
      source_policy_documents: [
        '{"version":"2012-10-17","STATEMENT":[{"sid":"a","action":"b","Resource":null,"X":1}]}',
      ],
    },
    minified: policy('{"Sid":"a","Action":"b"}'),
  },
  {
    name: 'an override without a sid is added',
    config: { ...of({ actions: ['a'] }), override_policy_documents: ['{"Statement":[{"Action":"b"}]}'] },
    minified: policy('{"Effect":"Allow","Action":"a"}', '{"Action":"b"}'),
  },
  {
    name: 'names that mean something to JavaScript',
    config: one({
      condition: [condition('__proto__', 'constructor', 'x'), condition('StringEquals', '1', 'y')],
    }),
    minified: rest('"Condition":{"StringEquals":{"1":"y"},"__proto__":{"constructor":"x"}}'),
  },
  {
    name: 'source_json and override_json of version 3',
    config: { source_json: a, override_json: c },
    minified: policy(
      '{"Effect":"Allow","Action":"foo:One"}',
      '{"Sid":"same","Effect":"Deny","Action":"bar:Two"}',
    ),
  },
];

export const cases: Case[] = [...fromTheProvider, ...others];
