import { resourceCheck } from '../check.ts';
import { any, isOneOf } from '../rules.ts';

const constraints = 'worker_access_configuration.s3_presign.iam_policy_constraints';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IamPolicyConstraints.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/workteam-presign',
  title: 'Links that workers get work from their own network only',
  severity: 'low',
  why: 'A worker is given a signed link to the data: copied, it works for everybody until it ends',
  fix: 'Set `source_ip = "Enabled"`, or `vpc_source_ip` for a workforce in a VPC, in `worker_access_configuration.s3_presign.iam_policy_constraints`',
  controls: ['MLSEC03-BP02'],
  of: ['aws_sagemaker_workteam'],
  judge: any(
    isOneOf(`${constraints}.source_ip`, ['Enabled']),
    isOneOf(`${constraints}.vpc_source_ip`, ['Enabled']),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_workteam" "reviewers" {
  workteam_name  = "reviewers"
  workforce_name = "reviewers"
  description    = "Those who review"
  member_definition {
    oidc_member_definition {
      groups = ["reviewers"]
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_workteam" "reviewers" {
  workteam_name  = "reviewers"
  workforce_name = "reviewers"
  description    = "Those who review"
  member_definition {
    oidc_member_definition {
      groups = ["reviewers"]
    }
  }
  worker_access_configuration {
    s3_presign {
      iam_policy_constraints {
        source_ip = "Enabled"
      }
    }
  }
}
`,
    ],
  },
});
