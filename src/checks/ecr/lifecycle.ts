import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html */
export const check = resourceCheck({
  id: 'ecr/lifecycle',
  title: 'Repositories of images drop what is old',
  severity: 'low',
  why: 'Images with holes that are known stay there to be run, and are paid for without end',
  fix: 'Add an `aws_ecr_lifecycle_policy`',
  controls: ['SecurityHub:ECR.3', 'Config:ecr-private-lifecycle-policy-configured'],
  of: ['aws_ecr_repository'],
  judge(repository, { plan }) {
    const found = relatedTo(plan, repository, 'aws_ecr_lifecycle_policy', 'repository');
    if (!found.known) return cannotTell(found.because);
    return found.value.length > 0 ? pass : fail('no aws_ecr_lifecycle_policy names the repository');
  },
  examples: {
    bad: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
`,
    ],
    good: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
resource "aws_ecr_lifecycle_policy" "own" {
  repository = aws_ecr_repository.own.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}
`,
    ],
  },
});
