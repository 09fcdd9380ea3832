import { resourceCheck } from '../check.ts';
import { all, each, isOneOf } from '../rules.ts';

const secure = isOneOf('viewer_protocol_policy', ['redirect-to-https', 'https-only']);

export const check = resourceCheck({
  id: 'cloudfront/viewer-tls',
  title: 'Distributions are reached by HTTPS alone',
  severity: 'high',
  why: 'What is sent can be read and changed on the way',
  fix: 'Set `viewer_protocol_policy` to `redirect-to-https` or `https-only`',
  controls: ['CKV_AWS_34', 'AVD-AWS-0012', 'SecurityHub:CloudFront.3', 'MLSEC02-BP01'],
  of: ['aws_cloudfront_distribution'],
  judge: all(each('default_cache_behavior', secure), each('ordered_cache_behavior', secure)),
  examples: {
    bad: [
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
    viewer_protocol_policy = "allow-all"
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
