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
