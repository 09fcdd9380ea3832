import type { Attributes, Plan } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { each, worst } from '../rules.ts';

/** Buckets of AWS that everybody takes models and samples from. */
const publicBucket = /^(?:jumpstart-|sagemaker-sample-|sagemaker-servicecatalog-|aws-ml-blog|fast-ai-)/;

const paths = ['model_data_url', 'model_data_source.s3_data_source.s3_uri'];

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html */
export const check = resourceCheck({
  id: 'sagemaker/model-artifact-origin',
  title: 'Model files come from buckets of the same root',
  severity: 'low',
  why: 'Who may write to the bucket decides what the endpoint answers: of a bucket of somebody else nobody here can say who that is',
  fix: 'Copy the model to a bucket of yours, verify its digest, and name that bucket',
  controls: ['MLSEC03-BP04', 'ATLAS:AML.M0014'],
  of: ['aws_sagemaker_model'],
  judge: (model, { plan }) => {
    const rule = (container: Attributes) => worst(paths.map((path) => judgeOrigin(container, path, plan)));
    return worst([each('primary_container', rule)(model), each('container', rule)(model)]);
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
    model_data_url = "s3://jumpstart-cache-prod-eu-west-1/some/model.tar.gz"
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "models" {
  bucket = "models-of-ours"
}

resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
    model_data_url = "s3://\${aws_s3_bucket.models.bucket}/spam/model.tar.gz"
  }
}
`,
    ],
    unclear: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
    model_data_url = "s3://models-of-another-root/spam/model.tar.gz"
  }
}
`,
    ],
  },
});

function judgeOrigin(container: Attributes, path: string, plan: Plan): Judgement {
  const found = container.attribute(path);
  if (!found.known) return cannotTell(`${path} is not known: ${found.because}`, { path });
  if (typeof found.value !== 'string' || found.value === '') return pass;
  const bucket = bucketOf(found.value);
  if (bucket === undefined) return fail(`${path} is not in S3`, { path });
  if (publicBucket.test(bucket)) return fail(`${path} is in ${bucket}, a bucket for everybody`, { path });
  const isOwn = [...plan.ofType('aws_s3_bucket'), ...plan.dataOfType('aws_s3_bucket')].some((own) => {
    const name = own.attribute('bucket');
    return name.known && name.value === bucket;
  });
  return isOwn ? pass : cannotTell(`the bucket ${bucket} is not of this root`, { path });
}

/** Also of an address over HTTPS, which the API takes as well. */
function bucketOf(url: string): string | undefined {
  return (
    /^s3:\/\/([^/]+)/.exec(url)?.[1] ??
    /^https:\/\/s3[.-][a-z0-9-]+\.amazonaws\.com\/([^/]+)/.exec(url)?.[1] ??
    /^https:\/\/([a-z0-9.-]+?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\//.exec(url)?.[1]
  );
}
