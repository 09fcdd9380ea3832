import { resourceCheck } from '../check.ts';
import { all, has, is } from '../rules.ts';

/** https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html */
export const check = resourceCheck({
  id: 'efs/access-point',
  title: 'Access points of file systems have a folder and a user of their own',
  severity: 'medium',
  why: 'An access point that is for the whole file system, or for any user that the client says it is, keeps nobody from the files of others',
  fix: 'Add a `root_directory` with a `path` below `/`, and a `posix_user`',
  controls: [
    'CKV_AWS_329',
    'CKV_AWS_330',
    'SecurityHub:EFS.3',
    'SecurityHub:EFS.4',
    'Config:efs-access-point-enforce-root-directory',
    'Config:efs-access-point-enforce-user-identity',
  ],
  of: ['aws_efs_access_point'],
  judge: all(
    is(
      'root_directory.path',
      (path) => typeof path === 'string' && !/^\/*$/.test(path),
      'must be a folder below /',
    ),
    has('posix_user'),
  ),
  examples: {
    bad: [
      `
resource "aws_efs_access_point" "own" {
  file_system_id = "fs-12345678"
}
`,
      `
resource "aws_efs_access_point" "own" {
  file_system_id = "fs-12345678"
  root_directory {
    path = "/"
  }
  posix_user {
    gid = 1000
    uid = 1000
  }
}
`,
      `
resource "aws_efs_access_point" "own" {
  file_system_id = "fs-12345678"
  root_directory {
    path = "/data"
  }
}
`,
    ],
    good: [
      `
resource "aws_efs_access_point" "own" {
  file_system_id = "fs-12345678"
  root_directory {
    path = "/data"
  }
  posix_user {
    gid = 1000
    uid = 1000
  }
}
`,
    ],
  },
});
