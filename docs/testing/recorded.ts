import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Call {
  program: string;
  args: string[];
}

const programs = ['aws', 'git', 'holdfast', 'shred', 'terraform'];

/**
 * The programs that a script calls, with their arguments as the shell makes them. None of them runs: each writes down how it
 * was called, and prints a word.
 */
export function recorded(script: string): Call[] {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-recorded-'));
  try {
    const record = join(dir, 'record');
    writeFileSync(record, '');
    mkdirSync(join(dir, 'bin'));
    for (const program of programs) {
      const path = join(dir, 'bin', program);
      writeFileSync(
        path,
        `#!/bin/sh\nprintf '%s\\0' ${program} "$@" >> ${record}\nprintf '\\036' >> ${record}\necho something\n`,
      );
      chmodSync(path, 0o755);
    }
    const environment = { PATH: `${join(dir, 'bin')}:${process.env.PATH}` };
    execFileSync('sh', ['-eu', '-c', script], {
      cwd: dir,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return readFileSync(record, 'utf8')
      .split('\u001e')
      .filter((text) => text !== '')
      .map((text) => {
        const [program = '', ...args] = text.split('\0').slice(0, -1);
        return { program, args };
      });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
