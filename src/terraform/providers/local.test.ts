import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { local } from './local.ts';
import { apply, context, read, unset } from './testing/computing.ts';

let project = '';
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'holdfast-local-'));
  writeFileSync(join(project, 'a.txt'), 'héllo');
  symlinkSync('/etc', join(project, 'etc'));
});
afterAll(() => rmSync(project, { recursive: true }));

const where = () => ({ ...context, projectDir: project });
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
const names = ['id', 'content', 'content_base64', 'content_sha1', 'content_base64sha256'];

describe('local_file', () => {
  it('is read from the project', () => {
    const source = local.dataSources.local_file;
    expect(read(source, unset(names, { filename: 'a.txt' }), where())).toEqual({
      id: sha1('héllo'),
      content: 'héllo',
      content_base64: Buffer.from('héllo').toString('base64'),
      content_sha1: sha1('héllo'),
      content_base64sha256: createHash('sha256').update('héllo').digest('base64'),
    });
  });

  it.each(['/etc/hostname', 'etc/hostname', '../x', 'none', '.', 'a\0b'])(
    'is not read from %j',
    (filename) => {
      const config = unset(names, { filename });
      expect(() => read(local.dataSources.local_file, config, where())).toThrow(
        expect.objectContaining({ name: 'DataSourceError' }),
      );
    },
  );

  it.each([
    [{ content: 'x' }, 'x'],
    [{ content_base64: Buffer.from('y').toString('base64') }, 'y'],
    [{ sensitive_content: 'z' }, 'z'],
    [{ source: 'a.txt' }, 'héllo'],
  ])('as a resource has the checksums of %j', (given, content) => {
    expect(apply(local.resources.local_file, given, where())).toMatchObject({
      id: sha1(content),
      content_sha1: sha1(content),
      file_permission: '0777',
    });
  });

  it('as a resource of what may not be read has no checksum', () => {
    expect(apply(local.resources.local_file, { source: '/etc/hostname' }, where()).id).toBeUndefined();
  });

  it('is for its owner alone when it is sensitive', () => {
    expect(apply(local.resources.local_sensitive_file, { content: 'x' }, where())).toMatchObject({
      file_permission: '0700',
      directory_permission: '0700',
    });
  });
});
