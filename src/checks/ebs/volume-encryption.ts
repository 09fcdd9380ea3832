import type { Resource } from '../../terraform/plan/plan.ts';
import { pass, resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** The setting is one of a region: https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
function isElsewhere(one: Resource, volume: Resource): boolean {
  const [own, other] = [regionOf(one), regionOf(volume)];
  return own !== undefined && other !== undefined && own !== other;
}

function regionOf(resource: Resource): string | undefined {
  const found = [resource.attribute('region'), resource.provider?.attribute('region')];
  return found.flatMap((one) => (one?.known && typeof one.value === 'string' ? [one.value] : []))[0];
}

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
      .some((one) => isTrue('enabled')(one).outcome === 'pass' && !isElsewhere(one, volume));
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
      `
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_ebs_encryption_by_default" "own" {}
resource "aws_ebs_volume" "own" {
  provider          = aws.us
  availability_zone = "us-east-1a"
  size              = 1
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
