import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'eks/secrets',
  title: 'Secrets of clusters are under a key of the customer',
  severity: 'medium',
  why: 'Whoever gets at the store of the cluster reads them',
  fix: 'Add `encryption_config` for `secrets`',
  controls: ['CKV_AWS_58', 'AVD-AWS-0039', 'SecurityHub:EKS.3'],
  of: ['aws_eks_cluster'],
  judge: isSet('encryption_config.provider.key_arn'),
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
    ],
    good: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1"
    }
  }
}
`,
    ],
  },
});
