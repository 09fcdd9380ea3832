import { cannotTell, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { has } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html */
export const check = resourceCheck({
  id: 'cloudfront/access-log',
  title: 'Distributions write an access log',
  severity: 'low',
  why: 'Who fetched what cannot be found out afterwards',
  fix: 'Add `logging_config`, or an `aws_cloudwatch_log_delivery_source` of the distribution',
  controls: ['CKV_AWS_86', 'AVD-AWS-0010', 'SecurityHub:CloudFront.5'],
  of: ['aws_cloudfront_distribution'],
  judge(distribution, { plan }) {
    const old = has('logging_config')(distribution);
    if (old.outcome !== 'fail') return old;
    const sources = relatedTo(plan, distribution, 'aws_cloudwatch_log_delivery_source', 'resource_arn');
    if (!sources.known) return cannotTell(sources.because);
    return sources.value.length > 0 ? pass : old;
  },
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
  logging_config {
    bucket = "logs.s3.amazonaws.com"
  }
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

resource "aws_cloudwatch_log_delivery_source" "own" {
  name         = "own"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.own.arn
}
`,
    ],
  },
});
