import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.ts';
import { parsePlatform } from './parse.ts';
import { approversOf, type NounRef, permitted } from './permission.ts';
import type { Environment, Platform, Verb } from './platform.ts';

function platformOf(name: string): Platform {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', `${name}.yaml`), 'utf8');
  const { value } = parsePlatform(text, 'holdfast.yaml');
  if (value === undefined) throw new Error(`${name} has issues`);
  return value;
}

function environment(platform: Platform, name: string): Environment {
  const found = environmentOf(platform, name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
}

const company = platformOf('company');

/** `ENVIRONMENT WHO VERB KIND/NAME`, and the answer. */
const table: [string, boolean, string][] = [
  ['local ada run model/credit-risk', true, 'ada is in science, which may run credit-risk'],
  ['dev ben deploy model/rate-forecast', true, 'ben is in science, which may deploy rate-forecast'],
  ['prod ada deploy model/credit-risk', true, 'ada is in science, which may deploy credit-risk'],
  ['prod ada observe model/credit-risk', true, 'ada is in science, which may observe credit-risk'],
  [
    'prod ada invoke model/rate-forecast',
    false,
    'nobody gives ada invoke on rate-forecast in prod: people_may allows only observe and deploy',
  ],
  [
    'prod ada read model/credit-risk',
    false,
    'nobody gives ada read on credit-risk in prod: people_may allows only observe and deploy',
  ],
  ['prod ada run model/credit-risk', false, 'prod trains nothing: it takes its models from staging'],
  ['dev mona run model/credit-risk', false, 'nobody gives mona run on credit-risk: mona is in model-risk'],
  ['dev mona observe model/credit-risk', true, 'mona is in model-risk, which may observe credit-risk'],
  ['dev zed run model/credit-risk', false, 'zed is in no team'],
  ['dev Ada run model/credit-risk', false, 'Ada is in no team'],
  ['dev constructor run model/credit-risk', false, 'constructor is in no team'],
  ['dev science run model/credit-risk', false, 'science is in no team'],
  ['dev ada run model/constructor', false, 'there is no model constructor'],
  ['dev ada read dataset/applications', true, 'ada is in science, which may read applications'],
  ['dev ada write dataset/applications', false, 'nobody gives ada write on applications: ada is in science'],
  ['dev pia write dataset/rates', true, 'pia is in platform, which may write rates'],
  ['dev sam erase dataset/applications', true, 'sam is in security, which may erase applications'],
  ['prod ada read dataset/applications', false, 'prod holds no dataset: it takes its models from staging'],
  ['dev ada deploy dataset/applications', false, 'deploy is nothing that can be done to a dataset'],
  ['dev ada approve dataset/applications', false, 'approve is nothing that can be done to a dataset'],
  ['dev ada erase model/credit-risk', false, 'erase is nothing that can be done to a model'],
  ['dev mona approve model/credit-risk', true, 'mona is in model-risk, whose approval credit-risk needs'],
  ['prod mona approve model/credit-risk', true, 'mona is in model-risk, whose approval credit-risk needs'],
  ['prod ada approve model/credit-risk', true, 'ada is in science, whose approval credit-risk needs'],
  [
    'dev pia approve model/credit-risk',
    false,
    'credit-risk needs the approval of science and model-risk, and pia is not in any of them',
  ],
  [
    'dev ada approve model/rate-forecast',
    false,
    'rate-forecast needs the approval of model-risk, and ada is not in it',
  ],
  ['prod sam read logs/logs', true, 'sam is in security, which may read logs'],
  ['prod ada read logs/logs', false, 'nobody gives ada read on logs: ada is in science'],
  ['dev sam write logs/logs', false, 'write is nothing that can be done to a logs'],
  ['prod loan-desk invoke model/credit-risk', true, 'access gives loan-desk invoke on credit-risk'],
  ['local loan-desk invoke model/credit-risk', true, 'access gives loan-desk invoke on credit-risk'],
  ['dev loan-desk invoke model/credit-risk', false, 'loan-desk has no role in dev'],
  [
    'staging loan-desk invoke model/rate-forecast',
    false,
    'nobody gives loan-desk invoke on rate-forecast in staging',
  ],
  [
    'staging core-banking write dataset/applications',
    true,
    'access gives core-banking write on applications',
  ],
  [
    'staging loan-desk approve model/credit-risk',
    false,
    'nobody gives loan-desk approve on credit-risk in staging',
  ],
];

function refOf(text: string): NounRef {
  const [kind = '', name = ''] = text.split('/');
  if (kind === 'logs') return { kind: 'logs', name: 'logs' };
  return { kind: kind === 'dataset' ? 'dataset' : 'model', name };
}

describe('permitted', () => {
  it.each(table)('%s: %s', (question, allowed, because) => {
    const [where = '', who = '', verb = '', noun = ''] = question.split(' ');
    const answer = permitted(company, environment(company, where), who, verb as Verb, refOf(noun));
    expect(answer).toEqual({ allowed, because });
  });

  it('caps people to nothing where people_may is empty', () => {
    const dev = { ...environment(company, 'dev'), peopleMay: [] };
    const answer = permitted(company, dev, 'ada', 'run', refOf('model/credit-risk'));
    expect(answer.because).toBe('nobody gives ada run on credit-risk in dev: people_may allows nothing');
  });

  it('allows nobody more than access, approvals and people_may say', () => {
    const who = fc.constantFrom('ada', 'ben', 'mona', 'sam', 'pia', 'zed', 'loan-desk', 'core-banking');
    const verb = fc.constantFrom<Verb>(
      'read',
      'write',
      'erase',
      'run',
      'observe',
      'deploy',
      'invoke',
      'approve',
    );
    const noun = fc.constantFrom(
      'model/credit-risk',
      'model/rate-forecast',
      'dataset/rates',
      'dataset/applications',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('local', 'dev', 'staging', 'prod'),
        who,
        verb,
        noun,
        (where, person, act, text) => {
          const view = environment(company, where);
          const ref = refOf(text);
          if (!permitted(company, view, person, act, ref).allowed) return;
          const noun = ref.kind === 'dataset' ? view.datasets[ref.name] : view.models[ref.name];
          const teams = Object.keys(view.teams).filter((team) => view.teams[team]?.members.includes(person));
          const grantees = Object.entries<readonly string[]>(noun?.access ?? {}).filter(([, verbs]) =>
            verbs.includes(act),
          );
          const stated = grantees.some(
            ([name]) =>
              name === person || (teams.includes(name) && view.peopleMay.some((may) => may === act)),
          );
          const approves =
            act === 'approve' && approversOf(view, ref.name).some(({ members }) => members.includes(person));
          expect(stated || approves).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('approversOf', () => {
  it('names teams, counts and members', () => {
    expect(approversOf(environment(company, 'prod'), 'credit-risk')).toEqual([
      { team: 'science', count: 1, members: ['ada', 'ben', 'chloe'] },
      { team: 'model-risk', count: 1, members: ['mona', 'max'] },
    ]);
  });

  it('is empty for what is not there', () => {
    expect(approversOf(environment(company, 'prod'), 'toString')).toEqual([]);
  });
});
