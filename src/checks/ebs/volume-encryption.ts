import { pass, resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'ebs/volume-encryption',
  title: 'Volumes are encrypted',
  severity: 'high',
  why: 'Whoever gets at a copy of the volume reads it',
  fix: 'Set `encrypted = true`',
  controls: ['CKV_AWS_3', 'AVD-AWS-0026', 'SecurityHub:EC2.3', 'Config:encrypted-volumes'],
  of: ['aws_ebs_volume', 'aws_ebs_snapshot_copy'],
  judge(volume, { plan }) {
    const byDefault = plan
      .ofType('aws_ebs_encryption_by_default')
      .some((one) => isTrue('enabled')(one).outcome === 'pass');
    return byDefault ? pass : isTrue('encrypted')(volume);
  },
  examples: {
    bad: [
      `
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
}
`,
      `
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted = false
}
`,
    ],
    good: [
      `
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted = true
}
`,
      `
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
}
resource "aws_ebs_encryption_by_default" "own" {}
`,
    ],
  },
});
