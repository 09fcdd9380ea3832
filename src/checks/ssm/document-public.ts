import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

/** Account ids with commas between them, or `All`. */
function isForEverybody(ids: Json): boolean {
  return typeof ids === 'string' && ids.split(',').some((id) => id.trim().toLowerCase() === 'all');
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html */
export const check = resourceCheck({
  id: 'ssm/document-public',
  title: 'SSM documents are not shared with everybody',
  severity: 'high',
  why: 'Every AWS account reads the document: how machines are set up, and often a secret that was written into it',
  fix: 'Name the accounts in `permissions.account_ids`, or remove `permissions`',
  controls: ['CKV_AWS_303', 'SecurityHub:SSM.4', 'Config:ssm-document-not-public'],
  of: ['aws_ssm_document'],
  judge: is('permissions.account_ids', (ids) => !isForEverybody(ids), 'must not be everybody'),
  examples: {
    bad: [
      `
resource "aws_ssm_document" "own" {
  name          = "own"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "own", mainSteps = [] })
  permissions = {
    type        = "Share"
    account_ids = "All"
  }
}
`,
    ],
    good: [
      `
resource "aws_ssm_document" "own" {
  name          = "own"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "own", mainSteps = [] })
  permissions = {
    type        = "Share"
    account_ids = "123456789012"
  }
}
`,
      `
resource "aws_ssm_document" "own" {
  name          = "own"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "own", mainSteps = [] })
}
`,
    ],
  },
});
