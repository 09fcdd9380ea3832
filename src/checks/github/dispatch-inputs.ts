import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://slsa.dev/spec/v0.1/requirements#parameterless */
export const check = workflowCheck({
  id: 'github/dispatch-inputs',
  title: 'A run that a person starts takes no parameters',
  severity: 'low',
  why: 'What a person types at the start of a run is part of what it builds or deploys, and is reviewed by nobody',
  fix: 'Take what differs from a file of the repository, or make the input a choice or a boolean',
  controls: ['CKV_GHA_7'],
  judge({ triggers }) {
    const dispatch = triggers.filter(({ event }) => event === 'workflow_dispatch');
    if (dispatch.length === 0) return undefined;
    const free = dispatch.flatMap(({ inputs }) => inputs);
    return free.length === 0
      ? pass
      : free.map(({ name, place }) => failAt(place, `workflow_dispatch takes ${name}`));
  },
  examples: {
    bad: [
      'on:\n  workflow_dispatch:\n    inputs:\n      version:\n        description: what to build\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: ['on: workflow_dispatch\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n'],
  },
});
