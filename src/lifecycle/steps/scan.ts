import { notAdmitted } from '../../artifacts/admitted.ts';
import { scanFolder } from '../../artifacts/scan.ts';
import type { Json } from '../../base/canonical-json.ts';
import { unpackFolder } from '../data/folder.ts';
import { storeJson } from '../data/json-artifact.ts';
import type { Step } from '../step.ts';

/** Analyses the model's files without loading them, before anything else does. */
export const step: Step = {
  name: 'scan',
  scope: 'model',
  takes: ['model'],
  leaves: ['scan-report'],
  version: 1,
  async parameters({ environment }) {
    return { formats: environment.formats };
  },
  async run(context, { model }) {
    if (!model) throw new Error('scan is missing the model');
    const startedOn = context.clock.now().toISOString();
    const folder = await context.scratch('model');
    await unpackFolder(context.artifacts, model, folder);
    const report = await scanFolder(folder);
    const refused = notAdmitted(report, context.environment.formats);
    const problems = [
      ...report.files.flatMap((file) =>
        file.findings
          .filter(
            ({ severity }) => severity === 'high' || severity === 'critical' || file.verdict !== 'clean',
          )
          .map((finding) => `${file.path}: ${finding.message} (${finding.code})`),
      ),
      ...refused.map(
        (file) =>
          `${file.path}: ${file.format} is not admitted here (${context.environment.formats.join(', ')})`,
      ),
    ];
    const verdict = report.verdict === 'clean' && refused.length === 0 ? 'passed' : 'failed';
    return {
      outputs: {
        'scan-report': await storeJson(
          context.artifacts,
          JSON.parse(JSON.stringify(report)),
          context.modelKey,
        ),
      },
      verdict,
      summary: `${report.verdict}: ${report.files.map(({ path, format }) => `${path} (${format})`).join(', ')}`,
      problems,
      judges: ['model'],
      predicate: {
        type: 'https://in-toto.io/attestation/vulns/v0.2',
        body: {
          scanner: {
            uri: 'urn:holdfast:scanner:v1',
            version: '1',
            result: report.files.flatMap((file) =>
              file.findings.map(
                ({ code, severity }): Json => ({
                  id: `${code}:${file.path}`,
                  severity: [{ method: 'holdfast', score: severity }],
                }),
              ),
            ),
          },
          metadata: { scanStartedOn: startedOn, scanFinishedOn: context.clock.now().toISOString() },
        },
      },
    };
  },
};
