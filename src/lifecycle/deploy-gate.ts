import { createHash } from 'node:crypto';
import { notAdmitted } from '../artifacts/admitted.ts';
import type { ScanReport } from '../artifacts/report.ts';
import type { Json } from '../base/canonical-json.ts';
import { type Digest, shortDigest } from '../base/digest.ts';
import { VerificationError } from '../base/errors.ts';
import type { VerifyingKey } from '../evidence/keys.ts';
import { verifyModelBundle } from '../evidence/model-signing.ts';
import type { ArtifactRef, ArtifactStore } from '../ports/artifacts.ts';
import type { Environment, Platform } from '../spec/platform.ts';
import { checkApprovals } from './approvals.ts';
import { auditArtifacts, namedArtifacts } from './audit/artifacts.ts';
import { Problems } from './audit/problems.ts';
import type { LoggedStatement } from './audit/statements.ts';
import { readFolder } from './data/folder.ts';
import { readBytes, readJson } from './data/json-artifact.ts';
import { gateProblems, judgeGates } from './gates.ts';
import type { Metrics } from './metrics.ts';
import { loadSteps } from './pipeline.ts';
import type { StepRecord } from './step-record.ts';
import { maxModelBytes } from './steps/sign.ts';

export interface GateQuestion {
  platform: Platform;
  environment: Environment;
  model: string;
  digest: Digest;
  /** The whole verified log. */
  statements: LoggedStatement[];
  artifacts: ArtifactStore;
  platformKey: VerifyingKey;
  /** Read every artifact that the version came from, the data too; else only the model. */
  everyArtifact: boolean;
}

export interface GateAnswer {
  /** Everything that stands against it; empty means admitted. */
  problems: VerificationError[];
  /** The statements that lead from the data to this version, in the log's order. */
  chain: LoggedStatement[];
  /** The model's files, verified against their signature; absent when there are problems. */
  files?: Map<string, Uint8Array>;
}

/**
 * May these bytes be served in this environment? Everything is judged anew, by the `holdfast.yaml` of now: the chain
 * from data to version, its gates, formats and isolation, the approvals, and every byte of the model.
 */
export async function judgeVersion(question: GateQuestion): Promise<GateAnswer> {
  const problems = new Problems();
  const { environment, model, digest } = question;
  const subject = `${model} ${shortDigest(digest)} in ${environment.name}`;
  const chain = chainOf(question.statements, question.model, question.digest);
  await checkSteps(chain, subject, problems);
  await checkVerdicts(question, chain, subject, problems);
  if (question.environment.production) checkIsolation(chain, subject, problems);
  checkApprovals({ ...question, authors: authorsOf(chain), subject }, problems);
  const files = await problems.collect(() => verifiedFiles(question, chain, subject));
  if (question.everyArtifact)
    await auditArtifacts(question.artifacts, namedArtifacts(chain), problems, () => {});
  const answer = { problems: problems.found, chain };
  return files && problems.found.length === 0 ? { ...answer, files } : answer;
}

/** The people who asked for any run that these bytes came from. */
export function authorsOf(chain: LoggedStatement[]): string[] {
  return [...new Set(chain.flatMap(({ record }) => (record ? [record.author] : [])))].sort();
}

/** Follows each step's inputs back to the steps that left them, from the registration to the deliveries. */
export function chainOf(statements: LoggedStatement[], model: string, digest: Digest): LoggedStatement[] {
  const passed = statements.filter(({ record }) => record?.verdict === 'passed');
  const start = passed.filter(
    ({ record }) => record?.inputs.model?.digest === digest && record.model === model,
  );
  const chain = new Set<LoggedStatement>();
  const visit = (logged: LoggedStatement): void => {
    if (chain.has(logged)) return;
    chain.add(logged);
    for (const [name, ref] of Object.entries(logged.record?.inputs ?? {})) {
      for (const maker of passed.filter(({ record }) => record?.outputs[name]?.digest === ref.digest))
        visit(maker);
    }
  };
  start.forEach(visit);
  return [...chain].sort((a, b) => a.index - b.index);
}

function recordsOf(chain: LoggedStatement[], step: string): StepRecord[] {
  return chain.flatMap(({ record }) => (record?.step === step ? [record] : []));
}

/** Every step of the pipeline must have left its statement. */
async function checkSteps(chain: LoggedStatement[], subject: string, problems: Problems): Promise<void> {
  for (const { name } of await loadSteps()) {
    if (recordsOf(chain, name).length > 0) continue;
    problems.add(
      new VerificationError(
        'evidence-missing',
        subject,
        `the log has no statement that the step ${name} passed`,
      ),
    );
  }
}

async function checkVerdicts(
  question: GateQuestion,
  chain: LoggedStatement[],
  subject: string,
  problems: Problems,
): Promise<void> {
  const evaluation = recordsOf(chain, 'evaluate').at(-1)?.outputs.evaluation;
  if (evaluation) await problems.collect(() => checkGates(question, evaluation, subject, problems));
  const report = recordsOf(chain, 'scan').at(-1)?.outputs['scan-report'];
  if (report) await problems.collect(() => checkScan(question, report, subject, problems));
}

async function checkGates(question: GateQuestion, ref: ArtifactRef, subject: string, problems: Problems) {
  const { metrics, custom } = (await readJson(question.artifacts, ref)) as {
    metrics: Metrics;
    custom: Metrics;
  };
  const gates = question.environment.models[question.model]?.gates ?? {};
  const results = judgeGates(gates, { ...custom, ...metrics });
  for (const text of gateProblems(results, Object.keys({ ...custom, ...metrics }))) {
    problems.add(new VerificationError('gate-failed', subject, text));
  }
}

async function checkScan(question: GateQuestion, ref: ArtifactRef, subject: string, problems: Problems) {
  const report = (await readJson(question.artifacts, ref)) as unknown as ScanReport;
  if (report.verdict !== 'clean')
    problems.add(new VerificationError('scan-refused', subject, `the scan's verdict is ${report.verdict}`));
  for (const file of notAdmitted(report, question.environment.formats)) {
    const formats = question.environment.formats.join(', ');
    problems.add(
      new VerificationError(
        'format-not-admitted',
        subject,
        `${file.path} is ${file.format}; ${question.environment.name} admits ${formats}`,
      ),
    );
  }
}

/** What ran untrusted code must have been isolated as a production environment demands. */
function checkIsolation(chain: LoggedStatement[], subject: string, problems: Problems): void {
  for (const step of ['prepare', 'train'] as const) {
    for (const { parameters } of recordsOf(chain, step)) {
      const isolation = parameters.isolation as { tier?: Json } | undefined;
      if (isolation?.tier === 'sandbox') continue;
      problems.add(
        new VerificationError(
          'isolation-insufficient',
          subject,
          `${step} ran without a sandbox, which a production environment refuses`,
        ),
      );
    }
  }
}

/** Reads every byte of the model and holds it against the signature over its files. */
async function verifiedFiles(
  question: GateQuestion,
  chain: LoggedStatement[],
  subject: string,
): Promise<Map<string, Uint8Array> | undefined> {
  const model = recordsOf(chain, 'register').at(-1)?.inputs.model;
  const signature = recordsOf(chain, 'sign').at(-1)?.outputs.signature;
  if (!model || !signature) return undefined;
  const files = await readFolder(question.artifacts, model, maxModelBytes);
  const bundle = await readBytes(question.artifacts, signature, 16 * 1024 * 1024);
  const resources = [...files].map(([name, bytes]) => ({
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  verifyModelBundle(bundle, resources, [question.platformKey], subject);
  return files;
}
