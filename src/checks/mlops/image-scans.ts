import { fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html */
export const check = environmentCheck({
  id: 'mlops/image-scans',
  title: 'Images of an environment are scanned again when a hole becomes known',
  severity: 'low',
  why: 'An image that was clean when it came has holes a month later, and models are served from it',
  fix: 'Add an `aws_ecr_registry_scanning_configuration` with a rule `CONTINUOUS_SCAN`',
  controls: [],
  judge({ account }, { plan }) {
    if (account === undefined || plan.ofType('aws_ecr_repository').length === 0) return undefined;
    const [scanning] = plan.ofType('aws_ecr_registry_scanning_configuration');
    if (!scanning) return fail('the root says nothing of when images are scanned again');
    const rules = scanning.elements('rule');
    const isContinuous = isOneOf('scan_frequency', ['CONTINUOUS_SCAN']);
    if (!rules.known || rules.value.length === 0) return fail('no rule scans images again');
    return rules.value.some((rule) => isContinuous(rule).outcome === 'pass')
      ? pass
      : fail('no rule scans images again');
  },
  examples: {
    bad: [exampleRoot(images('')), exampleRoot(images(scanning('SCAN_ON_PUSH')))],
    good: [exampleRoot(images(scanning('CONTINUOUS_SCAN')))],
  },
});

function images(more: string): string {
  return `resource "aws_ecr_repository" "own" {\n  name = "own"\n}\n${more}`;
}

function scanning(frequency: string): string {
  return `
resource "aws_ecr_registry_scanning_configuration" "own" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "${frequency}"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
`;
}
