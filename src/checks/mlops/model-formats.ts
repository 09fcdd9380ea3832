import { fail, pass } from '../check.ts';
import { environmentCheck, exampleFile } from '../environment-check.ts';

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
        'holdfast.yaml': exampleFile('formats: [onnx, pickle]'),
      },
    ],
    good: [
      {
        'holdfast.yaml': exampleFile(),
      },
    ],
  },
});
