import { resourceCheck } from '../check.ts';
import { any, isSet, isUnset } from '../rules.ts';

export const check = resourceCheck({
  id: 'eks/node-remote-access',
  title: 'Not everybody reaches the nodes of clusters by SSH',
  severity: 'high',
  why: 'With `ec2_ssh_key` alone AWS opens port 22 to the whole internet',
  fix: 'Name `source_security_group_ids`, or leave `remote_access` out',
  controls: ['CKV_AWS_100'],
  of: ['aws_eks_node_group'],
  judge: any(isUnset('remote_access.ec2_ssh_key'), isSet('remote_access.source_security_group_ids')),
  examples: {
    bad: [
      `
resource "aws_eks_node_group" "own" {
  cluster_name  = "own"
  node_role_arn = "arn:aws:iam::123456789012:role/node"
  subnet_ids    = ["subnet-0123456789abcdef0"]
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
  remote_access {
    ec2_ssh_key = "own"
  }
}
`,
    ],
    good: [
      `
resource "aws_eks_node_group" "own" {
  cluster_name  = "own"
  node_role_arn = "arn:aws:iam::123456789012:role/node"
  subnet_ids    = ["subnet-0123456789abcdef0"]
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}
`,
      `
resource "aws_eks_node_group" "own" {
  cluster_name  = "own"
  node_role_arn = "arn:aws:iam::123456789012:role/node"
  subnet_ids    = ["subnet-0123456789abcdef0"]
  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
  remote_access {
    ec2_ssh_key               = "own"
    source_security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
