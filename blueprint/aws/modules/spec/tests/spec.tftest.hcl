variables {
  file        = "tests/holdfast.yaml"
  environment = "prod"
}

run "an_environment_patches_what_the_file_says" {
  command = plan

  assert {
    condition     = output.platform.prefix == "acme-prod" && output.platform.account == "222222222222" && output.platform.region == "eu-west-1"
    error_message = "The environment is another one."
  }

  assert {
    condition     = output.platform.models["fraud"].endpoint == { machine = "ml.m6i.xlarge", instances = 2, capture = "5%" }
    error_message = "A patch replaces what it does not name."
  }

  assert {
    condition     = output.platform.stores["dataset-orders"].retention_days == 56 && output.platform.stores["logs"].retention_days == 2555
    error_message = "Weeks and years are counted in days."
  }
}

run "people_may_little_in_production" {
  command = plan

  assert {
    condition     = output.platform.stores["dataset-orders"].readers == tolist(["arn:aws:iam::222222222222:role/holdfast/acme-prod-ingest-orders", "arn:aws:iam::222222222222:role/holdfast/acme-prod-train-fraud"])
    error_message = "People read data of production."
  }

  assert {
    condition     = toset([for one in output.platform.grants : one.verb if one.who == "science"]) == toset(["deploy", "observe"])
    error_message = "The cap of production is not kept."
  }

  assert {
    condition     = [for one in output.platform.grants : one.verb if one.who == "shop"] == ["invoke"] && output.platform.systems == { shop = "arn:aws:iam::444444444444:role/shop" }
    error_message = "A system may something else than the file says."
  }

  assert {
    condition     = output.platform.models["fraud"].approvers == ["arn:aws:iam::222222222222:role/holdfast/acme-prod-team-risk"]
    error_message = "Others approve."
  }

  assert {
    condition     = output.platform.teams == { platform = "acme-prod-platform", risk = "acme-prod-risk", science = "DataScience" } && output.platform.break_glass == "acme-prod-platform"
    error_message = "A team signs in as somebody else."
  }
}

run "a_workflow_is_of_one_repository_by_its_ids" {
  command = plan

  assert {
    condition     = output.platform.github == { subject = "repo:acme@1/ml@2", repository_id = "2", branch = "main" }
    error_message = "A repository that gets the same name would get in."
  }
}

run "outside_of_production_people_may_what_is_granted" {
  command = plan

  variables {
    environment = "dev"
  }

  assert {
    condition     = contains(output.platform.stores["dataset-orders"].readers, "arn:aws:iam::111111111111:role/holdfast/acme-dev-team-science")
    error_message = "The grant of the file is lost."
  }

  assert {
    condition     = output.platform.systems == {} && output.platform.models["fraud"].endpoint.instances == 1 && output.platform.region == "eu-central-1"
    error_message = "What is for production is here too."
  }
}

run "who_takes_models_holds_no_data" {
  command = plan

  variables {
    environment = "next"
  }

  assert {
    condition     = !output.platform.trains && keys(output.platform.stores) == ["logs", "model-fraud"] && keys(output.platform.jobs) == ["deploy-fraud", "monitor-fraud", "serve-fraud"]
    error_message = "There is data, or training, where models are only taken."
  }
}

run "models_are_taken_by_the_role_that_deploys" {
  command = plan

  assert {
    condition     = output.platform.stores["model-fraud"].takers == tolist([{ account = "333333333333", role = "arn:aws:iam::333333333333:role/holdfast/acme-next-deploy-fraud" }])
    error_message = "Others take models."
  }

  assert {
    condition     = length(output.platform.stores["dataset-orders"].takers) == 0
    error_message = "Data is taken to another account."
  }
}

run "a_file_is_there" {
  command = plan

  variables {
    file = "tests/other.yaml"
  }

  expect_failures = [var.file]
}

run "an_environment_has_a_name_of_8_characters_at_most" {
  command = plan

  variables {
    environment = "production"
  }

  expect_failures = [var.environment]
}
