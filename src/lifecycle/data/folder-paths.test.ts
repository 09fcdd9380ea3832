import { describe, expect, it } from 'vitest';
import { FolderPaths, pathProblem } from './folder-paths.ts';

describe('pathProblem', () => {
  it.each(['a', 'a/b', '.hidden', '...', 'a..b/c', ' ', 'ä€', 'x'.repeat(1024), '__proto__', 'C:'])(
    'takes %j',
    (path) => expect(pathProblem(path)).toBeUndefined(),
  );

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    './a',
    'a/.',
    '..',
    '../a',
    'a/..',
    'a\\b',
    '\0',
    'x'.repeat(1025),
  ])('refuses %j', (path) => expect(pathProblem(path)).toBeDefined());
});

describe('FolderPaths', () => {
  const added = (...list: string[]) => {
    const paths = new FolderPaths();
    return list.map((path) => paths.add(path));
  };

  it.each([
    [['a', 'b', 'a.b', 'c/a', 'c/b/a', 'd/c/b/a'], undefined],
    [['a', 'a'], 'is there twice'],
    [['a/b', 'a/b'], 'is there twice'],
    [['a', 'a/b'], 'lies below a file'],
    [['a/b', 'a/b/c/d'], 'lies below a file'],
    [['a/b/c', 'a/b'], 'is a file and a folder'],
    [['a/b/c', 'a'], 'is a file and a folder'],
  ])('of %j says %s', (list, problem) => expect(added(...list).at(-1)).toBe(problem));

  it('counts', () => {
    const paths = new FolderPaths(2);
    expect([paths.add('a'), paths.add('b/c'), paths.add('d')]).toEqual([
      undefined,
      undefined,
      'is one more than 2 files',
    ]);
  });
});
