import { resourceCheck } from '../check.ts';
import { all, isOneOf, isTrue } from '../rules.ts';

const settings = 'data_catalog_encryption_settings';
const configuration = 'encryption_configuration';

const catalogue = all(
  isOneOf(`${settings}.encryption_at_rest.catalog_encryption_mode`, ['SSE-KMS', 'SSE-KMS-WITH-SERVICE-ROLE']),
  isTrue(`${settings}.connection_password_encryption.return_connection_password_encrypted`),
);

const jobs = all(
  isOneOf(`${configuration}.cloudwatch_encryption.cloudwatch_encryption_mode`, ['SSE-KMS']),
  isOneOf(`${configuration}.job_bookmarks_encryption.job_bookmarks_encryption_mode`, ['CSE-KMS']),
  isOneOf(`${configuration}.s3_encryption.s3_encryption_mode`, ['SSE-KMS']),
);

/** https://docs.aws.amazon.com/glue/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'glue/encryption',
  title: 'The catalogue of Glue, and what its jobs write, are encrypted with keys of KMS',
  severity: 'medium',
  why: 'The catalogue holds passwords of connections; logs, bookmarks and outputs of jobs hold the data',
  fix: 'Set `SSE-KMS` (`CSE-KMS` for bookmarks) for each, and `return_connection_password_encrypted = true`',
  controls: ['CKV_AWS_94', 'CKV_AWS_99', 'AwsSolutions-GL1', 'AwsSolutions-GL3', 'MLSEC02-BP01'],
  of: ['aws_glue_data_catalog_encryption_settings', 'aws_glue_security_configuration'],
  judge: (resource) => (resource.type === 'aws_glue_security_configuration' ? jobs : catalogue)(resource),
  examples: {
    bad: [
      `
resource "aws_glue_data_catalog_encryption_settings" "own" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = false
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
    }
  }
}
`,
      `
resource "aws_glue_security_configuration" "own" {
  name = "own"
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
    }
    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
    s3_encryption {
      s3_encryption_mode = "SSE-S3"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_glue_data_catalog_encryption_settings" "own" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
      aws_kms_key_id                       = aws_kms_key.own.arn
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
      sse_aws_kms_key_id      = aws_kms_key.own.arn
    }
  }
}
resource "aws_glue_security_configuration" "own" {
  name = "own"
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = aws_kms_key.own.arn
    }
    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = aws_kms_key.own.arn
    }
    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = aws_kms_key.own.arn
    }
  }
}
`,
    ],
  },
});
