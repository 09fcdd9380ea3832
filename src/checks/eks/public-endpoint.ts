import type { Json } from '../../base/canonical-json.ts';
import { AddressSet, isAnyone } from '../../clouds/aws/network/address-set.ts';
import { resourceCheck } from '../check.ts';
import { any, is, isFalse } from '../rules.ts';

const namesRanges = is('vpc_config.public_access_cidrs', areNarrow, 'must name ranges');

/** Also not a list whose parts make up the whole internet. */
function areNarrow(ranges: Json): boolean {
  if (!Array.isArray(ranges) || ranges.length === 0) return false;
  const sets = ranges.map((range) => AddressSet.parse(String(range)));
  if (sets.includes(undefined)) return false;
  return !isAnyone(sets.reduce<AddressSet>((all, set) => (set ? all.or(set) : all), AddressSet.none));
}

export const check = resourceCheck({
  id: 'eks/public-endpoint',
  title: 'API servers of clusters are private',
  severity: 'high',
  why: 'Everybody can try to get into the cluster',
  fix: 'Set `endpoint_public_access = false`, or name ranges in `public_access_cidrs`',
  controls: ['CKV_AWS_38', 'CKV_AWS_39', 'AVD-AWS-0040', 'AVD-AWS-0041', 'SecurityHub:EKS.1'],
  of: ['aws_eks_cluster'],
  judge: any(isFalse('vpc_config.endpoint_public_access'), namesRanges),
  examples: {
    bad: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}
`,
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    public_access_cidrs = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`,
    ],
    good: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}
`,
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    public_access_cidrs = ["192.0.2.0/24"]
  }
}
`,
    ],
  },
});
