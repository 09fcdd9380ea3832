import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOfJson, type Json } from '../../base/canonical-json.ts';
import { hexOf } from '../../base/digest.ts';
import { VerificationError } from '../../base/errors.ts';
import { predictionJob } from '../../inference/prediction-job.ts';
import type { ArtifactRef } from '../../ports/artifacts.ts';
import type { Isolation } from '../../ports/jobs.ts';
import { entryOf, executionParameters, isolationJson, runContractJob } from '../contract.ts';
import { filesBelow, storeFolder, unpackFolder } from '../data/folder.ts';
import { storeJson } from '../data/json-artifact.ts';
import { format, type GateResult, gateProblems, judgeGates } from '../gates.ts';
import type { Metrics } from '../metrics.ts';
import { testResult } from '../predicates.ts';
import { measure } from '../predictions.ts';
import type { Step, StepContext } from '../step.ts';

const customSchema = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), z.number());

/**
 * Judges the model on the rows that were held out. Holdfast runs the model and measures; the training code only may
 * add metrics of its own (`evaluate.*`), never change these.
 */
export const step: Step = {
  name: 'evaluate',
  scope: 'model',
  // The scan comes first: nothing loads a model that was not analysed.
  takes: ['code', 'model', 'held-out-rows', 'scan-report'],
  leaves: ['evaluation', 'predictions'],
  version: 2,
  async parameters(context) {
    const own = await executionParameters(context, predictionJob().entry);
    const entry = await entryOf(context, 'evaluate');
    return {
      gates: gatesOf(context) as Json,
      prediction: own,
      ...(entry ? { custom: await executionParameters(context, entry) } : {}),
    };
  },
  async run(context, { code, model, 'held-out-rows': rows }) {
    if (!code || !model || !rows) throw new Error('evaluate is missing an input');
    const { predictions, folder, isolation } = await predict(context, model, rows);
    const { metrics, baseline } = await measure(folder, `evaluate ${context.model}`);
    const custom = await customMetrics(context, code, folder, Object.keys(metrics));
    const all = { ...metrics, ...custom };
    const results = judgeGates(gatesOf(context), all);
    const problems = gateProblems(results, Object.keys(all).sort());
    const verdict = problems.length === 0 ? 'passed' : 'failed';
    const evaluation = { metrics, custom, baseline, gates: results, isolation: isolationJson(isolation) };
    return {
      outputs: {
        evaluation: await storeJson(
          context.artifacts,
          JSON.parse(JSON.stringify(evaluation)),
          context.modelKey,
        ),
        predictions,
      },
      verdict,
      summary: summaryOf(results, all),
      problems,
      judges: ['model'],
      predicate: testResult(
        verdict,
        [
          {
            name: 'gates',
            digest: { sha256: hexOf(digestOfJson(gatesOf(context) as Json)) },
            annotations: gatesOf(context) as Json,
          },
        ],
        {
          passed: results.filter(({ answer }) => answer === 'passed').map(({ gate }) => gate),
          failed: results
            .filter(({ answer }) => answer !== 'passed')
            .map(({ gate, answer }) => `${gate}: ${answer}`),
        },
      ),
    };
  },
};

function gatesOf({ environment, model }: StepContext) {
  return environment.models[model]?.gates ?? {};
}

function summaryOf(results: GateResult[], metrics: Metrics): string {
  if (results.length === 0) return `no gates; accuracy ${format(metrics.accuracy)}`;
  return results.map(({ gate, measured }) => `${gate} (${format(measured)})`).join(', ');
}

/** Runs the model on the held-out rows, sandboxed as the trainer was: it is the trainer's product. */
async function predict(
  context: StepContext,
  model: ArtifactRef,
  rows: ArtifactRef,
): Promise<{ predictions: ArtifactRef; folder: string; isolation: Isolation }> {
  const { folder: code, ...job } = predictionJob();
  const wanted = { role: 'evaluate', code: { folder: code }, channels: { model, test: rows }, ...job };
  return runContractJob(context, wanted, async (result) => {
    const predictions = await storeFolder(context.artifacts, await filesBelow(result.outputFolder), rows.key);
    const folder = await context.scratch('judged');
    await unpackFolder(context.artifacts, rows, folder);
    await copyFile(join(result.outputFolder, 'predictions.jsonl'), join(folder, 'predictions.jsonl'));
    return { predictions, folder, isolation: result.isolation };
  });
}

async function customMetrics(
  context: StepContext,
  code: ArtifactRef,
  folder: string,
  taken: string[],
): Promise<Metrics> {
  const entry = await entryOf(context, 'evaluate');
  if (entry === undefined) return {};
  const producer = `evaluate ${context.model}`;
  return runContractJob(
    context,
    { role: 'evaluate', entry, code, channels: { test: { folder } } },
    async (result) => {
      const custom = parseCustom(
        await readFile(join(result.outputFolder, 'metrics.json'), 'utf8').catch(() => ''),
        producer,
      );
      const clash = Object.keys(custom).filter((name) => taken.includes(name));
      if (clash.length === 0) return custom;
      throw new VerificationError(
        'step-failed',
        producer,
        `metrics.json sets ${clash.join(', ')}, which Holdfast measures`,
      );
    },
  );
}

function parseCustom(text: string, producer: string): Metrics {
  try {
    return customSchema.parse(JSON.parse(text));
  } catch {
    throw new VerificationError(
      'step-failed',
      producer,
      'left no metrics.json with an object of names to numbers',
    );
  }
}
