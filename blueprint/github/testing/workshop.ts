import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { init } from '../../../src/app/blueprint/init.ts';
import type { Step } from '../../../src/app/blueprint/settings.ts';

/** A repository as `holdfast init` makes it, and a machine as a workflow has it. */
export interface Workshop {
  dir: string;
  /** Where programs are that stand for those of AWS and GitHub. */
  bin: string;
  /** Puts a program there, as the text of a shell script. */
  program(name: string, script: string): void;
  /** Runs a script of the repository as a step would. */
  step(script: string, environment?: Record<string, string>, ...args: string[]): StepResult;
  close(): void;
}

export interface StepResult {
  code: number | null;
  out: string;
  err: string;
  /** What the step left for GitHub. */
  outputs: Record<string, string>;
  summary: string;
  path: string;
}

export async function workshop(step: Step): Promise<Workshop> {
  const top = mkdtempSync(join(tmpdir(), 'holdfast-workshop-'));
  const [dir, bin] = [join(top, 'repository'), join(top, 'bin')];
  mkdirSync(bin);
  await init({
    dir,
    step,
    platform: 'acme',
    repository: 'acme/ml',
    accounts: [],
    now: new Date('2031-01-01T00:00:00Z'),
    version: '0.0.0',
    signal: new AbortController().signal,
  });
  const program = (name: string, script: string) => {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  return {
    dir,
    bin,
    program,
    step: (script, environment = {}, ...args) => run(top, script, environment, args),
    close: () => rmSync(top, { recursive: true, force: true }),
  };
}

function run(
  top: string,
  script: string,
  environment: Record<string, string>,
  args: readonly string[],
): StepResult {
  const files = ['output', 'summary', 'path'].map((name) => join(top, name));
  for (const file of files) writeFileSync(file, '');
  const [output = '', summary = '', path = ''] = files;
  const { status, stdout, stderr } = spawnSync(join('.github', 'holdfast', script), args, {
    cwd: join(top, 'repository'),
    encoding: 'utf8',
    input: environment.INPUT ?? '',
    env: {
      PATH: [
        join(top, 'bin'),
        join(top, 'holdfast', 'bin'),
        dirname(process.execPath),
        process.env.PATH,
      ].join(':'),
      HOME: top,
      RUNNER_TEMP: top,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_PATH: path,
      ...environment,
    },
  });
  return {
    code: status,
    out: stdout,
    err: stderr,
    outputs: Object.fromEntries(
      readFileSync(output, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    summary: readFileSync(summary, 'utf8'),
    path: readFileSync(path, 'utf8'),
  };
}
