import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const platform = `
holdfast: 1
platform: acme
cloud: { region: eu-west-1, sign_in: identity-center }
github: { repository: acme/ml, owner_id: "1", repository_id: "2" }
people:
  pat: { github: pat-at-work }
teams:
  platform: { members: [pat, quinn, rob] }
  security: { members: [rob, sam], alerts: security@acme.example }
logs: { retention: 1y, access: { security: [read] } }
environments:
  dev: { account: "111111111111", production: false }
  prod: { account: "333333333333", approvals: { platform: 1, security: 1 } }
datasets:
  rates: { class: internal, source: rates/*.csv, retention: 1y }
models:
  forecast:
    trains_on: [rates]
    train: { code: train }
    gates: { auc: { min: 0.7 } }
    approvals: { security: 1 }
`;

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const said = (login: string, comment: string, state = 'approved') => ({
  state,
  comment,
  user: { login },
  environments: [],
});
const yes = (login: string) => said(login, `approve 0123456789ab for prod`);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'holdfast-approvals-'));
  await writeFile(join(dir, 'holdfast.yaml'), platform);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function run(...args: string[]) {
  const recorded = recordingTerminal(dir);
  const code = await runCli(recorded.terminal, args);
  return { code, ...recorded.text };
}

async function judged(records: unknown, ...more: string[]) {
  await writeFile(
    join(dir, 'approvals.json'),
    typeof records === 'string' ? records : JSON.stringify(records),
  );
  return run('approvals', 'prod', 'approvals.json', '--digest', digest, ...more);
}

describe('approvals of a plan', () => {
  const cases: [string, unknown[], string[], number][] = [
    ['one of each team', [yes('pat-at-work'), yes('sam')], [], 0],
    ['logins in other letters', [yes('Pat-At-Work'), yes('SAM')], [], 0],
    ['one person in both teams beside another', [yes('rob'), yes('quinn')], [], 0],
    ['one person in both teams alone', [yes('rob')], [], 1],
    ['the same person twice', [yes('rob'), yes('rob')], [], 1],
    ['nobody', [], [], 1],
    ['a stranger', [yes('pat-at-work'), yes('mallory')], [], 1],
    ['the name of a person instead of the login', [yes('pat'), yes('sam')], [], 1],
    ['a click without a word', [yes('quinn'), said('sam', '')], [], 1],
    ['another digest', [yes('quinn'), said('sam', 'ba9876543210')], [], 1],
    ['too few digits', [yes('quinn'), said('sam', '0123456789a')], [], 1],
    ['digits from the middle', [yes('quinn'), said('sam', '123456789abcdef')], [], 1],
    ['more digits than there are', [yes('quinn'), said('sam', `${digest.slice(7)}0`)], [], 1],
    ['a rejection', [yes('quinn'), said('sam', '0123456789ab', 'rejected')], [], 1],
    ['the author', [yes('quinn'), yes('sam')], ['--author', 'Sam'], 1],
    ['an author beside enough others', [yes('quinn'), yes('rob'), yes('sam')], ['--author', 'quinn'], 0],
    ['records that are none', [null, 1, {}, { user: null }, { user: { login: 1 } }], [], 1],
  ];
  it.each(cases)('with %s', async (_what, records, more, code) => {
    expect((await judged(records, ...more)).code).toBe(code);
  });

  it('says who may still approve, and how', async () => {
    expect(await judged([yes('quinn')])).toEqual({
      code: 1,
      out:
        '1 of 1 approvals of platform, as holdfast.yaml demands\n' +
        '0 of 1 approvals of security, as holdfast.yaml demands; rob, sam may approve\n' +
        'an approval counts when its comment names 0123456789ab or more of the digest\n',
      err: '',
    });
  });

  it('demands nothing where the file demands nothing', async () => {
    await writeFile(join(dir, 'approvals.json'), '[]');
    expect(await run('approvals', 'dev', 'approvals.json', '--digest', digest)).toMatchObject({
      code: 0,
      out: 'no approvals are demanded in dev\n',
    });
  });

  it('holds a change to the rules that were applied last', async () => {
    const outputs = { approvals: { value: { audit: { count: 1, logins: ['ann'] } } } };
    await writeFile(join(dir, 'real.json'), JSON.stringify({ prior_state: { values: { outputs } } }));
    const told = await judged([yes('quinn'), yes('sam')], '--plan', 'real.json');
    expect(told.code).toBe(1);
    expect(told.out).toContain(
      '0 of 1 approvals of audit, as what was applied last demands; ann may approve',
    );
    expect((await judged([yes('quinn'), yes('sam'), yes('ann')], '--plan', 'real.json')).code).toBe(0);
  });

  it('goes by the file alone when nothing was applied before', async () => {
    await writeFile(join(dir, 'real.json'), JSON.stringify({ format_version: '1.2' }));
    expect((await judged([yes('quinn'), yes('sam')], '--plan', 'real.json')).code).toBe(0);
  });

  it('refuses rules in the state that it cannot read', async () => {
    const outputs = { approvals: { value: { audit: { count: 'one' } } } };
    await writeFile(join(dir, 'real.json'), JSON.stringify({ prior_state: { values: { outputs } } }));
    expect((await judged([], '--plan', 'real.json')).code).toBe(2);
  });

  it.each([['{}'], ['no json'], ['']])('refuses a history that is no list: %j', async (text) => {
    expect((await judged(text)).code).toBe(2);
  });

  it('refuses what is no digest, and an environment that is not there', async () => {
    await writeFile(join(dir, 'approvals.json'), '[]');
    expect((await run('approvals', 'prod', 'approvals.json', '--digest', '0123')).code).toBe(2);
    expect((await run('approvals', 'test', 'approvals.json', '--digest', digest)).code).toBe(2);
  });
});

describe('environments', () => {
  it('are listed', async () => {
    expect(await run('environments')).toEqual({
      code: 0,
      out:
        'ENVIRONMENT  ACCOUNT       REGION     ROOT        PRODUCTION  APPROVALS OF A PLAN\n' +
        'dev          111111111111  eu-west-1  infra/dev   no          none\n' +
        'prod         333333333333  eu-west-1  infra/prod  yes         1 of platform, 1 of security\n',
      err: '',
    });
  });

  it('are variables for workflows', async () => {
    expect((await run('environments', 'prod', '--format', 'env')).out).toBe(
      [
        'name=prod',
        'root=infra/prod',
        'account=333333333333',
        'region=eu-west-1',
        'plan_role=arn:aws:iam::333333333333:role/holdfast/ci/acme-prod-ci-plan',
        'apply_role=arn:aws:iam::333333333333:role/holdfast/ci/acme-prod-ci-apply',
        'state_bucket=acme-prod-state-333333333333',
        'state_key=prod/terraform.tfstate',
        'approvers=platform security',
        'further_approvals=[2]',
        '',
      ].join('\n'),
    );
  });

  it('that are not there are an error', async () => {
    const { code, err } = await run('environments', 'test');
    expect(code).toBe(2);
    expect(err).toContain('name one of these: dev, prod');
  });
});
