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
});
