import { resourceCheck } from '../check.ts';
import { all, any, each, has, is, isOneOf, some } from '../rules.ts';

const isEvent = isOneOf('type', ['EVENT']);
const isWithoutPulls = is(
  'pattern',
  (events) => !/PULL_REQUEST_(?!MERGED|CLOSED)/.test(String(events)),
  'must have no pull requests',
);

/** Without one of its own for events, a group is for all of them. */
const isNotForPulls = some('filter', all(isEvent, isWithoutPulls));

/** A pattern without its ends is met by every id that holds one of them, which strangers can come to have. */
const isForMembers = some(
  'filter',
  all(
    isOneOf('type', ['ACTOR_ACCOUNT_ID']),
    isOneOf('exclude_matched_pattern', [false, null]),
    is(
      'pattern',
      (pattern) => /^\^(?:\d+|\((?:\?:)?\d+(?:\|\d+)*\))\$(?:\|\^\d+\$)*$/.test(String(pattern)),
      'must name whole ids',
    ),
  ),
);

const policy = 'pull_request_build_policy';

/** Everybody may read a public repository. */
const isApproved = all(
  isOneOf(`${policy}.requires_comment_approval`, ['ALL_PULL_REQUESTS', 'FORK_PULL_REQUESTS']),
  is(
    `${policy}.approver_roles`,
    (roles) => !/_READ"|_GUEST"/.test(JSON.stringify(roles)),
    'must be roles that write',
  ),
);

/** https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html */
export const check = resourceCheck({
  id: 'codebuild/pull-requests',
  title: 'Builds are not started by the pull requests of strangers',
  severity: 'high',
  why: 'Whoever may open a pull request runs what they like as the role of the build',
  fix: 'Filter by `ACTOR_ACCOUNT_ID` with whole ids, as `^(?:123|456)$`, or demand a comment in `pull_request_build_policy`',
  controls: [],
  of: ['aws_codebuild_webhook'],
  judge(webhook) {
    return any(
      isApproved,
      all(has('filter_group'), each('filter_group', any(isNotForPulls, isForMembers))),
    )(webhook);
  },
  examples: {
    bad: [
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"
    }
  }
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PUSH, PULL_REQUEST_CREATED"
    }
    filter {
      type    = "ACTOR_ACCOUNT_ID"
      pattern = "1234567"
    }
  }
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PUSH"
    }
  }
  filter_group {
    filter {
      type    = "HEAD_REF"
      pattern = "^refs/heads/.*"
    }
  }
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  pull_request_build_policy {
    requires_comment_approval = "ALL_PULL_REQUESTS"
    approver_roles            = ["GITHUB_READ"]
  }
}
`,
    ],
    good: [
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PUSH"
    }
  }
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PULL_REQUEST_CREATED"
    }
    filter {
      type    = "ACTOR_ACCOUNT_ID"
      pattern = "^(?:1234567|7654321)$"
    }
  }
}
`,
      `
resource "aws_codebuild_webhook" "own" {
  project_name = "own"
  pull_request_build_policy {
    requires_comment_approval = "ALL_PULL_REQUESTS"
    approver_roles            = ["GITHUB_WRITE", "GITHUB_MAINTAIN", "GITHUB_ADMIN"]
  }
}
`,
    ],
  },
});
