import { resourceCheck } from '../check.ts';
import { all, each, isSet } from '../rules.ts';

const named = isSet('response_headers_policy_id');

export const check = resourceCheck({
  id: 'cloudfront/response-headers',
  title: 'Distributions tell browsers what pages may do',
  severity: 'low',
  why: 'Pages are framed by others, and are fetched without TLS once more',
  fix: 'Set `response_headers_policy_id`',
  controls: ['CKV2_AWS_32'],
  of: ['aws_cloudfront_distribution'],
  judge: all(each('default_cache_behavior', named), each('ordered_cache_behavior', named)),
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
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
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
