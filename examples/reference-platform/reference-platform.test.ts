import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckResult, check } from '../../src/app/proof/check.ts';
import type { Finding } from '../../src/findings/types.ts';
import { lacks } from '../../tools/testing/lacks.ts';

const root = import.meta.dirname;

const choices = {
  cwd: root,
  source: root,
  varFiles: [],
  variables: [],
  cache: false,
  environment: { PATH: process.env.PATH },
  signal: new AbortController().signal,
  required: [],
  now: new Date(),
};

interface Line {
  mistake: number;
  id: string;
  file: string;
  where: string;
}

/** The lines of the README's table: `| 1 | a mistake | `finding` | `file` | `where` |`. */
const lines: Line[] = readFileSync(join(root, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [mistake, , id, file, where] = line.slice(1, -1).split('|').map(plain);
    return { mistake: Number(mistake), id: id ?? '', file: file ?? '', where: where ?? '' };
  });

function plain(cell: string): string {
  return cell.trim().replaceAll('`', '');
}

const environments = ['environments/dev', 'environments/prod', 'environments/staging'];

/** What is in a module is wrong in each environment. */
function rootsOf({ file }: Line): (string | undefined)[] {
  if (file.startsWith('modules/')) return environments;
  return [file.startsWith('bootstrap/') ? 'bootstrap' : undefined];
}

/** A resource by its address, a job or a step of it by the job's id, a use of an action by what it names. */
function isAt({ name, message, place }: Finding, { where, file }: Line): boolean {
  const isInJob = new RegExp(`^\\.github/workflows/[^ ]+ ${RegExp.escape(where)}(?: step \\d+)?$`).test(name);
  return place?.file === file && (name === where || isInJob || message.startsWith(`${where} is named by `));
}

/** Where nothing names the line: empty when all is found. */
function unnamed({ findings }: CheckResult, line: Line): (string | undefined)[] {
  return rootsOf(line).filter(
    (from) =>
      !findings.some(
        (found) =>
          found.check === line.id && found.outcome === 'fail' && found.root === from && isAt(found, line),
      ),
  );
}

describe('the table', () => {
  it('has all fifteen mistakes', () => {
    expect([...new Set(lines.map(({ mistake }) => mistake))]).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
  });

  it('names each place once', () => {
    const keys = lines.map(({ id, file, where }) => `${id} ${file} ${where}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

function demandAll(withoutTerraform: boolean): void {
  let result: CheckResult;
  beforeAll(async () => {
    result = await check({ ...choices, withoutTerraform });
  }, 120_000);

  it('evaluates each root', () => {
    expect(result.roots.map(({ root }) => root)).toEqual(['bootstrap', ...environments]);
    expect(result.roots.every(({ mode }) => (mode === 'static') === withoutTerraform)).toBe(true);
  });

  it.each(lines)('$mistake: $id names $where', (line) => {
    expect(unnamed(result, line)).toEqual([]);
  });

  it('fails the build', () => {
    expect(result.failing.length).toBeGreaterThan(0);
  });
}

describe.skipIf(lacks('terraform'))('check (needs terraform)', () => demandAll(false));
describe('check without Terraform', () => demandAll(true));
