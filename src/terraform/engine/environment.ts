import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * All that Terraform gets to see of the environment: no credentials, no proxies, no settings of the user.
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables
 * @param runDir a folder of our own: home, temporary files, the empty settings
 */
export function scrubbedEnvironment(runDir: string): Record<string, string> {
  return {
    HOME: runDir,
    TMPDIR: runDir,
    PATH: '/nowhere',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_CONFIG_FILE: `${runDir}/terraform.rc`,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Memory is there for a short time only: collecting it less often makes a plan a fifth faster.
    GOGC: '400',
  };
}

/** Unix sockets have short paths only: 108 bytes on Linux, 104 on macOS. https://man7.org/linux/man-pages/man7/unix.7.html */
const socketPathMaxBytes = 100;

/** The folder of a run, with Terraform's settings in it. */
export interface RunFolder {
  dir: string;
  /** For sockets: `dir`, or a folder with a shorter path. */
  socketDir: string;
  remove(): Promise<void>;
}

/**
 * Makes the folder of a run. Its settings have Terraform look for providers in an empty folder only, so that it asks no
 * registry for one that is not attached.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export async function makeRunFolder(dir: string): Promise<RunFolder> {
  const mirror = join(dir, 'no-providers');
  await mkdir(mirror, { recursive: true, mode: 0o700 });
  const settings = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
  await writeFile(join(dir, 'terraform.rc'), settings);
  const fits = Buffer.byteLength(join(dir, '999.sock')) <= socketPathMaxBytes;
  const socketDir = fits ? dir : await mkdtemp('/tmp/holdfast-');
  return {
    dir,
    socketDir,
    remove: async () => {
      if (!fits) await rm(socketDir, { recursive: true, force: true });
    },
  };
}
