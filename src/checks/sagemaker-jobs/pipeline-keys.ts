import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { argumentOf, type JobKind, jobsOf, type PipelineJob } from '../pipeline-jobs.ts';
import { worst } from '../rules.ts';

/** Where each job names the keys of what it writes, and of its volumes. */
const places: Readonly<Record<JobKind, readonly string[]>> = {
  Training: ['OutputDataConfig.KmsKeyId', 'ResourceConfig.VolumeKmsKeyId'],
  Processing: ['ProcessingResources.ClusterConfig.VolumeKmsKeyId'],
  Transform: ['TransformOutput.KmsKeyId', 'TransformResources.VolumeKmsKeyId'],
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/pipeline-keys',
  title: 'Jobs that a pipeline starts encrypt with a customer key',
  severity: 'medium',
  why: 'Models and copies of the data are written under a key of AWS otherwise: who may read the bucket reads them',
  fix: 'Name a customer key for outputs and volumes of the job in the definition',
  controls: ['MLSEC02-BP01', 'ATLAS:AML.M0005'],
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
        ResourceConfig   = { InstanceType = "ml.m6i.large", InstanceCount = 1, VolumeSizeInGB = 30 }
      }
    }]
  })
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "models" {
  enable_key_rotation = true
}

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
        OutputDataConfig = { S3OutputPath = "s3://models-of-ours/", KmsKeyId = aws_kms_key.models.arn }
        ResourceConfig = {
          InstanceType   = "ml.m6i.large"
          InstanceCount  = 1
          VolumeSizeInGB = 30
          VolumeKmsKeyId = aws_kms_key.models.arn
        }
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
  return jobs.value.map((job) => worst(places[job.kind].map((name) => judgeJob(job, name, path))));
}

function judgeJob(job: PipelineJob, name: string, path: string): Judgement {
  const found = argumentOf(job, name);
  if (!found.known) return cannotTell(found.because, { path });
  const { value } = found;
  const isOwn = typeof value === 'string' && value !== '' && !/(?:^|[:/])alias\/aws\//.test(value);
  return isOwn ? pass : fail(`the job ${job.name} names no customer key in ${name}`, { path });
}
