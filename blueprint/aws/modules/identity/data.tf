# Rights to data. One statement for each verb, not for each grant: a role's own policies hold 10,240 characters in all.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html

locals {
  verbs = {
    read  = { holders = "readers", objects = ["s3:GetObject", "s3:GetObjectVersion"], bucket = ["s3:GetBucketLocation", "s3:ListBucket"] }
    write = { holders = "writers", objects = ["s3:AbortMultipartUpload", "s3:PutObject"], bucket = ["s3:GetBucketLocation"] }
    erase = { holders = "erasers", objects = ["s3:DeleteObject", "s3:DeleteObjectVersion"], bucket = ["s3:ListBucketVersions"] }
  }
  reach = { for name in keys(local.roles) : name => {
    for verb, one in local.verbs : verb => [for store in values(local.platform.stores) : store.bucket if contains(store[one.holders], local.platform.arns[name])]
  } }
  statements = { for name, reach in local.reach : name => flatten([
    for verb, buckets in reach : length(buckets) == 0 ? [] : [
      { Sid = "${title(verb)}Objects", Effect = "Allow", Action = local.verbs[verb].objects, Resource = [for bucket in buckets : "arn:aws:s3:::${bucket}/*"] },
      { Sid = "${title(verb)}Buckets", Effect = "Allow", Action = local.verbs[verb].bucket, Resource = [for bucket in buckets : "arn:aws:s3:::${bucket}"] },
    ]
  ]) }
}

resource "aws_iam_role_policy" "data" {
  for_each = { for name, statements in local.statements : name => statements if length(statements) > 0 }

  name   = "data"
  role   = aws_iam_role.this[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })

  lifecycle {
    precondition {
      condition     = length(jsonencode(each.value)) < 9000
      error_message = "The policies of one role would not fit into IAM's limit: ${each.key} has too many stores."
    }
  }
}
