import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { type Check, cannotTell, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';
import { relatedTo } from '../related.ts';

/** Models and logs cannot be changed once they are there; data can be erased, because people may ask for it. */
const locked = /^(?:model|log)\//;
/** What AWS records cannot be locked: https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-server-access-logging.html */
const recorded = 'log/records';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export const check: Check = {
  id: 'mlops/locked-stores',
  title: 'Models and logs of production are locked',
  severity: 'medium',
  why: 'Whoever gets into the account removes the traces, or puts another model in the place of the one that was approved',
  fix: 'Add an `aws_s3_bucket_object_lock_configuration` with `mode = "COMPLIANCE"`',
  controls: ['MLSEC03-BP04'],
  *judge({ environment, plan }) {
    if (environment?.account === undefined || !environment.production) return;
    for (const bucket of plan.ofType('aws_s3_bucket')) {
      const noun = bucket.attribute(['tags', 'holdfast:noun']);
      const name = noun.known ? String(noun.value ?? '') : '';
      if (locked.test(name) && name !== recorded) yield { subject: bucket, ...judged(plan, bucket) };
    }
  },
  examples: {
    bad: [root(''), root(lock('GOVERNANCE'))],
    good: [root(lock('COMPLIANCE'))],
  },
};

function judged(plan: Plan, bucket: Resource): Judgement {
  const locks = relatedTo(plan, bucket, 'aws_s3_bucket_object_lock_configuration', 'bucket');
  if (!locks.known) return cannotTell(locks.because);
  const modes = locks.value.map((one) => one.attribute(['rule', 0, 'default_retention', 0, 'mode']));
  if (modes.some((mode) => mode.known && mode.value === 'COMPLIANCE')) return pass;
  const open = modes.find((mode) => !mode.known);
  if (open && !open.known) return cannotTell(open.because);
  return fail('nothing locks what is in it, so that somebody with rights could remove it');
}

function lock(mode: string): string {
  return `
resource "aws_s3_bucket_object_lock_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    default_retention {
      mode = "${mode}"
      days = 365
    }
  }
}
`;
}

function root(more: string) {
  const bucket =
    'resource "aws_s3_bucket" "own" {\n  bucket = "own"\n  tags   = { "holdfast:noun" = "model/spam-filter" }\n}\n';
  return exampleRoot(bucket + more);
}
