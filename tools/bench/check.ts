import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFolder } from '../../src/app/plan.ts';
import { check } from '../../src/app/proof/check.ts';
import { readProject } from '../../src/terraform/source/project.ts';
import type { Measurement } from '../bench.ts';

/**
 * All checks of a module beside its plan alone, both from nothing; and the checks of a thousand files without Terraform,
 * beside reading and parsing the same files.
 */
export async function measure(): Promise<Measurement[]> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  try {
    return [...(await withTerraform(join(dir, 'small'))), ...(await withoutTerraform(join(dir, 'large')))];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function withTerraform(dir: string): Promise<Measurement[]> {
  await mkdir(dir);
  await writeFile(join(dir, 'main.tf'), Array.from({ length: 10 }, (_, at) => five(at)).join(''));
  const choices = choicesIn(dir);
  const all = () => check({ ...choices, source: dir, required: [], now: new Date() });
  await all();
  const reference = await bestOf(3, () => planFolder({ ...choices, dir }));
  const ours = await bestOf(3, all);
  return [{ what: 'all checks of 50 resources, beside their plan', ours, reference, unit: 's', limit: 1.2 }];
}

async function withoutTerraform(dir: string): Promise<Measurement[]> {
  await mkdir(dir);
  for (let at = 0; at < 1000; at += 1) await writeFile(join(dir, `f${at}.tf`), five(at));
  const choices = { ...choicesIn(dir), withoutTerraform: true };
  const reference = await bestOf(2, () => readProject(dir));
  const ours = await bestOf(2, () => check({ ...choices, source: dir, required: [], now: new Date() }));
  return [
    { what: 'all checks of 1,000 files without Terraform, beside parsing them', ours, reference, unit: 's' },
  ];
}

function choicesIn(dir: string) {
  return {
    varFiles: [],
    variables: [],
    cache: false,
    cwd: dir,
    environment: process.env,
    signal: new AbortController().signal,
  };
}

async function bestOf(times: number, run: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < times; at += 1) {
    const begun = performance.now();
    await run();
    best = Math.min(best, (performance.now() - begun) / 1000);
  }
  return best;
}

function five(at: number): string {
  return `
resource "aws_s3_bucket" "b${at}" {
  bucket = "bucket-${at}"
}
resource "aws_kms_key" "k${at}" {
  description = "key ${at}"
}
resource "aws_iam_role" "r${at}" {
  name = "role-${at}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
resource "aws_iam_policy" "p${at}" {
  name = "policy-${at}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.b${at}.arn}/*" }]
  })
}
resource "aws_iam_role_policy_attachment" "a${at}" {
  role       = aws_iam_role.r${at}.name
  policy_arn = aws_iam_policy.p${at}.arn
}
`;
}
