import type { Json } from '../../base/canonical-json.ts';
import { pass, resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

/** The oldest in standard support on 2026-05-01: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
const oldest = 33;

function isCurrent(version: Json): boolean {
  if (version === null || version === '') return true;
  const [major, minor] = String(version).split('.').map(Number);
  return major === 1 && minor !== undefined && minor >= oldest;
}

const isNew = is('version', isCurrent, `must be 1.${oldest} or newer`);

/** Without one, a new cluster gets the newest. */
export const check = resourceCheck({
  id: 'eks/version',
  title: 'Clusters run a version in standard support',
  severity: 'medium',
  why: 'Fixes come late or no longer, and in the end AWS upgrades the cluster when it likes',
  fix: 'Set `version` to one in standard support',
  controls: ['CKV_AWS_339', 'SecurityHub:EKS.2', 'Config:eks-cluster-supported-version'],
  of: ['aws_eks_cluster', 'aws_eks_node_group'],
  judge: (cluster) => (cluster.isLeftOut('version') ? pass : isNew(cluster)),
  examples: {
    bad: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  version  = "1.27"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}
`,
    ],
    good: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  version  = "1.33"
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
  }
}
`,
    ],
  },
});
