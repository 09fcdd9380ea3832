import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/public-addresses',
  title: 'Subnets do not give out public addresses',
  severity: 'medium',
  why: 'Whatever is started there is on the internet, though nobody decided so',
  fix: 'Leave `map_public_ip_on_launch` false',
  controls: ['CKV_AWS_130', 'AVD-AWS-0164', 'SecurityHub:EC2.15'],
  of: ['aws_subnet', 'aws_default_subnet'],
  judge: isFalse('map_public_ip_on_launch'),
  examples: {
    bad: [
      `
resource "aws_subnet" "own" {
  vpc_id                  = "vpc-0123456789abcdef0"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}
`,
    ],
    good: [
      `
resource "aws_subnet" "own" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.0.0.0/24"
}
`,
    ],
  },
});
