import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../base/known.ts';
import { readWorkflow } from '../read/workflow.ts';
import { oidcSubjects } from './oidc.ts';

function identities(on: string, job: string) {
  const text = `on: ${on}\njobs:\n  a:\n    permissions: { id-token: write }\n    runs-on: x\n${job}    steps:\n      - uses: aws-actions/configure-aws-credentials@v5\n        with: { role-to-assume: 'arn:aws:iam::111111111111:role/ci' }\n`;
  const { value } = readWorkflow(text, 'w.yml');
  return value ? oidcSubjects(value, 'acme/app') : [];
}

describe('identities of jobs', () => {
  it.each([
    ['{ push: { branches: [main, "release/**"] } }', '', ['ref:refs/heads/main', 'ref:refs/heads/release/*']],
    ['{ push: { tags: ["v*"] } }', '', ['ref:refs/tags/v*']],
    ['push', '', ['ref:refs/heads/*', 'ref:refs/tags/*']],
    ['pull_request', '', ['pull_request']],
    ['[push, pull_request]', '    environment: prod\n', ['environment:prod', 'environment:prod']],
    ['schedule', '', ['ref:refs/heads/<default>']],
    [
      '[schedule, pull_request]',
      "    if: github.event_name != 'pull_request'\n",
      ['ref:refs/heads/<default>'],
    ],
    ['pull_request', "    if: github.ref == 'refs/heads/main'\n", []],
  ])('%s %s', (on, job, contexts) => {
    expect(identities(on, job).map(({ subject }) => subject)).toEqual(
      contexts.map((one) => `repo:acme/app:${one}`),
    );
  });

  it('say who starts them, for which audience and role', () => {
    const [one] = identities('issue_comment', '    environment: ${{ inputs.env }}\n');
    expect(one).toMatchObject({
      actor: 'anyone',
      subject: 'repo:acme/app:environment:*',
      isExact: false,
      environment: unknown('${{ inputs.env }} is not known before the run'),
      audience: known('sts.amazonaws.com'),
    });
    expect(one?.roles.map(({ arn }) => arn)).toEqual([known('arn:aws:iam::111111111111:role/ci')]);
  });

  const called = (environment: string) =>
    `on: workflow_call\njobs:\n  a:\n    permissions: { id-token: write }\n    runs-on: x\n    environment: ${environment}\n    steps: []\n`;
  const caller = (job: string, permissions = '{ id-token: write }') =>
    `on: { push: { branches: [main] } }\npermissions: ${permissions}\njobs:\n${job}`;

  it.each([
    ['of each call', ['environment:dev-apply', 'environment:prod-apply'], ''],
    ['of none without the right to one', [], '{}'],
  ])('of a called workflow are those %s', (_what, contexts, permissions) => {
    const calls = ['dev', 'prod'].map(
      (name) => `  ${name}:\n    uses: ./.github/workflows/e.yml\n    with: { environment: ${name} }\n`,
    );
    const files = {
      '.github/workflows/e.yml': called('${{ inputs.environment }}-apply'),
      '.github/workflows/i.yml': caller(calls.join(''), permissions || undefined),
    };
    expect(subjectsIn(files)).toEqual(contexts);
  });

  it.each([
    ['environment: [dev, prod]', ['environment:dev-plan', 'environment:prod-plan']],
    ['environment: [dev, "${{ inputs.x }}"]', ['environment:*']],
    ['environment: "${{ fromJSON(needs.b.outputs.list) }}"', ['environment:*']],
    ['other: [dev]', ['environment:*']],
    ['', ['environment:*']],
  ])('of a job with the matrix %j', (matrix, contexts) => {
    const text = `on: schedule\njobs:\n  a:\n    permissions: { id-token: write }\n    runs-on: x\n    strategy: { matrix: { ${matrix} } }\n    environment: \${{ matrix.environment }}-plan\n    steps: []\n`;
    expect(subjectsIn({ '.github/workflows/a.yml': text })).toEqual(contexts);
  });
});

/** What follows the repository in the subjects of all workflows. */
function subjectsIn(files: Record<string, string>): string[] {
  const workflows = Object.entries(files).flatMap(([file, text]) => readWorkflow(text, file).value ?? []);
  const github = {
    workflows,
    actions: [],
    rulesets: [],
    manifests: [],
    scripts: [],
    isRepository: true,
    issues: [],
  };
  const all = workflows.flatMap((workflow) => oidcSubjects(workflow, 'acme/app', github));
  return all.map(({ subject }) => subject.slice('repo:acme/app:'.length));
}
