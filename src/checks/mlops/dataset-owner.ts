import { fail, pass } from '../check.ts';
import { environmentCheck, exampleFile } from '../environment-check.ts';

/** https://docs.aws.amazon.com/wellarchitected/latest/machine-learning-lens/mlsec-01.html */
export const check = environmentCheck({
  id: 'mlops/dataset-owner',
  title: 'Somebody answers for each dataset: a team may write it or erase it',
  severity: 'low',
  why: 'Data that nobody answers for is neither corrected nor erased, and nobody knows under which licence it came',
  fix: 'Give a team `write` or `erase` in `access` of the dataset',
  controls: ['MLSEC01-BP01'],
  judge({ production, datasets, modelsFrom, teams }) {
    if (!production || modelsFrom !== undefined) return undefined;
    return Object.entries(datasets).map(([name, { access }]) => {
      const isOwned = Object.entries(access).some(
        ([team, verbs]) =>
          teams[team] !== undefined && verbs.some((verb) => verb === 'write' || verb === 'erase'),
      );
      return isOwned ? pass : fail(`no team may write or erase ${name}`);
    });
  },
  examples: {
    bad: [
      {
        'holdfast.yaml': exampleFile(),
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
  prod:
    account: "111122223333"
    region: eu-west-1
    approvals: { review: 1 }
datasets:
  mails:
    class: internal
    source: data/mails
    retention: 1y
    access: { science: [read], review: [write, erase] }
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
