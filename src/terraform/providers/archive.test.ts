import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { unknown } from '../protocol/value.ts';
import { archive } from './archive.ts';
import { zip } from './project/zip.ts';
import { apply, context, read, unset } from './testing/computing.ts';

let project = '';
let outside = '';
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'holdfast-archive-'));
  outside = mkdtempSync(join(tmpdir(), 'holdfast-outside-'));
  mkdirSync(join(project, 'src/lib'), { recursive: true });
  writeFileSync(join(project, 'src/index.js'), 'exports.handler = () => 1;\n');
  writeFileSync(join(project, 'src/lib/a.txt'), 'a');
  writeFileSync(join(project, 'src/notes.md'), 'notes');
  for (const file of ['src/index.js', 'src/lib/a.txt', 'src/notes.md']) chmodSync(join(project, file), 0o644);
  writeFileSync(join(outside, 'secret'), 'secret');
  symlinkSync(join(outside, 'secret'), join(project, 'link'));
});
afterAll(() => {
  for (const folder of [project, outside]) rmSync(folder, { recursive: true });
});

const names = [
  'id',
  'output_base64sha256',
  'output_md5',
  'output_sha',
  'output_sha256',
  'output_sha512',
  'output_size',
];
const where = () => ({ ...context, projectDir: project });
const made = (given: ObjectValue) =>
  read(archive.dataSources.archive_file, unset(names, { type: 'zip', ...given }), where());

/** What the archive of these entries would give. */
function of(entries: Parameters<typeof zip>[0]): ObjectValue {
  const bytes = zip(entries);
  const hash = (algorithm: string, form: 'hex' | 'base64') =>
    createHash(algorithm).update(bytes).digest(form);
  return {
    id: hash('sha1', 'hex'),
    output_base64sha256: hash('sha256', 'base64'),
    output_md5: hash('md5', 'hex'),
    output_sha: hash('sha1', 'hex'),
    output_sha256: hash('sha256', 'hex'),
    output_sha512: hash('sha512', 'hex'),
    output_size: bytes.length,
  };
}

const index = { name: 'index.js', content: Buffer.from('exports.handler = () => 1;\n'), mode: 0o644 };
const a = { name: 'lib/a.txt', content: Buffer.from('a'), mode: 0o644 };
const notes = { name: 'notes.md', content: Buffer.from('notes'), mode: 0o644 };

describe('archive_file', () => {
  it('has the checksums of an archive of a folder, in the order of its names', () => {
    expect(made({ source_dir: 'src' })).toEqual(of([index, a, notes]));
  });

  it.each([
    [['notes.md'], [index, a]],
    [['**/*.txt'], [index, notes]],
    [['lib'], [index, notes]],
    [['lib', '*.md'], [index]],
  ])('leaves out %j', (excludes, entries) => {
    expect(made({ source_dir: 'src', excludes })).toEqual(of(entries));
  });

  it('takes one file, with the mode that is asked for', () => {
    expect(made({ source_file: 'src/index.js' })).toEqual(of([index]));
    expect(made({ source_file: 'src/index.js', output_file_mode: '0666' })).toEqual(
      of([{ ...index, mode: 0o666 }]),
    );
  });

  it('takes content, sorted by name', () => {
    const content = Buffer.from('x');
    expect(made({ source_content: 'x', source_content_filename: 'b' })).toEqual(of([{ name: 'b', content }]));
    const source = [
      { filename: 'z', content: 'x' },
      { filename: 'b', content: 'x' },
    ];
    expect(made({ source })).toEqual(
      of([
        { name: 'b', content },
        { name: 'z', content },
      ]),
    );
  });

  it('writes nothing', () => {
    made({ source_dir: 'src', output_path: join(project, 'out.zip') });
    expect(readdirSync(project).sort()).toEqual(['link', 'src']);
  });

  it.each<[string, ObjectValue]>([
    ['nothing to archive', {}],
    ['another type', { type: 'rar', source_dir: 'src' }],
    ['a mode that is none', { source_dir: 'src', output_file_mode: 'rw' }],
    ['a folder that is not there', { source_dir: 'none' }],
    ['a file as a folder', { source_dir: 'src/index.js' }],
    ['what lies outside', { source_file: '../../etc/passwd' }],
    ['a link that leads outside', { source_file: 'link' }],
  ])('refuses %s', (_name, given) => {
    expect(() => made(given)).toThrow(expect.objectContaining({ name: 'DataSourceError' }));
  });

  it('as a resource gives what is known, and leaves the rest', () => {
    const resource = (given: ObjectValue) =>
      apply(archive.resources.archive_file, { type: 'zip', ...given }, where());
    expect(resource({ source_dir: 'src' })).toMatchObject(of([index, a, notes]));
    expect(resource({ source_dir: unknown }).output_sha).toBeUndefined();
    expect(resource({ source_file: 'link' }).output_sha).toBeUndefined();
  });
});
