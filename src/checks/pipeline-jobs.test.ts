import { describe, expect, test } from 'vitest';
import type { Json } from '../base/canonical-json.ts';
import { readPlanDocument } from '../terraform/plan/read-plan.ts';
import { argumentOf, jobsOf, type PipelineJob } from './pipeline-jobs.ts';

async function machineWith(definition: Json) {
  const machine = {
    address: 'aws_sfn_state_machine.x',
    mode: 'managed',
    type: 'aws_sfn_state_machine',
    name: 'x',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    schema_version: 0,
    values: { definition },
  };
  const plan = await readPlanDocument({
    format_version: '1.0',
    terraform_version: '1.9.0',
    values: { root_module: { resources: [machine] } },
  });
  const found = plan.byAddress(machine.address);
  if (!found) throw new Error('not read');
  return found;
}

async function jobsIn(definition: Json): Promise<PipelineJob[]> {
  const jobs = jobsOf(await machineWith(JSON.stringify(definition)), 'definition');
  if (!jobs.known) throw new Error(jobs.because);
  return jobs.value;
}

const train = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
  Parameters: { EnableNetworkIsolation: true, 'RoleArn.$': '$.role' },
};

describe('the jobs of a definition', () => {
  test('are found in branches and maps', async () => {
    const jobs = await jobsIn({
      States: {
        All: { Type: 'Parallel', Branches: [{ States: { Train: train } }] },
        Each: { Type: 'Map', ItemProcessor: { States: { Again: train } } },
      },
    });
    expect(jobs.map(({ name, kind }) => [name, kind])).toEqual([
      ['Train', 'Training'],
      ['Again', 'Training'],
    ]);
  });

  test('are found in the conditions of a pipeline', async () => {
    const step = { Name: 'Batch', Type: 'Transform', Arguments: {} };
    const jobs = await jobsIn({ Steps: [{ Name: 'If', Type: 'Condition', Arguments: { IfSteps: [step] } }] });
    expect(jobs.map(({ name }) => name)).toEqual(['Batch']);
  });

  test.each(['{', '[1,2', 'x'])('are unknown in what is no JSON: %s', async (text) => {
    expect(jobsOf(await machineWith(text), 'definition').known).toBe(false);
  });

  test('are none where there is no text, or it nests without end', async () => {
    expect(jobsOf(await machineWith(null), 'definition')).toEqual({ known: true, value: [] });
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(jobsOf(await machineWith(deep), 'definition')).toEqual({ known: true, value: [] });
  });
});

test('an argument is known, missing, or decided at the run', async () => {
  const [job] = await jobsIn({ States: { Train: train } });
  if (!job) throw new Error('no job');
  expect(argumentOf(job, 'EnableNetworkIsolation')).toEqual({ known: true, value: true });
  expect(argumentOf(job, 'VpcConfig.Subnets')).toEqual({ known: true, value: null });
  expect(argumentOf(job, 'RoleArn').known).toBe(false);
  expect(argumentOf({ ...job, arguments: { A: { Get: 'Parameters.A' } } }, 'A').known).toBe(false);
  expect(argumentOf(job, '__proto__.x')).toEqual({ known: true, value: null });
});
