terraform {
  required_version = ">= 1.6"
}

locals {
  spec        = var.spec
  environment = local.spec.environments[var.environment]
  account     = local.environment.account
  prefix      = "${local.spec.platform}-${var.environment}"
  path        = "/holdfast/"
  roles       = "arn:aws:iam::${local.account}:role${local.path}${local.prefix}"

  # The most that teams may do here, whatever access says.
  all_verbs  = ["run", "read", "write", "erase", "observe", "deploy", "invoke"]
  people_may = local.environment.people_may != null ? local.environment.people_may : local.environment.production ? ["observe", "deploy"] : local.all_verbs

  # An environment that takes its models from another one holds no data and trains nothing.
  trains   = local.environment.models_from == null
  datasets = { for name, dataset in local.spec.datasets : name => dataset if local.trains }

  systems = { for name, system in local.spec.systems : name => system.roles[var.environment] if can(system.roles[var.environment]) }
}

# Who there is. Roles are named, not referred to: a policy with a name in it is known before anything exists.
locals {
  jobs = merge(
    { for name in keys(local.datasets) : "ingest-${name}" => { step = "ingest", of = name } },
    { for name in keys(local.spec.models) : "train-${name}" => { step = "train", of = name } if local.trains },
    { for name in keys(local.spec.models) : "release-${name}" => { step = "release", of = name } if local.trains },
    { for name in keys(local.spec.models) : "deploy-${name}" => { step = "deploy", of = name } },
    { for name in keys(local.spec.models) : "serve-${name}" => { step = "serve", of = name } },
    { for name in keys(local.spec.models) : "monitor-${name}" => { step = "monitor", of = name } },
  )
  arns = merge(
    { for name in keys(local.spec.teams) : name => "${local.roles}-team-${name}" },
    { for name in keys(local.systems) : name => "${local.roles}-system-${name}" },
    { for name in keys(local.jobs) : name => "${local.roles}-${name}" },
  )
}

# Who may what: what the file states, capped for people, and what follows from the shape of the platform.
locals {
  nouns = concat(
    [for name, one in local.datasets : { kind = "dataset", name = name, access = one.access }],
    [for name, one in local.spec.models : { kind = "model", name = name, access = one.access }],
    [{ kind = "log", name = "logs", access = local.spec.logs.access }],
  )
  stated = flatten([
    for noun in local.nouns : [
      for who, verbs in noun.access : [
        for verb in verbs : { kind = noun.kind, name = noun.name, verb = verb, who = who }
        if can(local.systems[who]) || (can(local.spec.teams[who]) && (noun.kind == "log" || contains(local.people_may, verb)))
      ]
    ]
  ])
  derived = concat(
    flatten([for name in keys(local.datasets) : [for verb in ["read", "write"] : { kind = "dataset", name = name, verb = verb, who = "ingest-${name}" }]]),
    flatten([for name, model in local.spec.models : local.trains ? concat(
      [for dataset in model.trains_on : { kind = "dataset", name = dataset, verb = "read", who = "train-${name}" }],
      [
        { kind = "model", name = name, verb = "write", who = "train-${name}" },
        { kind = "model", name = name, verb = "read", who = "release-${name}" },
        { kind = "model", name = name, verb = "write", who = "release-${name}" },
      ],
    ) : [{ kind = "model", name = name, verb = "write", who = "deploy-${name}" }]]),
    flatten([for name in keys(local.spec.models) : [for step in ["deploy", "serve", "monitor"] : { kind = "model", name = name, verb = "read", who = "${step}-${name}" }]]),
    flatten([for name, model in local.spec.models : [for team in keys(model.approvals) : { kind = "model", name = name, verb = "approve", who = team }]]),
  )
  grants = concat(local.stated, local.derived)
}

# What there is to be had.
locals {
  days = { d = 1, w = 7, y = 365 }
  stores = merge(
    { for name, dataset in local.datasets : "dataset-${name}" => { kind = "dataset", name = name, retention = dataset.retention } },
    { for name in keys(local.spec.models) : "model-${name}" => { kind = "model", name = name, retention = null } },
    { logs = { kind = "log", name = "logs", retention = local.spec.logs.retention } },
  )
  # Environments that take their models from here, each by the role that deploys there.
  takers = [for name, one in local.spec.environments : { environment = name, account = one.account } if one.models_from == var.environment && one.account != null]
}

locals {
  holders = { for key, store in local.stores : key => {
    for verb in ["read", "write", "erase"] : verb => sort(distinct([
      for grant in local.grants : local.arns[grant.who]
      if grant.kind == store.kind && grant.name == store.name && grant.verb == verb
    ]))
  } }
  owner_repository = local.spec.github == null ? ["", ""] : split("/", local.spec.github.repository)
  # https://docs.github.com/en/actions/reference/security/oidc
  subject = local.spec.github == null ? null : (
    local.spec.github.repository_id == null
    ? "repo:${local.spec.github.repository}"
    : "repo:${local.owner_repository[0]}@${local.spec.github.owner_id}/${local.owner_repository[1]}@${local.spec.github.repository_id}"
  )
}
