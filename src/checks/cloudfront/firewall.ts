import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudfront/firewall',
  title: 'Distributions are behind a firewall',
  severity: 'medium',
  why: 'Known attacks reach the application',
  fix: 'Set `web_acl_id`',
  controls: ['CKV_AWS_68', 'AVD-AWS-0011', 'SecurityHub:CloudFront.6'],
  of: ['aws_cloudfront_distribution'],
  judge: isSet('web_acl_id'),
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
    good: [
      `
resource "aws_cloudfront_distribution" "own" {
  enabled = true
  web_acl_id = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/own/1"
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
  },
});
