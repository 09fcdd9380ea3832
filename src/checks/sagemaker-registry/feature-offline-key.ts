import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { each } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html */
export const check = resourceCheck({
  id: 'sagemaker-registry/feature-offline-key',
  title: 'Offline stores of features are encrypted with a customer key',
  severity: 'medium',
  why: 'The store holds the history of every record: with a key of AWS nobody can say, or narrow, who decrypts it',
  fix: 'Set `kms_key_id` in `s3_storage_config` to a customer key; the feature group is made anew by that',
  controls: ['SecurityHub:SageMaker.17', 'MLSEC02-BP01'],
  of: ['aws_sagemaker_feature_group'],
  judge: (group, { plan }) =>
    each('offline_store_config', isCustomerKey('s3_storage_config.kms_key_id', plan))(group),
  examples: {
    bad: [
      `
resource "aws_sagemaker_feature_group" "mails" {
  feature_group_name             = "mails"
  record_identifier_feature_name = "id"
  event_time_feature_name        = "time"
  role_arn                       = "arn:aws:iam::111122223333:role/features"
  feature_definition {
    feature_name = "id"
    feature_type = "String"
  }
  feature_definition {
    feature_name = "time"
    feature_type = "String"
  }
  offline_store_config {
    s3_storage_config {
      s3_uri = "s3://features-of-ours/"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "features" {
  enable_key_rotation = true
}

resource "aws_sagemaker_feature_group" "mails" {
  feature_group_name             = "mails"
  record_identifier_feature_name = "id"
  event_time_feature_name        = "time"
  role_arn                       = "arn:aws:iam::111122223333:role/features"
  feature_definition {
    feature_name = "id"
    feature_type = "String"
  }
  feature_definition {
    feature_name = "time"
    feature_type = "String"
  }
  offline_store_config {
    s3_storage_config {
      s3_uri     = "s3://features-of-ours/"
      kms_key_id = aws_kms_key.features.arn
    }
  }
}
`,
    ],
  },
});
