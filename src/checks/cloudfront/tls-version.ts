import { resourceCheck } from '../check.ts';
import { all, is, isFalse } from '../rules.ts';

/** With the default certificate the version that is set does not count: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html */
export const check = resourceCheck({
  id: 'cloudfront/tls-version',
  title: 'Distributions refuse old versions of TLS',
  severity: 'medium',
  why: 'Old versions have known holes; with the default certificate TLS 1.0 is taken',
  fix: 'Name a certificate, and set `minimum_protocol_version = "TLSv1.2_2021"`',
  controls: ['CKV_AWS_174', 'AVD-AWS-0013'],
  of: ['aws_cloudfront_distribution'],
  judge: all(
    isFalse('viewer_certificate.cloudfront_default_certificate'),
    is(
      'viewer_certificate.minimum_protocol_version',
      (value) => /^TLSv1\.[23]_/.test(String(value)),
      'must be TLS 1.2 or newer',
    ),
  ),
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
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    minimum_protocol_version = "TLSv1_2016"
    ssl_support_method       = "sni-only"
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
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
    minimum_protocol_version       = "TLSv1.2_2021"
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
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}
`,
    ],
  },
});
