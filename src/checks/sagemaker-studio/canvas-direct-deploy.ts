import { resourceCheck } from '../check.ts';
import { all, isOneOf } from '../rules.ts';

const status = 'canvas_app_settings.direct_deploy_settings.status';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/canvas-deploy-model.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/canvas-direct-deploy',
  title: 'Nobody deploys a model from Canvas past the review',
  severity: 'medium',
  why: 'A model that is deployed by a click was approved by nobody, and no record says what it was trained on',
  fix: 'Set `status = "DISABLED"` in `direct_deploy_settings`',
  controls: ['MLSEC03-BP04'],
  of: ['aws_sagemaker_domain', 'aws_sagemaker_user_profile'],
  judge: all(
    isOneOf(`default_user_settings.${status}`, ['DISABLED', null]),
    isOneOf(`user_settings.${status}`, ['DISABLED', null]),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_user_profile" "analyst" {
  domain_id         = "d-0123456789ab"
  user_profile_name = "analyst"
  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
    canvas_app_settings {
      direct_deploy_settings {
        status = "ENABLED"
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_user_profile" "analyst" {
  domain_id         = "d-0123456789ab"
  user_profile_name = "analyst"
  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
`,
    ],
  },
});
