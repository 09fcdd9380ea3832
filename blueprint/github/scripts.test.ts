import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { type Workshop, workshop } from './testing/workshop.ts';

// What AWS and GitHub answer is written below; everything else is real: the release that the repository carries, bash,
// the blueprint, and the Terraform that Holdfast itself runs.

const digestForm = /^sha256:[0-9a-f]{64}$/;

let shop: Workshop;
let planned: { planned_values: unknown; [member: string]: unknown };
const log = () => readFileSync(join(shop.bin, 'log'), 'utf8');

/** A Terraform whose plans and states are files, because there is no account. */
const terraform = `
echo "terraform $*" >>"$(dirname "$0")/log"
case "$*" in
  *' show -json') cat "$(dirname "$0")/state.json" ;;
  *' show -json '*) cat "$(dirname "$0")/real.json" ;;
  *-detailed-exitcode*) exit "$(cat "$(dirname "$0")/drift")" ;;
esac`;

const gh = `
case "$*" in
  *'/approvals') cat "$(dirname "$0")/approvals.json" ;;
  *'/commits/abc --jq'*) echo ada ;;
  *'/commits/abc/pulls --jq'*) echo 7 ;;
  *'/pulls/7 --jq'*) echo ada ;;
  *'/pulls/7/commits --jq'*) printf 'ada\\nweb-flow\\n' ;;
  *) echo "nobody expected gh $*" >&2; exit 9 ;;
esac`;

const real = execFileSync('sh', ['-c', 'command -v terraform || true'], { encoding: 'utf8' }).trim();

function put(name: string, content: unknown): void {
  writeFileSync(join(shop.bin, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** What the state is once the plan has been applied. */
function stateOf({ planned_values }: typeof planned) {
  return { format_version: '1.0', terraform_version: '1.11.4', values: planned_values };
}

beforeAll(async () => {
  shop = await workshop('platform');
}, 120_000);
afterAll(() => shop.close());

describe('install.sh', () => {
  it('installs the release of the repository, and it runs', () => {
    const told = shop.step('install.sh');
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(told.path).toBe(`${join(dirname(shop.bin), 'holdfast', 'bin')}\n`);
  });

  it('refuses a release that is another than the one named', () => {
    const file = join(shop.dir, '.github/holdfast/holdfast.tgz');
    const before = readFileSync(file);
    appendFileSync(file, 'x');
    const told = shop.step('install.sh');
    writeFileSync(file, before);
    expect(told).toMatchObject({ code: 1, out: '', path: '' });
    expect(told.err).toContain('nothing was installed');
  });

  it('judges a change by the release before it', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: shop.dir,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('add', '.github');
    git('commit', '-qm', 'before');
    const base = git('rev-parse', 'HEAD').trim();
    const file = join(shop.dir, '.github/holdfast/holdfast.tgz');
    const before = readFileSync(file);
    writeFileSync(file, 'something else that says yes to everything');
    const told = shop.step('install.sh', { BASE: base });
    writeFileSync(file, before);
    expect(told.code).toBe(0);
  });
});

describe.skipIf(lacks('terraform'))('the scripts of the workflows (needs terraform)', () => {
  const settings = { ENVIRONMENT: 'prod', HOLDFAST_TERRAFORM: real };

  beforeAll(() => {
    shop.step('install.sh');
    const main = join(dirname(shop.bin), 'holdfast/release/dist/cli/main.js');
    const file = join(dirname(shop.bin), 'plan.json');
    execFileSync(process.execPath, [main, 'plan', 'infra/prod', '-o', file], { cwd: shop.dir });
    const { holdfast: _notes, ...plan } = JSON.parse(readFileSync(file, 'utf8'));
    planned = plan;
    shop.program('terraform', terraform);
    shop.program('gh', gh);
    writeFileSync(join(shop.dir, 'infra/prod/.terraform.lock.hcl'), '');
  }, 120_000);

  beforeEach(() => {
    put('log', '');
    put('drift', '0');
    put('real.json', planned);
    put('state.json', stateOf(planned));
  });

  describe('settings.sh', () => {
    it('gives the role and the account', () => {
      expect(shop.step('settings.sh', settings).outputs).toMatchObject({
        account: '777788889999',
        plan_role: 'arn:aws:iam::777788889999:role/holdfast/ci/acme-prod-ci-plan',
        further_approvals: '[2]',
      });
    });

    it('fails for an environment that is not there', () => {
      expect(shop.step('settings.sh', { ENVIRONMENT: 'test' })).toMatchObject({ code: 2, outputs: {} });
    });
  });

  describe('plan.sh', () => {
    it('gives the digest, and says in the summary what is to be approved', () => {
      const told = shop.step('plan.sh', settings);
      expect(told).toMatchObject({ code: 0, err: '', outputs: { changes: 'true' } });
      expect(told.outputs.digest).toMatch(digestForm);
      expect(told.summary).toContain('all as proven');
      expect(told.summary).toContain(told.outputs.digest);
      expect(log()).toContain(
        'init -input=false -lockfile=readonly -reconfigure -backend-config=bucket=acme-prod-state-777788889999',
      );
      expect(log()).not.toContain('apply');
    });

    it('fails, and gives no digest, for a plan that was not proven', () => {
      put('real.json', JSON.stringify(planned).replaceAll('aws:SecureTransport', 'aws:SourceIp'));
      const told = shop.step('plan.sh', settings);
      expect(told).toMatchObject({ code: 1, outputs: {} });
      expect(told.out).toContain('its value is not the proven one');
    });

    it('wants the providers pinned', () => {
      const told = shop.step('plan.sh', { ...settings, ENVIRONMENT: 'dev' });
      expect(told).toMatchObject({ code: 2, outputs: {} });
      expect(told.err).toContain('infra/dev has no .terraform.lock.hcl');
    });
  });

  describe('apply.sh', () => {
    const run = {
      GITHUB_REPOSITORY: 'acme/ml',
      GITHUB_RUN_ID: '42',
      GITHUB_SHA: 'abc',
      GITHUB_ACTOR: 'ada',
      GITHUB_TRIGGERING_ACTOR: 'ada',
    };
    let digest: string;
    const yes = (login: string) => ({
      state: 'approved',
      comment: digest.slice(7, 27),
      user: { login },
    });
    const apply = (environment: Record<string, string> = {}) =>
      shop.step('apply.sh', { ...settings, ...run, DIGEST: digest, ...environment });

    beforeAll(() => {
      put('real.json', planned);
      digest = shop.step('plan.sh', settings).outputs.digest ?? '';
    });
    beforeEach(() => put('approvals.json', [yes('cleo'), yes('dora')]));

    it('applies the plan that was approved, and checks the state', () => {
      const told = apply();
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(log()).toMatch(/ apply -input=false \S+\/plan\nterraform \S+ show -json\n$/);
      expect(told.out).toContain('(state)\n0 findings');
      expect(told.out).toContain('prod: access is as intended');
    });

    it.each([
      [
        'a plan of another digest',
        () => put('real.json', { ...planned, output_changes: {} }),
        'another digest was approved',
      ],
      [
        'a plan that was not proven',
        () => put('real.json', JSON.stringify(planned).replaceAll('aws:SecureTransport', 'aws:SourceIp')),
        'its value is not the proven one',
      ],
      [
        'an approval too few',
        () => put('approvals.json', [yes('cleo')]),
        '0 of 1 approvals of security, as holdfast.yaml demands; dora, emil may approve',
      ],
      [
        'an approval of something else',
        () => put('approvals.json', [yes('cleo'), { ...yes('dora'), comment: 'fine' }]),
        '0 of 1 approvals of security',
      ],
      [
        'the approval of an author',
        () => shop.program('gh', gh.replace("printf 'ada", "printf 'dora")),
        '0 of 1 approvals of security, as holdfast.yaml demands; emil may approve',
      ],
    ])('does not apply %s', (_what, change, says) => {
      change();
      const told = apply();
      shop.program('gh', gh);
      expect(told.code).toBe(1);
      expect(told.out).toContain(says);
      expect(log()).not.toContain('apply');
    });

    it.each(['/approvals', '/commits/abc --jq', '/commits/abc/pulls', '/pulls/7 --jq', '/pulls/7/commits'])(
      'does not apply when GitHub does not answer for %s',
      (path) => {
        shop.program('gh', gh.replace('case "$*" in', `case "$*" in\n  *'${path}'*) exit 4 ;;`));
        const told = apply();
        shop.program('gh', gh);
        expect(told.code).not.toBe(0);
        expect(log()).not.toContain('apply');
      },
    );

    it('fails when the state is not what was meant', () => {
      const public_ = JSON.stringify(stateOf(planned)).replaceAll(
        '"block_public_policy":true',
        '"block_public_policy":false',
      );
      put('state.json', public_);
      expect(apply().code).toBe(1);
      expect(log()).toContain('apply');
    });
  });

  describe('audit.sh', () => {
    const aws = (arns: string, findings: string) =>
      shop.program(
        'aws',
        `case "$*" in *list-analyzers*) echo '${arns}' ;; *list-findings*) printf '%s' '${findings}' ;; esac`,
      );
    beforeEach(() => aws('arn:aws:access-analyzer:eu-central-1:777788889999:analyzer/a', ''));

    it('passes when nothing changed', () => {
      const told = shop.step('audit.sh', settings);
      expect(told).toMatchObject({ code: 0 });
      expect(told.out.match(/^== .*$/gm)).toHaveLength(4);
    });

    it.each([
      ['drift', () => put('drift', '2'), 'drift from the configuration'],
      ['rights that nobody uses', () => aws('arn', 'UnusedPermission\trole'), 'unused rights'],
      ['no analyzer', () => aws('', ''), 'unused rights'],
      [
        'a finding in the state',
        () =>
          put(
            'state.json',
            JSON.stringify(stateOf(planned)).replaceAll(
              '"block_public_policy":true',
              '"block_public_policy":false',
            ),
          ),
        'findings in the state',
      ],
    ])('fails for %s, and goes on with the rest', (_what, change, title) => {
      change();
      const told = shop.step('audit.sh', settings);
      expect(told.code).toBe(1);
      expect(told.out).toContain(`::error title=prod::${title}`);
      expect(told.out.match(/^::error/gm)).toHaveLength(1);
      expect(told.out.match(/^== .*$/gm)).toHaveLength(4);
    });
  });

  describe('bootstrap.sh', () => {
    const state = () => join(shop.dir, 'infra/prod/terraform.tfstate');
    beforeEach(() => {
      shop.program('aws', 'echo 777788889999');
      writeFileSync(state(), '{}');
    });

    it('applies, moves the state, and leaves nothing behind', () => {
      const told = shop.step('bootstrap.sh', { ...settings, INPUT: 'yes\n' });
      expect(told.code).toBe(0);
      expect(log()).toMatch(/ apply -input=false \S+\/plan\n.* init -input=false -migrate-state -force-copy/);
      expect(existsSync(state())).toBe(false);
      expect(existsSync(join(shop.dir, 'infra/prod/backend_override.tf'))).toBe(false);
    });

    it.each([
      [
        'another account',
        () => shop.program('aws', 'echo 123456789012'),
        'yes\n',
        'you are signed in to 123456789012',
      ],
      ['another answer than yes', () => undefined, 'y\n', 'nothing was applied'],
    ])('does not apply with %s', (_what, change, input, says) => {
      change();
      const told = shop.step('bootstrap.sh', { ...settings, INPUT: input });
      expect(told.code).not.toBe(0);
      expect(told.err).toContain(says);
      expect(log()).not.toContain('apply');
      expect(existsSync(join(shop.dir, 'infra/prod/backend_override.tf'))).toBe(false);
    });
  });

  it('github-setup.sh makes environments with reviewers, and the rulesets that are missing', () => {
    shop.program(
      'gh',
      `echo "gh $*" >>"$(dirname "$0")/log"
      case "$*" in
        *default_branch*) echo main ;;
        *orgs/acme/teams/platform*) echo 11 ;;
        *orgs/acme/teams/security*) echo 12 ;;
        *--input*-*) cat >>"$(dirname "$0")/log" ;;
        *'rulesets --jq'*) echo tags ;;
      esac`,
    );
    const told = shop.step('github-setup.sh', { ...settings, REPOSITORY: 'acme/ml' }, 'prod');
    shop.program('gh', gh);
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out).toBe(
      'environment prod-plan\nenvironment prod-apply\nenvironment prod-approval-2\nruleset main\n' +
        'ruleset tags is there already, and was left as it is\n',
    );
    expect(
      log().match(/"reviewers": \[\{"type": "Team", "id": 11\}, \{"type": "Team", "id": 12\}\]/g),
    ).toHaveLength(2);
    expect(log()).toContain('deployment-branch-policies -f name=main');
  });

  describe('check.sh', () => {
    it('fails for what is not formatted', () => {
      shop.program('terraform', 'echo infra/prod/main.tf');
      const told = shop.step('check.sh', settings);
      shop.program('terraform', terraform);
      expect(told.code).toBe(1);
      expect(told.err).toContain('not formatted; run `terraform fmt -recursive`:\ninfra/prod/main.tf');
    });

    it('puts the second opinion into the same gate', () => {
      const result = {
        ruleId: 'CKV_AWS_1',
        level: 'error',
        message: { text: 'bad' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a.tf' }, region: { startLine: 1 } } }],
      };
      const sarif = {
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'checkov' } }, results: [result] }],
      };
      const file = join(dirname(shop.bin), 'checkov.sarif');
      writeFileSync(file, JSON.stringify(sarif));
      const told = shop.step('check.sh', settings);
      expect(told.code).toBe(1);
      expect(told.out).toContain('checkov:CKV_AWS_1');
      writeFileSync(file, JSON.stringify({ ...sarif, runs: [] }));
      expect(shop.step('check.sh', settings)).toMatchObject({ code: 0 });
      expect(existsSync(join(shop.dir, 'holdfast.sarif'))).toBe(true);
    });
  });
});
