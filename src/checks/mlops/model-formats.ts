import { fail, pass } from '../check.ts';
import { environmentCheck } from '../environment-check.ts';

/** To load one is to run what is in it. https://docs.python.org/3/library/pickle.html */
const running: readonly string[] = ['pickle', 'joblib', 'torch'];

export const check = environmentCheck({
  id: 'mlops/model-formats',
  title: 'Production takes no model files that run code when they are loaded',
  severity: 'high',
  why: 'Who made the file, or changed it on its way, runs code with the role of the endpoint',
  fix: 'Remove the format from `formats` of the environment, and export to `onnx` or `safetensors`',
  controls: ['ATLAS:AML.M0014', 'OWASP-ML:ML06'],
  judge({ production, name, formats }) {
    if (!production) return undefined;
    const found = formats.filter((format) => running.includes(format));
    return found.length === 0 ? pass : fail(`${name} takes ${found.join(', ')}`);
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
  prod:
    account: "111122223333"
    region: eu-west-1
    approvals: { review: 1 }
    formats: [onnx, pickle]
datasets:
  mails:
    class: internal
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
  prod:
    account: "111122223333"
    region: eu-west-1
    approvals: { review: 1 }
datasets:
  mails:
    class: internal
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
  },
});
