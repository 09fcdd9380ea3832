import type { Job, Step } from '../types.ts';

export interface TerraformCommand {
  step: Step;
  command: 'apply' | 'destroy' | 'plan';
  /** The saved plan that an apply takes; absent where it makes one of its own. */
  planFile?: string;
  line: string;
  /** From the beginning of the script. */
  offset: number;
}

/** What can be read in one way only: a script of many options must not take long. */
const value = String.raw`(?:\$\{\{[^}\n]*\}\}|(?!\$\{\{)\S)+`;
const form = new RegExp(
  String.raw`(?:^|[\s;&|(])(?:terraform|tofu|terragrunt)(?:\s+run-all|\s+-[\w-]+=${value})*\s+(apply|destroy|plan)\b([^\n;|&]*)`,
  'g',
);

/** Commands of Terraform in scripts, lines that a `\` continues taken as one. */
export function terraformCommands({ steps }: Pick<Job, 'steps'>): TerraformCommand[] {
  return steps.flatMap((step) => (step.run ? inScript(step, step.run.value.slice(0, 200_000)) : []));
}

function inScript(step: Step, script: string): TerraformCommand[] {
  // Of the same length, so that positions stay: comments and continued lines.
  const text = script
    .replace(/\\\n/g, '  ')
    .replace(/^[ \t]*#[^\n]*/gm, (comment) => ' '.repeat(comment.length));
  return [...text.matchAll(form)].flatMap((found) => {
    const [line, command, rest = ''] = found;
    if (command !== 'apply' && command !== 'destroy' && command !== 'plan') return [];
    // `terraform plan -destroy` changes nothing; `apply -help` neither.
    const words = rest
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    const planFile = words.findLast(
      (word, at) =>
        !word.startsWith('-') &&
        !/^-(?:target|var|replace)$/.test(words[at - 1] ?? '') &&
        !/^[<>12]/.test(word),
    );
    return [{ step, command, line: line.trim(), offset: found.index, ...(planFile && { planFile }) }];
  });
}
