import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VerificationError } from '../base/errors.ts';
import { tableNames } from '../lifecycle/projection.ts';
import { auditAll } from './audit.ts';
import { decide } from './decide.ts';
import { deploy } from './deploy.ts';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { inProject, runDivide } from './testing/workspace.ts';

const release = { ref: 'divide', environment: 'local', person: 'ada' };

/** What an audit finds, whether it goes through or ends at the first thing. */
async function findings(folder: string): Promise<VerificationError[]> {
  try {
    return (await inProject(folder, (workspace) => auditAll(workspace, undefined, () => {}))).problems;
  } catch (error) {
    if (error instanceof VerificationError) return [error];
    throw error;
  }
}

const deployAgain = (folder: string) => inProject(folder, (workspace) => deploy(workspace, release));

describe('one byte changed in what is stored', () => {
  let made: TinyProject;
  let folder: string;

  beforeAll(async () => {
    made = await tinyProject();
    await inProject(made.folder, (workspace) => runDivide(workspace));
    const approval = {
      ref: 'divide',
      decision: 'approve',
      person: 'ben',
      environment: 'local',
      reason: undefined,
    } as const;
    await inProject(made.folder, (workspace) => decide(workspace, approval));
    await deployAgain(made.folder);
  });
  afterAll(() => made.remove());
  beforeEach(async () => {
    folder = await mkdtemp(`${made.folder}-copy-`);
    await cp(made.folder, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const below = async (part: string): Promise<string[]> => {
    const entries = await readdir(join(folder, '.holdfast', part), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  };

  async function flip(path: string, at: number): Promise<void> {
    const bytes = await readFile(path);
    const offset = Math.min(bytes.length - 1, Math.floor(bytes.length * at));
    bytes[offset] = (bytes[offset] ?? 0) ^ 0x01;
    await writeFile(path, bytes);
  }

  it('nothing changed: nothing found, and the deploy stands', async () => {
    expect(await findings(folder)).toEqual([]);
    expect(await deployAgain(folder)).toMatchObject({ changed: false });
  });

  describe.each([
    ['artifacts', 'artifacts'],
    ['envelopes', 'log/envelope'],
    ['tiles', 'log/tile'],
    ['the proof beside the deployed model', 'log/proof'],
    ['the checkpoint', 'log'],
    ['keys', 'keys'],
  ])('%s', (_kind, part) => {
    it.each([0, 0.5, 0.999])('at %d of each file: found and named; a deploy refuses', async (at) => {
      const files = (await below(part)).filter((path) => part !== 'log' || path.endsWith('checkpoint'));
      expect(files.length).toBeGreaterThan(0);
      for (const path of files) {
        const before = await readFile(path);
        await flip(path, at);
        const found = await findings(folder);
        expect(found.map(({ message }) => message).join('\n'), path).toMatch(nameIn(path));
        await expect(deployAgain(folder), path).rejects.toBeInstanceOf(VerificationError);
        await writeFile(path, before);
      }
    });
  });

  it('every cell of every row: found and named; a deploy refuses', async () => {
    const path = join(folder, '.holdfast', 'metadata.sqlite');
    const original = await readFile(path);
    let cells = 0;
    for (const table of tableNames) {
      for (const column of columnsOf(path, table)) {
        const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
        const key = table === 'entries' ? 'idx' : 'entry';
        database.exec(
          `update ${table} set "${column}" = "${column}" || 'x' where ${key} = (select max(${key}) from ${table})`,
        );
        database.close();
        cells += 1;
        expect(
          (await findings(folder)).map(({ code }) => code),
          `${table}.${column}`,
        ).toContain('metadata-differs');
        await expect(deployAgain(folder)).rejects.toBeInstanceOf(VerificationError);
        for (const rest of ['-wal', '-shm']) await rm(path + rest, { force: true });
        await writeFile(path, original);
      }
    }
    expect(cells).toBeGreaterThan(15);
  });

  it('a row that no entry says: found', async () => {
    const database = new DatabaseSync(join(folder, '.holdfast', 'metadata.sqlite'));
    database.exec("insert into decisions values (0, 'divide', 'sha256:0', 'ben', 'approve')");
    database.close();
    expect((await findings(folder)).map(({ message }) => message)).toEqual([
      expect.stringContaining('table decisions, entry 0'),
    ]);
  });

  it('the database deleted: rebuilt from the log, and everything holds', async () => {
    for (const rest of ['', '-wal', '-shm'])
      await rm(join(folder, '.holdfast', `metadata.sqlite${rest}`), { force: true });
    expect(await findings(folder)).toEqual([]);
    expect(await deployAgain(folder)).toMatchObject({ changed: false });
  });

  it('an envelope or an artifact deleted: found', async () => {
    for (const part of ['artifacts', 'log/envelope']) {
      const [path = ''] = await below(part);
      const before = await readFile(path);
      await rm(path);
      expect((await findings(folder)).length, path).toBeGreaterThan(0);
      await writeFile(path, before);
    }
  });

  it('the folder of yesterday put back: found by a checkpoint that was kept elsewhere', async () => {
    const old = `${folder}-old`;
    await cp(folder, old, { recursive: true });
    await writeFile(
      join(folder, 'data', 'points.csv'),
      `${await readFile(join(folder, 'data', 'points.csv'), 'utf8')}q,0.1,0.2,0\n`,
    );
    await inProject(folder, (workspace) => runDivide(workspace));
    const since = await readFile(join(folder, '.holdfast', 'log', 'checkpoint'));
    const audit = await inProject(old, (workspace) => auditAll(workspace, since, () => {}));
    expect(audit.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('the log was set back'),
    ]);
    const today = await inProject(folder, (workspace) => auditAll(workspace, since, () => {}));
    expect(today.problems).toEqual([]);
    await rm(old, { recursive: true });
  });
});

/** The columns of a table beside its key. */
function columnsOf(path: string, table: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const columns = database.prepare(`pragma table_info(${table})`).all();
  database.close();
  return columns.map(({ name }) => String(name)).filter((name) => name !== 'entry' && name !== 'idx');
}

/** How a file is called in messages: its digest for artifacts, its path in the log, or its name. */
function nameIn(path: string): RegExp {
  const artifact = /([0-9a-f]{64})\.sealed$/.exec(path);
  if (artifact) return new RegExp(`${artifact[1]}|data key`);
  if (path.includes('/keys/')) return /key/i;
  const inLog = path.split('/log/')[1] ?? path;
  return inLog.startsWith('tile/entries') ? /tile\/entries/ : new RegExp(inLog.replaceAll('.', '\\.'));
}
