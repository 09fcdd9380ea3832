import { resourceCheck } from '../check.ts';
import { all, is } from '../rules.ts';

/** The work team of everybody: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management-public.html */
const publicCrowd = /:workteam\/public-crowd\//;

const isPrivateTeam = (path: string) =>
  is(
    path,
    (arn) => arn === null || (typeof arn === 'string' && !publicCrowd.test(arn)),
    'must not be the public crowd',
  );

export const check = resourceCheck({
  id: 'sagemaker-jobs/public-workers',
  title: 'Data is not shown to the public workforce',
  severity: 'high',
  why: 'The public crowd is anybody who signed up at Mechanical Turk: what it labels it can read, keep, and label wrongly on purpose',
  fix: 'Use a private work team',
  controls: ['MLSEC03-BP01', 'MLSEC04-BP03'],
  of: ['aws_sagemaker_flow_definition', 'aws_sagemaker_labeling_job'],
  judge: all(
    isPrivateTeam('human_loop_config.workteam_arn'),
    isPrivateTeam('human_task_config.workteam_arn'),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = "arn:aws:iam::111122223333:role/review"
  human_loop_config {
    human_task_ui_arn                     = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/review"
    task_availability_lifetime_in_seconds = 600
    task_count                            = 1
    task_description                      = "Is it spam?"
    task_title                            = "Review"
    workteam_arn                          = "arn:aws:sagemaker:eu-west-1:394669845002:workteam/public-crowd/default"
  }
  output_config {
    s3_output_path = "s3://reviews-of-ours/"
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = "arn:aws:iam::111122223333:role/review"
  human_loop_config {
    human_task_ui_arn                     = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/review"
    task_availability_lifetime_in_seconds = 600
    task_count                            = 1
    task_description                      = "Is it spam?"
    task_title                            = "Review"
    workteam_arn                          = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/reviewers"
  }
  output_config {
    s3_output_path = "s3://reviews-of-ours/"
  }
}
`,
    ],
  },
});
