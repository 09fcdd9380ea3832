provider "aws" {
  region = "eu-central-1"
}

variables {
  file        = "tests/holdfast.yaml"
  environment = "dev"
}

run "everything_comes_of_the_file" {
  command = plan

  assert {
    condition     = output.buckets == { dataset-orders = "acme-dev-dataset-orders-123456789012", logs = "acme-dev-logs-123456789012", model-fraud = "acme-dev-model-fraud-123456789012" }
    error_message = "A dataset, a model or the log has no bucket."
  }

  assert {
    condition     = toset(keys(output.signing_keys)) == toset(["deploy", "ingest", "monitor", "release", "train"])
    error_message = "A job that signs has no key, or shares one."
  }

  assert {
    condition     = toset(keys(output.roles)) == toset(["deploy-fraud", "ingest-orders", "monitor-fraud", "platform", "release-fraud", "risk", "serve-fraud", "train-fraud"])
    error_message = "A team or a job has no role, or somebody else has one."
  }

  assert {
    condition     = length(output.network.subnets) == 1
    error_message = "One zone is asked for, so that it costs less."
  }
}

run "every_store_has_its_own_key" {
  command = plan

  assert {
    condition     = length(setsubtract(concat(keys(module.spec.platform.stores), ["state"]), keys(module.keys.arns))) == 0
    error_message = "A store has no key."
  }
}

run "who_takes_models_has_no_data" {
  command = plan

  variables {
    environment = "prod"
  }

  assert {
    condition     = output.buckets == { logs = "acme-prod-logs-123456789012", model-fraud = "acme-prod-model-fraud-123456789012" }
    error_message = "There is data where models are only taken."
  }

  assert {
    condition     = contains(values(output.roles), "acme-prod-deploy-fraud") && !contains(keys(output.roles), "train-fraud")
    error_message = "Somebody trains where models are only taken."
  }
}

run "a_file_is_there" {
  command = plan

  variables {
    file = "holdfast.yaml"
  }

  expect_failures = [var.file]
}

run "an_environment_has_a_name" {
  command = plan

  variables {
    environment = "p"
  }

  expect_failures = [var.environment]
}
