import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { PlanChoices } from '../app/plan.ts';
import type { Evaluation } from '../app/proof/read-plan.ts';
import { type Options, textOption } from './command.ts';
import type { Terminal } from './terminal.ts';

/** What the commands take that can do without Terraform. */
export function addEvaluationOptions(command: Command): Command {
  return addPlanOptions(command)
    .option(
      '--without-terraform',
      'read the text of the configuration alone: faster, and what it does not tell is not known',
    )
    .option(
      '--env <name>',
      'the environment that the plan or state in a file is of: its waivers and intent count',
    )
    .option('--account-authorization <file>', 'what aws iam get-account-authorization-details printed');
}

/** IAM's export of the account, where one is named. */
export async function authorizationOf(terminal: Terminal, options: Options) {
  const file = textOption(options, 'accountAuthorization');
  if (file === undefined) return undefined;
  const { readAccountAuthorization } = await import('../app/proof/authorization.ts');
  return readAccountAuthorization(resolve(terminal.cwd, file));
}

export function evaluation(terminal: Terminal, options: Options): Evaluation & { environmentName?: string } {
  const environmentName = textOption(options, 'env');
  return {
    ...planChoices(terminal, options),
    withoutTerraform: options.withoutTerraform === true,
    ...(environmentName !== undefined && { environmentName }),
  };
}

/** What every command takes that evaluates Terraform. */
export function addPlanOptions(command: Command): Command {
  return command
    .option('--var-file <file>', 'values of variables, as for Terraform; may be repeated', gather, [])
    .option('--var <name=value>', 'the value of a variable; may be repeated', gather, [])
    .option('--account <id>', 'the AWS account of providers that do not say (else 123456789012)')
    .option('--region <region>', 'the AWS region of providers that do not say (else us-east-1)')
    .option('--assume <file>', 'what data sources and remote states give, by address, in YAML or JSON')
    .option('--no-cache', 'evaluate anew, even when nothing has changed since the last time');
}

export function planChoices(terminal: Terminal, options: Options): Omit<PlanChoices, 'dir'> {
  return {
    varFiles: listOption(options, 'varFile'),
    variables: listOption(options, 'var'),
    ...textMember(options, 'account'),
    ...textMember(options, 'region'),
    ...textMember(options, 'assume'),
    cache: options.cache !== false,
    cwd: terminal.cwd,
    environment: terminal.environment,
    signal: terminal.signal,
  };
}

export function gather(value: string, before: string[]): string[] {
  return [...before, value];
}

export function listOption(options: Options, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function textMember<Name extends string>(options: Options, name: Name): Partial<Record<Name, string>> {
  const value = textOption(options, name);
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
