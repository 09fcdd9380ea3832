import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html */
export const check = resourceCheck({
  id: 'bedrock/data-source-key',
  title: 'Sources of knowledge bases are ingested under a customer key',
  severity: 'low',
  why: 'Documents lie in storage of the service while they are taken in: with a key of AWS nobody can say, or narrow, who decrypts them',
  fix: 'Add a `server_side_encryption_configuration` with `kms_key_arn`',
  controls: ['SecurityHub:Bedrock.1', 'MLSEC02-BP01'],
  of: ['aws_bedrockagent_data_source'],
  judge: (resource, { plan }) =>
    isCustomerKey('server_side_encryption_configuration.kms_key_arn', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_bedrockagent_data_source" "handbook" {
  knowledge_base_id = "KB01234567"
  name              = "handbook"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = "arn:aws:s3:::handbook-of-ours"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "handbook" {
  enable_key_rotation = true
}

resource "aws_bedrockagent_data_source" "handbook" {
  knowledge_base_id = "KB01234567"
  name              = "handbook"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = "arn:aws:s3:::handbook-of-ours"
    }
  }
  server_side_encryption_configuration {
    kms_key_arn = aws_kms_key.handbook.arn
  }
}
`,
    ],
  },
});
