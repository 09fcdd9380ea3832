import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html */
export const check = resourceCheck({
  id: 'data-stores/deletion-protection',
  title: 'Clusters of Neptune and DocumentDB are protected from deletion',
  severity: 'low',
  why: 'A mistake in a change deletes all data',
  fix: 'Set `deletion_protection = true`',
  isChangeSafe: true,
  controls: ['CKV2_AWS_58', 'SecurityHub:Neptune.4', 'SecurityHub:DocumentDB.5'],
  of: ['aws_neptune_cluster', 'aws_docdb_cluster'],
  judge: failsLeftOut('deletion_protection', 'false', isTrue('deletion_protection')),
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
  skip_final_snapshot = true
  deletion_protection = true
}
`,
    ],
  },
});
