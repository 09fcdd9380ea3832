import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../base/canonical-json.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { AnswerKind, Context, Guardrails, Policy, Principal, Resource } from './types.ts';

// The truths of AWS's documentation as data: each group of a file in cases/ names the page that states them.

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./cases/${name}.json`, import.meta.url), 'utf8'));
}

const account = '111122223333';
const version = '2012-10-17';

type Row = [operator: string, key: string, values: Json, request: string | string[] | null, holds: string];

describe('conditions', () => {
  const { groups } = read<{ groups: { doc: string; rows: Row[] }[] }>('conditions');
  const answers: Record<string, [allow: AnswerKind, deny: AnswerKind]> = {
    yes: ['allowed', 'denied'],
    no: ['denied', 'allowed'],
    open: ['conditional', 'conditional'],
  };
  const rows = groups.flatMap(({ doc, rows: all }) => all.map((row): [...Row, string] => [...row, doc]));

  it.each(rows)('%s %s %j, asked with %j: %s', (operator, key, values, request, holds) => {
    const role: Principal = {
      arn: `arn:aws:iam::${account}:role/r`,
      account,
      kind: 'role',
      identityPolicies: [],
      tags: { team: 'red' },
      trust: { id: 'trust', document: { Version: version, Statement: [] } },
    };
    const context: Context = { 'aws:TagKeys': ['a', 'b'], ...(request === '?' ? {} : { [key]: request }) };
    if (request === '?' && key === 'aws:TagKeys') delete context[key];
    const Condition = { [operator]: { [key]: values } } as Json;
    const whole = { Action: '*', Resource: '*' };
    const ask = (...statements: Json[]) =>
      evaluate({
        principal: {
          ...role,
          identityPolicies: [{ id: 'p', document: { Version: version, Statement: statements } }],
        },
        action: 'dynamodb:GetItem',
        resource: { arn: `arn:aws:dynamodb:eu-west-1:${account}:table/t` },
        context,
      }).answer;
    if (request === '?' && key.startsWith('aws:PrincipalTag')) delete role.tags;
    expect([
      ask({ Effect: 'Allow', ...whole, Condition }),
      ask({ Effect: 'Allow', ...whole }, { Effect: 'Deny', ...whole, Condition }),
    ]).toEqual(answers[holds]);
  });
});

/** A case in few words: short names stand for ARNs of the account, lists of statements for policies. */
interface Case {
  name: string;
  principal?: string;
  kind?: Principal['kind'];
  identity?: Json[];
  boundary?: Json[];
  session?: Json[];
  action: string;
  resource?: string;
  owner?: string;
  attached?: Json[] | null;
  context?: Context;
  scp?: Json[][];
  rcp?: Json[][];
  endpoint?: Json[];
  answer: AnswerKind;
  closedBy?: string;
  because?: number[];
  keys?: string[];
}

const asPolicy = (id: string, statements: Json[]): Policy => ({
  id,
  document: { Version: version, Statement: statements },
});

function principalOf({ principal = 'role/r', kind, identity, boundary, session }: Case): Principal {
  const arn = /^(role|user|root)/.test(principal) ? `arn:aws:iam::${account}:${principal}` : principal;
  const found = kind ?? (/:(role|user|root)/.exec(arn)?.[1] as Principal['kind']) ?? 'service';
  return {
    arn,
    account:
      found === 'service' || found === 'anonymous' || found === 'federated' ? '' : (arn.split(':')[4] ?? ''),
    kind: found,
    identityPolicies: (identity ?? []).map((statement, index) =>
      asPolicy(`identity-${index}`, [statement].flat() as Json[]),
    ),
    ...(boundary && { boundary: asPolicy('boundary', boundary) }),
    ...(session && { sessionPolicies: [asPolicy('session', session)] }),
    ...(found === 'session' && { role: `arn:aws:iam::${account}:role/${arn.split('/')[1]}` }),
  };
}

function resourceOf({ resource = '*', owner, attached }: Case): Resource {
  return {
    arn: resource,
    ...(owner && { account: owner }),
    ...(attached === undefined ? {} : { policy: attached && asPolicy('attached', attached) }),
  };
}

const levels = (name: string, given: Json[][] | undefined) =>
  given?.map((statements, index) => [asPolicy(`${name}-${index}`, statements)]);

describe.each(['evaluation', 'cross-account', 'principals', 'keys-and-trust', 'guardrails'])('%s', (file) => {
  const { groups } = read<{ groups: { doc: string; cases: Case[] }[] }>(file);

  it.each(groups.flatMap(({ cases }) => cases))('$name', (given) => {
    const { action, context = {}, scp, rcp, endpoint } = given;
    const guardrails: Guardrails = {};
    const serviceControl = levels('scp', scp);
    const resourceControl = levels('rcp', rcp);
    if (serviceControl) guardrails.serviceControl = serviceControl;
    if (resourceControl) guardrails.resourceControl = resourceControl;
    if (endpoint) guardrails.endpoint = [asPolicy('endpoint', endpoint)];
    const result = evaluate(
      { principal: principalOf(given), action, resource: resourceOf(given), context },
      guardrails,
    );
    expect(result.answer, JSON.stringify(result)).toBe(given.answer);
    if (given.closedBy) expect(result.closedBy).toBe(given.closedBy);
    if (given.keys) expect(result.conditions.map(({ key }) => key)).toEqual(given.keys);
  });
});
