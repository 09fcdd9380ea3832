import { pullRequestEvents } from '../../github/analysis/events.ts';
import { mayRun, scenariosOf } from '../../github/analysis/scenario.ts';
import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import { placeWithin } from '../../github/expression/place.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const proposals = [...pullRequestEvents, 'pull_request_target', 'issue_comment'];

export const check = jobCheck({
  id: 'github-deploy/apply-from-pull-request',
  title: 'No pull request applies infrastructure before it is merged',
  severity: 'high',
  why: 'Whoever may propose a change makes it real, before anyone has reviewed it',
  fix: 'Apply on `push` to the protected branch, in a job with an `environment` that somebody approves',
  controls: ['CICD-SEC-1'],
  judge(job, workflow) {
    const applies = terraformCommands(job).filter(({ command }) => command !== 'plan');
    if (applies.length === 0) return undefined;
    const scenarios = scenariosOf(workflow).filter(({ event }) => proposals.includes(event));
    return applies.map(({ step, line, offset }) => {
      const reached = scenarios.find((one) => mayRun(one, workflow, job, step));
      if (!reached || !step.run || job.environment) return pass;
      return failAt(
        placeWithin(step.run, offset),
        `${line.slice(0, 100)} is reached by ${reached.event}, without an environment`,
      );
    });
  },
  examples: {
    bad: [
      'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply -auto-approve\n',
      'on: [push, pull_request]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform -chdir=infra apply tfplan\n',
      "on: issue_comment\njobs:\n  a:\n    if: startsWith(github.event.comment.body, '/apply')\n    runs-on: ubuntu-24.04\n    steps:\n      - run: tofu apply -auto-approve\n",
    ],
    good: [
      "on:\n  push:\n    branches: [main]\n  pull_request:\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform plan\n      - if: github.ref == 'refs/heads/main' && github.event_name == 'push'\n        run: terraform apply -auto-approve\n",
      'on: push\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
  },
});
