import type { Json } from '../../base/canonical-json.ts';
import { unlessAssumed } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, each, is } from '../rules.ts';

const byDigest = unlessAssumed('image', is('image', namesDigest, 'must end in @sha256: and the digest'));

/** https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipeline-real-time.html */
export const check = resourceCheck({
  id: 'sagemaker/model-image-digest',
  title: 'Models name their images by digest',
  severity: 'low',
  why: 'A tag can be moved to another image after the approval, so that what was approved is not what serves',
  fix: 'Write the digest: `IMAGE@sha256:…`',
  controls: ['MLSEC03-BP04', 'SP800-218A:PS.1.3'],
  of: ['aws_sagemaker_model'],
  judge: all(each('primary_container', byDigest), each('container', byDigest)),
  examples: {
    bad: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  }
}
`,
    ],
  },
});

function namesDigest(image: Json): boolean {
  if (image === null || image === '') return true;
  return typeof image === 'string' && /@sha256:[0-9a-f]{64}$/.test(image);
}
