import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { argumentOf, type JobKind, jobsOf, type PipelineJob } from '../pipeline-jobs.ts';
import { best } from '../rules.ts';

/** Where each job says that it has no network, or that of the VPC. A transform has that of its model. */
const places: Readonly<Record<JobKind, readonly string[]>> = {
  Training: ['EnableNetworkIsolation', 'VpcConfig'],
  Processing: ['NetworkConfig.EnableNetworkIsolation', 'NetworkConfig.VpcConfig'],
  Transform: [],
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/pipeline-network',
  title: 'Jobs that a pipeline starts have no network, or that of the VPC',
  severity: 'medium',
  why: 'Outside a VPC a job that reads the data reaches the internet through the network of the service, which nothing of the account sees or stops',
  fix: 'Set `EnableNetworkIsolation`, or a `VpcConfig`, for the job in the definition',
  controls: ['MLSEC03-BP02'],
  of: ['aws_sagemaker_pipeline', 'aws_sfn_state_machine'],
  judge(resource) {
    const path = resource.type === 'aws_sfn_state_machine' ? 'definition' : 'pipeline_definition';
    return judgeJobs(resource, path);
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_pipeline" "retrain" {
  pipeline_name         = "retrain"
  pipeline_display_name = "retrain"
  role_arn              = "arn:aws:iam::111122223333:role/retrain"
  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps = [{
      Name = "Train"
      Type = "Training"
      Arguments = {
        OutputDataConfig = { S3OutputPath = "s3://models-of-ours/" }
      }
    }]
  })
}
`,
      `
resource "aws_sfn_state_machine" "retrain" {
  name     = "retrain"
  role_arn = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({
    StartAt = "Train"
    States = {
      Train = {
        Type       = "Task"
        Resource   = "arn:aws:states:::sagemaker:createTrainingJob.sync"
        Parameters = { EnableNetworkIsolation = false }
        End        = true
      }
    }
  })
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_pipeline" "retrain" {
  pipeline_name         = "retrain"
  pipeline_display_name = "retrain"
  role_arn              = "arn:aws:iam::111122223333:role/retrain"
  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps = [
      {
        Name = "Prepare"
        Type = "Processing"
        Arguments = {
          NetworkConfig = { EnableNetworkIsolation = true }
        }
      },
      {
        Name = "Train"
        Type = "Training"
        Arguments = {
          VpcConfig = { Subnets = ["subnet-0123456789abcdef0"], SecurityGroupIds = ["sg-0123456789abcdef0"] }
        }
      },
    ]
  })
}
`,
    ],
    unclear: [
      `
resource "aws_sagemaker_pipeline" "retrain" {
  pipeline_name         = "retrain"
  pipeline_display_name = "retrain"
  role_arn              = "arn:aws:iam::111122223333:role/retrain"
  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps = [{
      Name = "Train"
      Type = "Training"
      Arguments = {
        EnableNetworkIsolation = { Get = "Parameters.Isolated" }
      }
    }]
  })
}
`,
    ],
  },
});

function judgeJobs(resource: Resource, path: string): Judgement[] | Judgement {
  const jobs = jobsOf(resource, path);
  if (!jobs.known) return cannotTell(`${path} is not known: ${jobs.because}`, { path });
  return jobs.value.flatMap((job) => {
    const names = places[job.kind];
    return names.length === 0 ? [] : [best(names.map((name) => judgeJob(job, name, path)))];
  });
}

function judgeJob(job: PipelineJob, name: string, path: string): Judgement {
  const found = argumentOf(job, name);
  if (!found.known) return cannotTell(found.because, { path });
  const { value } = found;
  if (value === true || (typeof value === 'object' && value !== null)) return pass;
  return fail(`the job ${job.name} has neither network isolation nor a VPC`, { path });
}
