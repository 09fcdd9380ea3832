import type { Command } from 'commander';
import type { Issue } from '../../../base/issue.ts';
import { formatIssue, formatPlace } from '../../../base/issue.ts';
import type { PlanResult } from '../../../terraform/engine/plan.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { addPlanOptions, planChoices, textMember } from '../../plan-options.ts';
import { paint, type Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'evaluate a Terraform root module with every policy known, without credentials or a network',
  examples: [
    'holdfast plan infra/prod',
    'holdfast plan infra/prod -o plan.json --var-file prod.tfvars --account 123456789012 --region eu-west-1',
    'holdfast plan infra/prod --assume known.yaml   # data.aws_ami.base: {id: ami-0123456789abcdef0}',
    'holdfast plan infra/prod --format json         # the plan itself, on standard output',
    'holdfast plan modules/bucket --test            # terraform test, without credentials',
  ],
  configure(command: Command) {
    addPlanOptions(command)
      .argument('<dir>', 'the folder of a root module')
      .option(
        '-o, --output <file>',
        "write the plan here: Terraform's JSON, and where each resource comes from",
      )
      .option('--test', "run the module's own tests (*.tftest.hcl) instead, against the same providers");
  },
  async run(terminal, [dir = ''], options) {
    const { planFolder, testFolder } = await import('../../../app/plan.ts');
    const choices = { dir, ...planChoices(terminal, options), ...textMember(options, 'output') };
    if (options.test === true) {
      const tests = await testFolder(choices);
      if (options.format === 'json') writeJson(terminal, { ...tests });
      else terminal.out(tests.output);
      return tests.passed ? exitCodes.holds : exitCodes.doesNotHold;
    }
    const result = await planFolder(choices);
    for (const line of limited(result.problems.map(problemText))) terminal.err(`${line}\n`);
    if (options.format === 'json' && result.plan) terminal.out(`${JSON.stringify(result.plan)}\n`);
    else if (options.format === 'json') terminal.out(`${JSON.stringify(refusal(result))}\n`);
    else terminal.out(summary(terminal, result));
    return isAccepted(result) ? exitCodes.holds : exitCodes.wrongInput;
  },
};

/** Whether Terraform takes the configuration as it is; warnings are no matter. */
function isAccepted({ plan, problems }: PlanResult): boolean {
  return plan?.holdfast.mode === 'strict' && problems.every(({ code }) => code === 'terraform-warning');
}

function refusal({ problems }: PlanResult) {
  return { schemaVersion: 1, error: 'nothing could be evaluated', problems };
}

/** So many of a list are shown to people; the plan has them all. */
const shownMax = 20;
const problemMaxChars = 1200;

/** A problem, without the long values that Terraform likes to quote. */
function problemText(problem: Issue): string {
  const { message } = problem;
  if (message.length <= problemMaxChars) return formatIssue(problem);
  return formatIssue({ ...problem, message: `${message.slice(0, problemMaxChars)} …` });
}

function limited(lines: string[]): string[] {
  if (lines.length <= shownMax) return lines;
  return [...lines.slice(0, shownMax), `and ${lines.length - shownMax} more, in the plan`];
}

function summary(terminal: Terminal, { plan, terraform }: PlanResult): string {
  if (!plan) return `${paint(terminal, 'red', '✗')} nothing could be evaluated\n`;
  const { holdfast, resource_changes: changes = [] } = plan;
  const resources = changes.filter(({ mode }) => mode === 'managed').length;
  const open = changes.filter(({ change }) => holdsTrue(change.after_unknown)).length;
  const lines = [
    `${count(resources, 'resource')}, evaluated by ${terraform.product} ${terraform.version} without credentials`,
    open === 0
      ? `every value is known${holdfast.mode === 'lenient' ? ', or assumed' : ''}`
      : `${count(open, 'resource')} with values that are not known`,
    ...section('changed, so that the rest could be evaluated', holdfast.repairs.map(issueLine)),
    ...section('did not run', holdfast.withheld.map(issueLine)),
    ...section(
      'assumed',
      holdfast.assumptions.map(
        ({ address, what, place }) =>
          `${place ? `${formatPlace(place)}: ` : ''}${address === undefined ? '' : `${address}: `}${what}`,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...limited(lines).map((line) => `  ${line}`)];
}

function issueLine({ message, place }: Issue): string {
  return place ? `${formatPlace(place)}: ${message}` : message;
}

function holdsTrue(value: unknown): boolean {
  if (value === true) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsTrue);
}
