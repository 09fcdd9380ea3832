import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { any, isFalse } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html */
export const check = resourceCheck({
  id: 'sagemaker-registry/feature-online-key',
  title: 'Online stores of features are encrypted with a customer key',
  severity: 'medium',
  why: 'The store holds the newest of every record: with a key of AWS nobody can say, or narrow, who decrypts it',
  fix: 'Set `kms_key_id` in `security_config` of the online store to a customer key; the feature group is made anew by that',
  controls: ['SecurityHub:SageMaker.18', 'MLSEC02-BP01'],
  of: ['aws_sagemaker_feature_group'],
  judge: (group, { plan }) =>
    any(
      isCustomerKey('online_store_config.security_config.kms_key_id', plan),
      isFalse('online_store_config.enable_online_store'),
    )(group),
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
  online_store_config {
    enable_online_store = true
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
  online_store_config {
    enable_online_store = true
    security_config {
      kms_key_id = aws_kms_key.features.arn
    }
  }
}
`,
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
  },
});
