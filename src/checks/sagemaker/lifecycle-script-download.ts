import type { Json } from '../../base/canonical-json.ts';
import type { Known } from '../../base/known.ts';
import type { Path, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { worst } from '../rules.ts';

const scripts: readonly Path[] = ['on_create', 'on_start', 'studio_lifecycle_config_content'];

/** AWS takes 16,384 characters of base64. */
const scriptMaxChars = 16_384;

/** Ways to run what a server sends at that moment. */
const unverified: readonly [pattern: RegExp, what: string][] = [
  [
    /\b(?:curl|wget)\b[^\n|;&]{0,300}\|\s*(?:sudo\s+)?(?:-\S+\s+)*(?:ba|da|z|k)?sh\b/,
    'pipes a download into a shell',
  ],
  [/\b(?:curl|wget)\b[^\n|;&]{0,300}\|\s*(?:sudo\s+)?python[0-9.]*\b/, 'pipes a download into Python'],
  [/\b(?:ba|da|z|k)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\(|`)\s*(?:curl|wget)\b/, 'runs a download as a script'],
  [/\bcurl\b[^\n|;&]{0,200}\s(?:-\w{0,8}k\w{0,8}|--insecure)\s/, 'downloads without verifying the server'],
  [/\bwget\b[^\n|;&]{0,200}--no-check-certificate\b/, 'downloads without verifying the server'],
  [/\bpip[0-9.]*\s+install\b[^\n]{0,200}--trusted-host\b/, 'installs packages without verifying the server'],
  [/\bpip[0-9.]*\s+install\b[^\n]{0,200}\bhttp:\/\//, 'installs packages over plain HTTP'],
];

/** https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html */
export const check = resourceCheck({
  id: 'sagemaker/lifecycle-script-download',
  title: 'Lifecycle scripts run no code that was just downloaded',
  severity: 'high',
  why: 'A lifecycle script of a notebook instance runs as root, that of an app as its user, each with the credentials of the role: who controls the server, or the way to it, runs code there',
  fix: 'Keep the file in a bucket of yours or in the image, and compare its digest before it is run',
  controls: ['ATLAS:AML.M0014'],
  of: ['aws_sagemaker_notebook_instance_lifecycle_configuration', 'aws_sagemaker_studio_lifecycle_config'],
  judge: (resource) => worst(scripts.map((path) => judgeScript(resource, path))),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\\ncurl -s https://example.com/setup.sh | sudo bash\\n")
}
`,
      `
resource "aws_sagemaker_studio_lifecycle_config" "setup" {
  studio_lifecycle_config_name     = "setup"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("bash <(wget -qO- https://example.com/setup.sh)")
}
`,
      `
resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\\nwget -q https://example.com/setup.sh -O /tmp/setup.sh\\nbash /tmp/setup.sh -b -u\\n")
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\\ncurl -sSo setup.sh https://example.com/setup.sh\\necho '8d2b  setup.sh' | sha256sum -c && bash setup.sh\\n")
}
`,
      `
resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\\naws s3 cp s3://scripts-of-ours/setup.sh . && sha256sum -c setup.sha256 && bash setup.sh\\n")
}
`,
    ],
  },
});

function judgeScript(resource: Resource, path: Path): Judgement {
  const found: Known<Json> = resource.attribute(path);
  if (!found.known) return cannotTell(`${String(path)} is not known: ${found.because}`, { path });
  if (typeof found.value !== 'string') return pass;
  const text = Buffer.from(found.value.slice(0, scriptMaxChars), 'base64').toString('utf8');
  const hit = unverified.find(([pattern]) => pattern.test(text)) ?? keptAndRun(text);
  return hit ? fail(`${String(path)} ${hit[1]}`, { path }) : pass;
}

/** A file that is downloaded and then run, in a script that compares no digest and no signature. */
function keptAndRun(script: string): readonly [unknown, string] | undefined {
  if (/\b(?:sha(?:1|256|512)sum|shasum|gpg\s+--verify|cosign\s+verify)\b/.test(script)) return undefined;
  const kept = script.matchAll(
    /\b(?:curl|wget)\b[^\n|;&]{0,300}?(?:\s-[oO]\s*|\s--output(?:-document)?[= ]|>\s*)["']?([^\s"';&|]{1,120})/g,
  );
  for (const [, file = ''] of kept) {
    const name = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (
      !file.startsWith('http') &&
      new RegExp(`\\b(?:ba|z|k)?sh\\s+(?:-\\S+\\s+){0,4}["']?${name}(?:["'\\s]|$)`).test(script)
    )
      return [file, 'runs a file that it downloaded, without comparing its digest'];
  }
  return undefined;
}
