import type { Json } from '../../base/canonical-json.ts';
import type { Resource } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { all, best, is, isOneOf, isTrue, some } from '../rules.ts';

/** Where the registry says what is scanned, the repository's own setting does not count. */
const registry = 'aws_ecr_registry_scanning_configuration';

const scans = (repository: Resource) =>
  some(
    'rule',
    all(
      isOneOf('scan_frequency', ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN']),
      some(
        'repository_filter',
        is('filter', (filter) => isMeant(repository, filter), 'must be its name'),
      ),
    ),
  );

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html: without `*` it is looked for in the name */
function isMeant(repository: Resource, filter: Json): boolean {
  const name = repository.attribute('name');
  if (typeof filter !== 'string') return false;
  if (/^\*+$/.test(filter)) return true;
  if (!name.known || typeof name.value !== 'string') return false;
  const parts = filter.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return filter.includes('*')
    ? new RegExp(`^${parts.join('.*')}$`).test(name.value)
    : name.value.includes(filter);
}

export const check = resourceCheck({
  id: 'ecr/scan',
  title: 'Images are scanned when they are pushed',
  severity: 'medium',
  why: 'Known holes are found by others first',
  fix: 'Set `scan_on_push = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_163', 'AVD-AWS-0030', 'SecurityHub:ECR.1'],
  of: ['aws_ecr_repository'],
  judge: (repository, { plan }) =>
    best([
      isTrue('image_scanning_configuration.scan_on_push')(repository),
      ...plan.ofType(registry).map(scans(repository)),
    ]),
  examples: {
    bad: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_scanning_configuration {
    scan_on_push = false
  }
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
resource "aws_ecr_registry_scanning_configuration" "all" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "prod-*"
      filter_type = "WILDCARD"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
resource "aws_ecr_registry_scanning_configuration" "all" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_scanning_configuration {
    scan_on_push = true
  }
}
`,
    ],
  },
});
