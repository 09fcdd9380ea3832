import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import type { PlanResult } from './plan.ts';
import { folderOf, planOf } from './testing/planned.ts';

/** Every file below a folder, with its digest and time. */
async function fingerprint(dir: string): Promise<string[]> {
  const names = (await readdir(dir, { recursive: true })).sort();
  return Promise.all(
    names.map(async (name) => {
      const about = await stat(join(dir, name));
      const content = about.isFile() ? await readFile(join(dir, name)) : '';
      return `${name} ${about.mtimeMs} ${createHash('sha256').update(content).digest('hex')}`;
    }),
  );
}

/** What would leave a mark, or call a listener, if anything of a user's code ran. */
function traps(mark: string, port: number): Record<string, string> {
  const touch = `touch ${mark}`;
  const url = `http://127.0.0.1:${port}`;
  return {
    'main.tf': `
terraform {
  backend "http" {
    address = "${url}/state"
  }
  required_providers {
    aws      = { source = "hashicorp/aws", version = "~> 6.0" }
    external = { source = "hashicorp/external" }
    http     = { source = "hashicorp/http" }
    null     = { source = "hashicorp/null" }
    local    = { source = "hashicorp/local" }
  }
}
provider "aws" {
  region = "eu-west-1"
  endpoints {
    s3  = "${url}"
    sts = "${url}"
  }
}
resource "aws_s3_bucket" "data" {
  bucket = "data"
  provisioner "local-exec" {
    command = "${touch}-resource"
  }
}
resource "null_resource" "run" {
  provisioner "local-exec" {
    command = "${touch}-null"
  }
  provisioner "local-exec" {
    when    = destroy
    command = "${touch}-destroy"
  }
  provisioner "remote-exec" {
    inline = ["true"]
    connection {
      host = "127.0.0.1"
      port = ${port}
    }
  }
}
resource "terraform_data" "run" {
  provisioner "local-exec" {
    command = "${touch}-data"
  }
}
resource "local_file" "out" {
  filename = "${mark}-local-file"
  content  = "x"
}
data "external" "run" {
  program = ["sh", "-c", "${touch}-external; echo '{}'"]
}
data "http" "call" {
  url = "${url}/data"
}
data "terraform_remote_state" "other" {
  backend = "http"
  config = {
    address = "${url}/other"
  }
}
module "inner" {
  source = "./inner"
}
output "from_state" {
  value = data.terraform_remote_state.other.outputs.vpc_id
}
`,
    'more_override.tf': `
resource "aws_s3_bucket" "data" {
  provisioner "local-exec" {
    command = "${touch}-override"
  }
}
`,
    'json.tf.json': JSON.stringify({
      resource: {
        terraform_data: { json: { provisioner: [{ 'local-exec': { command: `${touch}-json` } }] } },
      },
    }),
    'inner/main.tf': `
resource "terraform_data" "run" {
  input = "x"
  provisioner "local-exec" {
    command = "${touch}-module"
  }
}
`,
  };
}

describe.skipIf(lacks('terraform'))('nothing runs and nothing leaves (needs terraform)', () => {
  let project: Awaited<ReturnType<typeof folderOf>>;
  let marks: Awaited<ReturnType<typeof folderOf>>;
  let temporary: Awaited<ReturnType<typeof folderOf>>;
  let result: PlanResult;
  let before: string[];
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });

  beforeAll(async () => {
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    marks = await folderOf({});
    temporary = await folderOf({});
    project = await folderOf(traps(join(marks.dir, 'mark'), port));
    before = await fingerprint(project.dir);
    const was = process.env.TMPDIR;
    process.env.TMPDIR = temporary.dir;
    try {
      result = await planOf(project.dir, {
        environment: {
          ...process.env,
          HTTP_PROXY: `http://127.0.0.1:${port}`,
          HTTPS_PROXY: `http://127.0.0.1:${port}`,
          AWS_ACCESS_KEY_ID: 'AKIAFROMTHEUSER00000',
          AWS_SECRET_ACCESS_KEY: 'a-secret-of-the-user',
          TF_CLI_ARGS: `-var=x=${join(marks.dir, 'mark')}`,
          TF_DATA_DIR: join(marks.dir, 'mark-data-dir'),
          TF_LOG_PATH: join(marks.dir, 'mark-log'),
          TF_LOG: 'trace',
        },
      });
    } finally {
      if (was === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = was;
    }
  }, 60_000);

  afterAll(async () => {
    listener.close();
    for (const folder of [project, marks, temporary]) await folder?.[Symbol.asyncDispose]();
  });

  it('although everything is evaluated', () => {
    expect(result.problems).toEqual([]);
    expect(result.plan?.holdfast.mode).toBe('strict');
    const managed = result.plan?.resource_changes?.filter(({ mode }) => mode === 'managed');
    expect(managed?.map(({ address }) => address).sort()).toEqual([
      'aws_s3_bucket.data',
      'local_file.out',
      'module.inner.terraform_data.run',
      'null_resource.run',
      'terraform_data.json',
      'terraform_data.run',
    ]);
  });

  it('no provisioner, program or written file leaves its mark', async () => {
    expect(await readdir(marks.dir)).toEqual([]);
  });

  it('nobody is called', () => {
    expect(calls).toBe(0);
  });

  it('the folder of the user is as it was', async () => {
    expect(await fingerprint(project.dir)).toEqual(before);
  });

  it('no temporary file stays', async () => {
    expect(await readdir(temporary.dir)).toEqual([]);
  });

  it("nothing of the user's environment is in the plan", () => {
    expect(JSON.stringify(result)).not.toMatch(/AKIAFROMTHEUSER|a-secret-of-the-user|holdfast_address/);
  });

  it('and what did not run is listed, with its place', () => {
    const withheld = result.plan?.holdfast.withheld ?? [];
    const places = withheld.map(({ code, place }) => `${code} ${place?.file}`).sort();
    expect(places).toEqual([
      'backend main.tf',
      'provisioner inner/main.tf',
      'provisioner json.tf.json',
      'provisioner main.tf',
      'provisioner main.tf',
      'provisioner main.tf',
      'provisioner main.tf',
      'provisioner main.tf',
      'provisioner more_override.tf',
    ]);
    const assumptions = result.plan?.holdfast.assumptions.map(({ what }) => what).join('\n');
    expect(assumptions).toMatch(/remote-state/);
    expect(assumptions).toMatch(/program is never run/);
  });

  it.each([
    ['a git repository', 'git::http://127.0.0.1:PORT/x.git'],
    ['an archive', 'http://127.0.0.1:PORT/x.zip'],
    ['a registry', '127.0.0.1:PORT/a/b/aws'],
    ['the public registry', 'terraform-aws-modules/vpc/aws'],
    ['a bucket', 's3::http://127.0.0.1:PORT/b/x.zip'],
  ])('a module from %s is not fetched, and missed with its place', async (_what, source) => {
    const { port } = listener.address() as AddressInfo;
    const root = `module "far" {\n  source = "${source.replace('PORT', String(port))}"\n}\nresource "terraform_data" "near" {}\n`;
    await using folder = await folderOf({ 'main.tf': root });
    const { problems, plan } = await planOf(folder.dir);
    expect(calls).toBe(0);
    expect(problems.map(({ place }) => place?.line)).toContain(1);
    expect(plan?.holdfast.mode).toBe('lenient');
    expect(plan?.resource_changes?.map(({ address }) => address)).toEqual(['terraform_data.near']);
  });

  it('an abort ends Terraform and leaves nothing behind', async () => {
    await using folder = await folderOf({ 'main.tf': 'resource "terraform_data" "a" {}\n' });
    await using own = await folderOf({});
    await mkdir(join(own.dir, 'tmp'));
    const was = process.env.TMPDIR;
    process.env.TMPDIR = join(own.dir, 'tmp');
    try {
      const stop = new AbortController();
      const planning = planOf(folder.dir, { signal: stop.signal });
      stop.abort(new Error('stopped by the user'));
      await expect(planning).rejects.toThrow('stopped by the user');
      expect(await readdir(join(own.dir, 'tmp'))).toEqual([]);
    } finally {
      if (was === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = was;
    }
  });
});
