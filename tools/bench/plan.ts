import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFolder } from '../../src/app/plan.ts';
import { attachProviders } from '../../src/terraform/engine/attach.ts';
import { scrubbedEnvironment } from '../../src/terraform/engine/environment.ts';
import { Journal } from '../../src/terraform/engine/journal.ts';
import { runTerraform, terraformPath } from '../../src/terraform/engine/terraform.ts';
import { readProject } from '../../src/terraform/source/project.ts';
import { writeScratch } from '../../src/terraform/source/scratch.ts';
import type { Measurement } from '../bench.ts';

/**
 * A credential-free plan from nothing to the written file, beside `terraform init` and `terraform validate` of the same
 * module with the same providers; and the same plan again, with nothing changed.
 */
export async function measure(): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const [resources, limit] of [
    [50, 8],
    [500, 8],
    [5000, undefined],
  ] as const) {
    const dir = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
    try {
      measured.push(...(await measureOne(dir, resources, limit)));
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
  return measured;
}

async function measureOne(dir: string, resources: number, limit: number | undefined): Promise<Measurement[]> {
  await mkdir(join(dir, 'module'));
  await writeFile(join(dir, 'module', 'main.tf'), moduleOf(resources));
  const reference = await seconds(() => validate(join(dir, 'module'), join(dir, 'reference')));
  const plan = (cache: boolean) => () =>
    planFolder({
      dir: join(dir, 'module'),
      varFiles: [],
      variables: [],
      output: join(dir, 'plan.json'),
      cache,
      cwd: dir,
      environment: { ...process.env, XDG_CACHE_HOME: join(dir, 'cache') },
      signal: new AbortController().signal,
    });
  const ours = await seconds(plan(false));
  await plan(true)();
  const warm = await seconds(plan(true));
  const what = `the plan of ${resources} resources`;
  return [
    {
      what: `${what}, beside init and validate`,
      ours,
      reference,
      unit: 's',
      ...(limit !== undefined && { limit }),
    },
    {
      what: `${what}, nothing changed, beside the first time`,
      ours: warm,
      reference: ours,
      unit: 's',
      limit: 0.1,
    },
  ];
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}

async function validate(dir: string, workDir: string): Promise<void> {
  await mkdir(join(workDir, 'run'), { recursive: true });
  await writeFile(join(workDir, 'run', 'terraform.rc'), '');
  const project = await readProject(dir);
  const scratch = await writeScratch(project, join(workDir, 'copy'));
  const attached = await attachProviders({
    project,
    defaults: { account: '123456789012', region: 'eu-west-1', projectDir: project.projectDir },
    lenient: false,
    keys: new Map(),
    given: () => undefined,
    journal: new Journal(),
    socketDir: join(workDir, 'run'),
  });
  const options = {
    cwd: scratch.rootDir,
    env: { ...scrubbedEnvironment(join(workDir, 'run')), ...attached.env },
    timeoutMs: 600_000,
    signal: new AbortController().signal,
  };
  const terraform = await terraformPath(process.env);
  await runTerraform(terraform, ['init', '-input=false'], options);
  const { code, stdout } = await runTerraform(terraform, ['validate', '-no-color'], options);
  if (code !== 0) throw new Error(stdout);
  await attached.close();
}

/** Buckets, keys, and roles with a policy for both: five resources at a time. */
function moduleOf(resources: number): string {
  const parts = Array.from({ length: resources / 5 }, (_, at) => five(at));
  return `provider "aws" {\n  region = "eu-west-1"\n  default_tags {\n    tags = { Team = "ml" }\n  }\n}\n${parts.join('')}`;
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
data "aws_iam_policy_document" "p${at}" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.b${at}.arn}/*"]
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.k${at}.arn]
  }
}
resource "aws_iam_policy" "p${at}" {
  name   = "policy-${at}"
  policy = data.aws_iam_policy_document.p${at}.json
}
resource "aws_iam_role_policy_attachment" "a${at}" {
  role       = aws_iam_role.r${at}.name
  policy_arn = aws_iam_policy.p${at}.arn
}
`;
}
