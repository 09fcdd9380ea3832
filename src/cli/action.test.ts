import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const role = (statement: string) => `
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  inline_policy {
    name   = "own"
    policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })
  }
}
resource "aws_s3_bucket" "data" {
  bucket = "data"
}
`;

const comments: { id: number; body: string; user: { type: string } }[] = [];
let server: Server;
let dir: string;
let base: string;

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', dir, ...identity, ...args], { encoding: 'utf8' }).trim();
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const body = text === '' ? '' : (JSON.parse(text) as { body: string }).body;
      if (request.method === 'POST') comments.push({ id: comments.length + 1, body, user: { type: 'Bot' } });
      const own = comments.at(-1);
      if (request.method === 'PATCH' && own) own.body = body;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.method === 'GET' ? comments : {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  dir = await mkdtemp(join(tmpdir(), 'holdfast-action-'));
  git('init', '-q');
  await writeFile(
    join(dir, 'main.tf'),
    role('{ Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::data" }'),
  );
  git('add', '.');
  git('commit', '-qm', 'base');
  base = git('rev-parse', 'HEAD');
  await writeFile(
    join(dir, 'main.tf'),
    role('{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }'),
  );
});

afterAll(async () => {
  server.close();
  await rm(dir, { recursive: true });
});

async function run(head: string) {
  const event = {
    pull_request: {
      number: 7,
      base: { sha: base, repo: { full_name: 'acme/ml' } },
      head: { repo: { full_name: head } },
    },
  };
  await writeFile(join(dir, 'event.json'), JSON.stringify(event));
  const recorded = recordingTerminal(dir, {
    PATH: process.env.PATH ?? '',
    GITHUB_EVENT_PATH: join(dir, 'event.json'),
    GITHUB_STEP_SUMMARY: join(dir, 'summary.md'),
    GITHUB_REPOSITORY: 'acme/ml',
    GITHUB_TOKEN: 'secret-token',
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const code = await runCli(recorded.terminal, [
    'action',
    '.',
    '--without-terraform',
    '--sarif',
    'out.sarif',
  ]);
  return { code, ...recorded.text };
}

it('comments once, says what access changes, and writes SARIF', async () => {
  const first = await run('acme/ml');
  expect(first.code).toBe(1);
  expect(first.err).toBe('the comment was created\n');
  expect(comments[0]?.body).toContain('+ role/app can read dataset aws_s3_bucket.data');
  const second = await run('acme/ml');
  expect(second.err).toBe('the comment was updated\n');
  expect(comments).toHaveLength(1);
  const sarif = JSON.parse(await readFile(join(dir, 'out.sarif'), 'utf8'));
  expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('main.tf');
  expect(JSON.stringify([first, second, sarif])).not.toContain('secret-token');
});

it('writes the summary only for a pull request of a fork', async () => {
  const { err } = await run('stranger/ml');
  expect(err).toContain('see the job summary');
  expect(comments).toHaveLength(1);
  expect(await readFile(join(dir, 'summary.md'), 'utf8')).toContain('### Access in .');
});
