import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

const path = 'iam_database_authentication_enabled';

/** https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html */
export const check = resourceCheck({
  id: 'data-stores/iam-authentication',
  title: 'Neptune asks who it is',
  severity: 'high',
  why: 'Without IAM Neptune has no sign-in at all: whoever reaches its port reads and changes the graph',
  fix: 'Set `iam_database_authentication_enabled = true`, and let clients sign their requests before that',
  controls: ['CKV_AWS_359', 'SecurityHub:Neptune.7'],
  of: ['aws_neptune_cluster'],
  judge: failsLeftOut(path, 'false', isTrue(path)),
  examples: {
    bad: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
}
`,
    ],
    good: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot                 = true
  iam_database_authentication_enabled = true
}
`,
    ],
  },
});
