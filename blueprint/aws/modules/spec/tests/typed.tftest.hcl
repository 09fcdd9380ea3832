# The types and rules that holdfast.yaml is held to, one by one.

variables {
  environment = "prod"
  spec = {
    holdfast     = 1
    platform     = "acme"
    cloud        = { region = "eu-central-1" }
    teams        = { science = { members = ["ben"] } }
    environments = { prod = { account = "222222222222" } }
  }
}

run "the_least_that_there_can_be" {
  command = plan

  module {
    source = "./typed"
  }

  assert {
    condition     = output.platform.prefix == "acme-prod" && output.platform.production && length(output.platform.grants) == 0
    error_message = "Without a word, an environment is of production, and nobody may anything."
  }
}

run "an_environment_without_a_region" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { cloud = {} })
  }

  expect_failures = [var.spec]
}

run "another_format" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { holdfast = 2 })
  }

  expect_failures = [var.spec]
}

run "a_platform_has_10_characters_at_most" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { platform = "acme-bank-ml" })
  }

  expect_failures = [var.spec]
}

run "a_noun_has_20_characters_at_most" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { datasets = { a-name-that-is-too-long = { class = "internal", retention = "30d" } } })
  }

  expect_failures = [var.spec]
}

run "an_account_is_12_digits" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { environments = { prod = { account = "22222222222" } } })
  }

  expect_failures = [var.spec]
}

run "a_team_is_no_system" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { systems = { science = {} } })
  }

  expect_failures = [var.spec]
}

run "access_is_of_somebody" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { logs = { access = { nobody = ["read"] } } })
  }

  expect_failures = [var.spec]
}

run "a_log_is_read_and_nothing_else" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { logs = { access = { science = ["write"] } } })
  }

  expect_failures = [var.spec]
}

run "a_model_trains_on_what_there_is" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { models = { fraud = { trains_on = ["orders"] } } })
  }

  expect_failures = [var.spec]
}

run "a_retention_has_a_unit" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { logs = { retention = "30" } })
  }

  expect_failures = [var.spec]
}

run "nothing_is_kept_for_more_than_100_years" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { logs = { retention = "101y" } })
  }

  expect_failures = [var.spec]
}

run "an_environment_without_an_account" {
  command = plan

  module {
    source = "./typed"
  }

  variables {
    spec = merge(var.spec, { environments = { prod = {} } })
  }

  expect_failures = [var.spec]
}
