import { expect, it } from 'vitest';
import { terraformCommands } from './terraform-commands.ts';

const place = { file: 'a.yml', line: 1, column: 1 };

function commandsOf(script: string) {
  return terraformCommands({
    steps: [{ index: 0, place, with: [], env: [], run: { value: script, place } }],
  }).map(({ command, planFile }) => [command, planFile]);
}

it.each([
  ['terraform apply -auto-approve', [['apply', undefined]]],
  ['terraform -chdir=infra/prod apply tfplan', [['apply', 'tfplan']]],
  ['terraform -chdir=infra/${{ matrix.environment }} apply', [['apply', undefined]]],
  ['terraform -chdir="infra/${{ matrix.environment }}/a" plan -out=tfplan', [['plan', undefined]]],
  ['terragrunt run-all --terragrunt-log-level=info destroy', [['destroy', undefined]]],
  ['cd a && tofu \\\n  apply', [['apply', undefined]]],
  ['# terraform apply', []],
  ['terraform -chdir=${{ a apply', []],
  ['echo terraformapply', []],
])('%s', (script, found) => {
  expect(commandsOf(script)).toEqual(found);
});

it.each([' -chdir=a', ' -a=${{b}}${{b}}', ' run-all', ' --a=b '])(
  'reads many of %s in no time',
  (option) => {
    expect(commandsOf(`terraform${option.repeat(20_000)} x`)).toEqual([]);
  },
  5_000,
);
