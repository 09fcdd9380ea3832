import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { each } from '../rules.ts';

export const check = resourceCheck({
  id: 'codebuild/pipeline-key',
  title: 'What pipelines hand on is under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `encryption_key` in `artifact_store`',
  controls: ['CKV_AWS_219'],
  of: ['aws_codepipeline'],
  judge: (pipeline, { plan }) => each('artifact_store', isCustomerKey('encryption_key.id', plan))(pipeline),
  examples: {
    bad: [
      `
resource "aws_codepipeline" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/deliver"
  artifact_store {
    location = "builds"
    type     = "S3"
    
  }
  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        S3Bucket    = "sources"
        S3ObjectKey = "own.zip"
      }
    }
  }
  stage {
    name = "Build"
    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration = {
        ProjectName = "own"
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}

resource "aws_codepipeline" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/deliver"
  artifact_store {
    location = "builds"
    type     = "S3"
    encryption_key {
      id   = aws_kms_key.own.arn
      type = "KMS"
    }
  }
  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        S3Bucket    = "sources"
        S3ObjectKey = "own.zip"
      }
    }
  }
  stage {
    name = "Build"
    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration = {
        ProjectName = "own"
      }
    }
  }
}
`,
    ],
  },
});
