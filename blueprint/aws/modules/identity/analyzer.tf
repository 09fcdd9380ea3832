# Who outside may reach what, and what nobody has used: https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html

resource "aws_accessanalyzer_analyzer" "outside" {
  analyzer_name = "${local.prefix}-outside"
  type          = "ACCOUNT"
}

resource "aws_accessanalyzer_analyzer" "unused" {
  analyzer_name = "${local.prefix}-unused"
  type          = "ACCOUNT_UNUSED_ACCESS"

  configuration {
    unused_access {
      unused_access_age = 90
    }
  }
}
