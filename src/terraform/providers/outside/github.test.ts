import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../protocol/value.ts';
import { apply, context, read, unset } from '../testing/computing.ts';
import { github } from './github.ts';

const ours = github.configure({ owner: 'acme' }, context);

describe('GitHub', () => {
  it.each<[string, ObjectValue, ObjectValue]>([
    [
      'github_repository',
      { name: 'app' },
      {
        id: 'app',
        full_name: 'acme/app',
        html_url: 'https://github.com/acme/app',
        ssh_clone_url: 'git@github.com:acme/app.git',
        visibility: 'public',
        private: false,
      },
    ],
    ['github_repository', { name: 'app', private: true }, { visibility: 'private' }],
    ['github_repository', { name: 'app', visibility: 'internal' }, { private: true }],
    ['github_branch', { repository: 'app', branch: 'next' }, { id: 'app:next', ref: 'refs/heads/next' }],
    ['github_actions_secret', { repository: 'app', secret_name: 'S' }, { id: 'app:S' }],
    ['github_team', { name: 'Core Team' }, { slug: 'core-team', privacy: 'secret' }],
    ['github_team_repository', { team_id: '7', repository: 'app' }, { id: '7:app', permission: 'pull' }],
  ])('%s %j', (type, given, expected) => {
    expect(apply(github.resources[type], given, ours)).toMatchObject(expected);
  });

  it('finds a repository by its full name', () => {
    const config = unset(['name', 'default_branch', 'http_clone_url'], { full_name: 'other/lib' });
    expect(read(github.dataSources.github_repository, config, ours)).toEqual({
      name: 'lib',
      default_branch: 'main',
      http_clone_url: 'https://github.com/other/lib.git',
    });
  });

  it('gives every commit 40 digits, each address its own', () => {
    const config = unset(['sha'], { repository: 'app', branch: 'main' });
    const commits = ['a', 'b'].map(
      (address) => read(github.dataSources.github_branch, config, ours, address).sha,
    );
    expect(commits[0]).toMatch(/^[0-9a-f]{40}$/);
    expect(commits[0]).not.toBe(commits[1]);
  });
});
