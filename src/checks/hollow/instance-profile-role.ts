import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html */
export const check = resourceCheck({
  id: 'hollow/instance-profile-role',
  title: 'Instance profiles have a role',
  severity: 'low',
  why: 'A profile without a role gives an instance no rights, so that somebody gives it keys instead',
  fix: 'Set `role`, or remove the profile',
  controls: [],
  of: ['aws_iam_instance_profile'],
  judge: isSet('role'),
  examples: {
    bad: [
      `
resource "aws_iam_instance_profile" "train" {
  name = "train"
}
`,
    ],
    good: [
      `
resource "aws_iam_instance_profile" "train" {
  name = "train"
  role = "train"
}
`,
    ],
  },
});
