import { fail, pass } from '../check.ts';
import { environmentCheck } from '../environment-check.ts';

/** https://docs.aws.amazon.com/wellarchitected/latest/machine-learning-lens/mlsec-03.html */
export const check = environmentCheck({
  id: 'mlops/personal-data',
  title: 'Personal data is not in an environment that is not for production, unless it is masked',
  severity: 'high',
  why: 'Outside production more people, and code that nobody has reviewed, read the data',
  fix: 'Set `data: masked` or `data: synthetic` for the environment, or drop the columns in `personal.columns`',
  controls: ['MLSEC03-BP03'],
  judge({ production, name, data, datasets }) {
    if (production || name === 'local' || data === 'synthetic') return undefined;
    const personal = Object.entries(datasets).filter(([, dataset]) => dataset.class === 'personal');
    return personal.map(([dataset, { personal: how }]) => {
      if (data === 'real') return fail(`${dataset} is personal, and ${name} has it as it is`);
      const isMasked = Object.values(how?.columns ?? {}).some((action) => action !== 'keep');
      return isMasked ? pass : fail(`${dataset} is personal, and no column of it is masked in ${name}`);
    });
  },
  examples: {
    bad: [
      {
        'holdfast.yaml': `
holdfast: 1
platform: demo
teams:
  science: { members: [ada] }
  review: { members: [ben] }
environments:
  dev:
    account: "111122223333"
    region: eu-west-1
    production: false
datasets:
  mails:
    class: personal
    source: data/mails
    retention: 1y
    access: { science: [read] }
models:
  spam-filter:
    trains_on: [mails]
    train: { code: train }
    gates: { precision: { min: 0.98 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
`,
      },
      {
        'holdfast.yaml': `
holdfast: 1
platform: demo
teams:
  science: { members: [ada] }
  review: { members: [ben] }
environments:
  dev:
    account: "111122223333"
    region: eu-west-1
    production: false
    data: masked
datasets:
  mails:
    class: personal
    source: data/mails
    retention: 1y
    access: { science: [read] }
models:
  spam-filter:
    trains_on: [mails]
    train: { code: train }
    gates: { precision: { min: 0.98 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
`,
      },
    ],
    good: [
      {
        'holdfast.yaml': `
holdfast: 1
platform: demo
teams:
  science: { members: [ada] }
  review: { members: [ben] }
environments:
  dev:
    account: "111122223333"
    region: eu-west-1
    production: false
    data: synthetic
datasets:
  mails:
    class: personal
    source: data/mails
    retention: 1y
    access: { science: [read] }
models:
  spam-filter:
    trains_on: [mails]
    train: { code: train }
    gates: { precision: { min: 0.98 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
`,
      },
      {
        'holdfast.yaml': `
holdfast: 1
platform: demo
teams:
  science: { members: [ada] }
  review: { members: [ben] }
environments:
  dev:
    account: "111122223333"
    region: eu-west-1
    production: false
    data: masked
datasets:
  mails:
    class: personal
    source: data/mails
    retention: 1y
    access: { science: [read] }
    personal:
      basis: consent
      subject: sender
      columns: { sender: hash, body: mask }
models:
  spam-filter:
    trains_on: [mails]
    train: { code: train }
    gates: { precision: { min: 0.98 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
`,
      },
    ],
  },
});
