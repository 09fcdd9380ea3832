roles = {
  web = {
    services = ["ec2"]
    policies = ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"]
  }
  audit = {
    path         = "/audit/"
    trusted_arns = ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/auditor"]
    require_mfa  = true
    hours        = 4
    policies     = ["SecurityAudit"]
  }
}
role_sts_externalid = "only-us"
