import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Json } from '../../base/canonical-json.ts';
import { readPlanDocument } from '../plan/read-plan.ts';
import { planStatically } from './plan.ts';

/** Two modules of which each takes something of the other: Terraform allows it where no value hangs on itself. */
const files = {
  'main.tf': `
module "a" {
  source = "./a"
  name   = module.b.name
  late   = "given"
}
module "b" {
  source = "./b"
  first  = module.a.first
  late   = module.a.late
}
`,
  'a/main.tf': `
variable "name" {}
variable "late" { default = "default" }
output "first" { value = "first" }
output "late" { value = var.late }
resource "aws_s3_bucket" "own" {
  bucket = var.name
}
`,
  'b/main.tf': `
variable "first" {}
variable "late" {}
output "name" { value = "\${var.first}-\${var.late}" }
`,
};

it('evaluates what modules give each other when it is asked for', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-calls-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(dir, name)), { recursive: true });
      await writeFile(join(dir, name), text);
    }
    const { plan } = await planStatically({
      dir,
      varFiles: [],
      variables: [],
      environment: {},
      timeoutMs: 10_000,
      signal: new AbortController().signal,
    });
    const read = await readPlanDocument(plan as Json);
    const [bucket] = read.ofType('aws_s3_bucket');
    expect(bucket?.attribute('bucket')).toEqual({ known: true, value: 'first-given' });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
