import { resourceCheck } from '../check.ts';
import { any, each, is, isSet } from '../rules.ts';

const isElsewhere = is(
  'domain_name',
  (name) => !/\.s3[.-][^/]*amazonaws\.com/.test(String(name)),
  'must be no bucket',
);

export const check = resourceCheck({
  id: 'cloudfront/origin-access',
  title: 'Buckets are read by their distribution alone',
  severity: 'medium',
  why: 'The bucket must be open to others for the distribution to read it',
  fix: 'Set `origin_access_control_id`',
  controls: ['CKV2_AWS_46', 'SecurityHub:CloudFront.13'],
  of: ['aws_cloudfront_distribution'],
  judge: each(
    'origin',
    any(isElsewhere, isSet('origin_access_control_id'), isSet('s3_origin_config.origin_access_identity')),
  ),
  examples: {
    bad: [
      `
resource "aws_cloudfront_distribution" "own" {
  enabled = true
  origin {
    domain_name = "models.s3.eu-west-1.amazonaws.com"
    origin_id   = "own"
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "own"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
`,
    ],
    good: [
      `
resource "aws_cloudfront_distribution" "own" {
  enabled = true
  origin {
    domain_name = "models.s3.eu-west-1.amazonaws.com"
    origin_id   = "own"
    origin_access_control_id = "E2QWRUHAPOMQZL"
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "own"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
`,
      `
resource "aws_cloudfront_distribution" "own" {
  enabled = true
  origin {
    domain_name = "origin.acme.example"
    origin_id   = "own"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "own"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    viewer_protocol_policy = "redirect-to-https"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
`,
    ],
  },
});
