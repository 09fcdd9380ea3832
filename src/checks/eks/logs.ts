import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

/** https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
const all = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export const check = resourceCheck({
  id: 'eks/logs',
  title: 'Clusters write the logs of their control plane',
  severity: 'medium',
  why: 'Who did what in the cluster cannot be found out afterwards',
  fix: 'Set `enabled_cluster_log_types` to all five',
  controls: ['CKV_AWS_37', 'AVD-AWS-0038', 'SecurityHub:EKS.8'],
  of: ['aws_eks_cluster'],
  judge: is(
    'enabled_cluster_log_types',
    (types) => Array.isArray(types) && all.every((type) => types.includes(type)),
    `must have ${all.join(', ')}`,
  ),
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
  }
  enabled_cluster_log_types = ["api", "audit", "authenticator"]
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
  }
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
}
`,
    ],
  },
});
