import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import { placeWithin } from '../../github/expression/place.ts';
import type { Job } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform#plan-and-apply-on-different-machines */
export const check = jobCheck({
  id: 'github-deploy/reviewed-plan',
  title: 'What is applied is the plan that was reviewed',
  severity: 'low',
  why: 'An apply without a saved plan makes a new one, of what the code and the cloud are then: nobody has seen it',
  fix: 'Save the plan with `-out`, compare its hash with the one that was approved, and apply that file',
  controls: ['CICD-SEC-9'],
  judge(job) {
    const applies = terraformCommands(job).filter(({ command }) => command === 'apply');
    return applies.map(({ step, line, planFile, offset }) => {
      const place = step.run ? placeWithin(step.run, offset) : step.place;
      if (!planFile) return failAt(place, `${line.slice(0, 100)} takes no saved plan`);
      return plansItself(job) || checksHash(job)
        ? pass
        : failAt(place, `nothing checks the hash of ${planFile} before it is applied`);
    });
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply -auto-approve\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          echo "$PLAN_SHA256  tfplan" | sha256sum --check\n          terraform apply tfplan\n',
    ],
  },
});

function plansItself(job: Job): boolean {
  return terraformCommands(job).some(({ command, line }) => command === 'plan' && /-out\b/.test(line));
}

function checksHash({ steps }: Job): boolean {
  return steps.some(
    ({ run }) =>
      run &&
      /sha(?:256|512)sum|shasum|openssl\s+dgst|cosign\s+verify|holdfast\s+verify|gh\s+attestation\s+verify/.test(
        run.value,
      ),
  );
}
