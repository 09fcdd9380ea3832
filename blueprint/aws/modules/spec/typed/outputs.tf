output "platform" {
  description = "What the environment has, and who may what."
  value = {
    name        = local.spec.platform
    environment = var.environment
    prefix      = local.prefix
    path        = local.path
    account     = local.account
    region      = coalesce(local.environment.region, local.spec.cloud.region)
    production  = local.environment.production
    sign_in     = local.spec.cloud.sign_in
    existing    = local.environment.existing
    network     = local.environment.network
    trains      = local.trains

    # The ARN of the role of each team, system and job.
    arns    = local.arns
    teams   = { for name in distinct([for grant in local.grants : grant.who if can(local.spec.teams[grant.who])]) : name => coalesce(local.spec.teams[name].sign_in, "${local.prefix}-${name}") }
    systems = local.systems
    jobs    = local.jobs
    grants  = local.grants
    alerts  = sort(compact([for team in values(local.spec.teams) : team.alerts]))

    break_glass = local.environment.break_glass == null ? null : coalesce(local.spec.teams[local.environment.break_glass].sign_in, "${local.prefix}-${local.environment.break_glass}")
    github      = local.spec.github == null ? null : { subject = local.subject, repository_id = local.spec.github.repository_id, branch = local.spec.github.branch }

    stores = { for key, store in local.stores : key => {
      kind           = store.kind
      name           = store.name
      bucket         = "${local.prefix}-${key}-${local.account}"
      retention_days = store.retention == null ? null : tonumber(regex("^[0-9]+", store.retention)) * local.days[regex("[dwy]$", store.retention)]
      readers        = local.holders[key].read
      writers        = local.holders[key].write
      erasers        = local.holders[key].erase
      takers = store.kind != "model" ? [] : [
        for one in local.takers : { account = one.account, role = "arn:aws:iam::${one.account}:role${local.path}${local.spec.platform}-${one.environment}-deploy-${store.name}" }
      ]
    } }

    models = { for name, model in local.spec.models : name => {
      endpoint  = model.endpoint == null ? null : { machine = model.endpoint.machine, instances = coalesce(model.endpoint.instances, local.environment.production ? 2 : 1), capture = model.endpoint.capture }
      approvers = [for team in keys(model.approvals) : local.arns[team]]
    } }
  }
}
