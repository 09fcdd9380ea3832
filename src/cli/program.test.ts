import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TinyProject, tinyProject } from '../app/testing/tiny-project.ts';
import { InputError, StoreError, ToolError, VerificationError } from '../base/errors.ts';
import { commandNames, report, runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

async function run(cwd: string, line: string, environment: Record<string, string> = {}) {
  const { terminal, text } = recordingTerminal(cwd, environment);
  const code = await runCli(terminal, line.split(' ').filter(Boolean));
  return { code, ...text };
}

/** What differs from run to run, replaced by what it is. */
const steady = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{64}/g, '<sha256>')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '<12>')
    .replaceAll(/\b(?=\d*[a-f])[0-9a-f]{8}\b|\b\d{8}\b/g, '<digest>')
    .replaceAll(/isolated by bubblewrap [\d.]+|NOT ISOLATED: no sandbox/g, '<isolation>')
    .replaceAll(/not isolated: .*\n/g, '')
    .replaceAll(/\(\d+\.\d kB\)/g, '(<size>)')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/ {2,}(\d+\.\d s|unchanged)/g, '  <duration>')
    .replaceAll(/[A-Za-z0-9+/]{43}=|MCow[A-Za-z0-9+/=]+/g, '<base64>')
    .replaceAll(/— .*/g, '<signature>')
    .replaceAll(/\/tmp\/holdfast-[A-Za-z0-9-]+/g, '<folder>');

describe('help', () => {
  it('lists every command', async () => {
    expect((await run('/', '--help')).out).toMatchSnapshot();
  });

  it('of every command has what it is for, its options and examples', async () => {
    for (const name of await commandNames()) {
      const { out, code } = await run('/', `${name} --help`);
      expect(code, name).toBe(0);
      expect(out, name).toMatch(/^Usage: holdfast /);
      expect(out, name).toContain('--format');
      expect(out, name).toMatch(/Examples:\n {2}holdfast /);
    }
  });

  it.each(['run', 'deploy', 'audit verify'])('of %s, word for word', async (name) => {
    expect((await run('/', `${name} --help`)).out).toMatchSnapshot();
  });
});

describe('wrong calls end with 2 and say what to do', () => {
  it.each(['', 'rum', 'run', 'run a b', 'run m --nope', 'audit', 'log --format xml', 'lineage'])(
    'holdfast %s',
    async (line) => {
      const { code, err, out } = await run('/', line);
      expect({ code, text: err + out }).toMatchSnapshot();
    },
  );

  it('without a holdfast.yaml', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-empty-'));
    const { code, err } = await run(folder, 'models --project .');
    expect({ code, err: steady(err) }).toMatchSnapshot();
    await rm(folder, { recursive: true });
  });

  it('with every mistake of the file at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-wrong-'));
    await writeFile(
      join(folder, 'holdfast.yaml'),
      'holdfast: 1\nplatform: Demo!\nteems: {}\nmodels:\n  m: { trains_on: [x] }\n',
    );
    const { code, err } = await run(folder, 'models');
    expect({ code, err }).toMatchSnapshot();
    await rm(folder, { recursive: true });
  });
});

describe('exit codes', () => {
  it.each([
    [2, new InputError({ code: 'c', message: 'm' })],
    [1, new VerificationError('rejected', 's', 'm')],
    [3, new StoreError('m')],
    [3, new ToolError('m')],
    [70, new TypeError('m')],
    [70, 'not even an error'],
  ])('%d', (code, error) => {
    expect(report(recordingTerminal('/').terminal, error)).toBe(code);
  });
});

describe('a whole session', () => {
  let project: TinyProject;
  beforeAll(async () => {
    project = await tinyProject();
  });
  afterAll(() => project.remove());

  const go = async (line: string) => {
    const result = await run(project.folder, line, { HOLDFAST_IDENTITIES: join(project.folder, 'people') });
    return { code: result.code, out: steady(result.out), err: steady(result.err) };
  };

  it('reads as it should', async () => {
    const lines = [
      'models',
      'run divide',
      'run divide --as ada',
      'identity create ada',
      'identity create ben',
      'identity create ben',
      'run divide --as ada --dev',
      'run divide --as ada',
      'models',
      'deploy divide --as ada',
      'approve divide --as ada',
      'approve divide --as ben --reason looks-right',
      'deploy divide@1 --as ada',
      'deploy divide@7 --as ada',
      'rollback divide --as ada',
      'models',
      'lineage divide',
      'log',
      'audit verify',
      'reject divide --as ben',
      'deploy divide --as ada',
    ];
    let transcript = '';
    for (const line of lines) {
      const { code, out, err } = await go(line);
      transcript += `$ holdfast ${line}\n${err}${out}[${code}]\n\n`;
    }
    expect(transcript).toMatchSnapshot();
  });

  it.each(['models', 'lineage divide', 'log', 'audit verify'])(
    '%s --format json is one JSON document',
    async (line) => {
      const people = { HOLDFAST_IDENTITIES: join(project.folder, 'people') };
      const { out, code } = await run(project.folder, `${line} --format json`, people);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1 });
    },
  );
});
