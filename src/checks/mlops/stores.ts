import { fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://docs.aws.amazon.com/wellarchitected/latest/machine-learning-lens/mlsec-02.html */
export const check = environmentCheck({
  id: 'mlops/stores',
  title: 'The root of an environment has a bucket and a customer key for its datasets',
  severity: 'medium',
  why: 'What holdfast.yaml declares has no place here: the data is kept somewhere that nobody declared, or under a key of AWS',
  fix: 'Declare the bucket and the key in the root of the environment, or correct `root` in `holdfast.yaml`',
  controls: ['MLSEC02-BP01'],
  judge({ account, datasets, modelsFrom }, { plan }) {
    if (account === undefined || modelsFrom !== undefined || Object.keys(datasets).length === 0)
      return undefined;
    const buckets = [...plan.ofType('aws_s3_bucket'), ...plan.dataOfType('aws_s3_bucket')];
    const keys = [...plan.ofType('aws_kms_key', 'aws_kms_replica_key'), ...plan.dataOfType('aws_kms_key')];
    const missing = [
      ...(buckets.length === 0 ? ['bucket'] : []),
      ...(keys.length === 0 ? ['customer key'] : []),
    ];
    return missing.length === 0 ? pass : fail(`the root has no ${missing.join(' and no ')}`);
  },
  examples: {
    bad: [exampleRoot('resource "aws_s3_bucket" "data" {}')],
    good: [
      exampleRoot(`
resource "aws_s3_bucket" "data" {}

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}
`),
    ],
  },
});
