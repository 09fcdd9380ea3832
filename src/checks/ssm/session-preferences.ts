import { parse } from 'yaml';
import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';

/** AWS takes 64 KB: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
const textMaxChars = 2 ** 17;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html */
export const check = resourceCheck({
  id: 'ssm/session-preferences',
  title: 'Sessions of Session Manager are under a key, and logged',
  severity: 'medium',
  why: 'What was typed on a machine, and what it answered, cannot be found out afterwards; without a key only the TLS of the service protects it on its way',
  fix: 'Set `kmsKeyId`, and `cloudWatchLogGroupName` or `s3BucketName`, in `inputs` of the document',
  controls: ['CKV_AWS_112', 'CKV_AWS_113'],
  of: ['aws_ssm_document'],
  judge(document) {
    const type = document.attribute('document_type');
    if (!type.known || type.value !== 'Session') return undefined;
    return judgeContent(document);
  },
  examples: {
    bad: [
      `
resource "aws_ssm_document" "own" {
  name            = "SSM-SessionManagerRunShell"
  document_type   = "Session"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "1.0"
    sessionType   = "Standard_Stream"
    inputs        = { kmsKeyId = "", s3BucketName = "sessions" }
  })
}
`,
      `
resource "aws_ssm_document" "own" {
  name            = "SSM-SessionManagerRunShell"
  document_type   = "Session"
  document_format = "YAML"
  content         = <<-DOC
    schemaVersion: "1.0"
    sessionType: Standard_Stream
    inputs:
      kmsKeyId: alias/sessions
  DOC
}
`,
    ],
    good: [
      `
resource "aws_ssm_document" "own" {
  name            = "SSM-SessionManagerRunShell"
  document_type   = "Session"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "1.0"
    sessionType   = "Standard_Stream"
    inputs        = { kmsKeyId = "alias/sessions", cloudWatchLogGroupName = "sessions" }
  })
}
`,
    ],
  },
});

function judgeContent(document: Resource): Judgement {
  const content = document.attribute('content');
  const path = 'content';
  if (!content.known) return cannotTell(`content is not known: ${content.because}`, { path });
  const inputs = inputsOf(content.value);
  if (!inputs) return cannotTell('content cannot be read', { path });
  const isGiven = (name: string) => typeof inputs[name] === 'string' && inputs[name] !== '';
  if (!isGiven('kmsKeyId')) return fail('inputs name no kmsKeyId', { path });
  return isGiven('cloudWatchLogGroupName') || isGiven('s3BucketName')
    ? pass
    : fail('inputs name neither a log group nor a bucket', { path });
}

/** JSON is YAML as well. */
function inputsOf(content: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof content !== 'string' || content.length > textMaxChars) return undefined;
  try {
    const { inputs = {} } = (parse(content) ?? {}) as { inputs?: Readonly<Record<string, unknown>> | null };
    return inputs ?? {};
  } catch {
    return undefined;
  }
}
