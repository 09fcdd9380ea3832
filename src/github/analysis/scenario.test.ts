import { describe, expect, it } from 'vitest';
import { holds, isAlwaysTrue } from './scenario.ts';

const place = { file: 'a.yml', line: 1, column: 1 };
const outsider = { event: 'pull_request_target', isOutsider: true };

describe('conditions', () => {
  it.each([
    ["github.event_name == 'push'", outsider, false],
    ["github.event_name != 'push' && success()", outsider, true],
    ["github.ref == 'refs/heads/main'", outsider, undefined],
    ["github.ref == 'refs/heads/main'", { event: 'pull_request', isOutsider: false }, false],
    ["startsWith(github.ref, 'refs/tags/')", { event: 'pull_request', isOutsider: true }, false],
    ['github.event.pull_request.head.repo.full_name == github.repository', outsider, false],
    [
      'github.event.pull_request.head.repo.full_name == github.repository',
      { ...outsider, isOutsider: false },
      undefined,
    ],
    ['!github.event.pull_request.head.repo.fork', outsider, false],
    [
      "github.event.comment.author_association == 'OWNER'",
      { event: 'issue_comment', isOutsider: true },
      false,
    ],
    ['contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.comment.author_association)', outsider, false],
    [
      'contains(fromJSON(\'["OWNER", "NONE"]\'), github.event.comment.author_association)',
      outsider,
      undefined,
    ],
    ["github.actor == 'dependabot[bot]'", outsider, undefined],
    ["github.actor == 'ada'", outsider, false],
    ["github.event.pull_request.head.repo.fork != 'true'", outsider, true],
    ['!github.event.pull_request.head.repo.fork', { event: 'issue_comment', isOutsider: true }, true],
    ['github.event.workflow_run.head_repository.fork', { event: 'workflow_run', isOutsider: true }, true],
    ["github.event.sender.login == 'renovate[bot]'", outsider, undefined],
    ["contains(github.event.pull_request.labels.*.name, 'ok')", outsider, undefined],
    ['github.event.pull_request.merged', outsider, false],
    ['${{ false }} ', outsider, true],
    ['this is none', outsider, undefined],
  ])('%s', (value, scenario, expected) => {
    expect(holds({ value, place }, scenario)).toBe(expected);
  });

  it.each([
    ['${{ a }}', false],
    ['${{ a }} && b', true],
    ['${{ a }}\n', true],
    ['a && b\n', false],
    ['${{ a }} || ${{ b }}', true],
  ])('%j with text around its brackets', (value, expected) => {
    expect(isAlwaysTrue({ value, place })).toBe(expected);
  });
});
