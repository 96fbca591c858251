mock_provider "google" {
  mock_resource "google_iam_workload_identity_pool" {
    defaults = { name = "projects/123456789012/locations/global/workloadIdentityPools/segue-github" }
  }

  mock_resource "google_iam_workload_identity_pool_provider" {
    defaults = { name = "projects/123456789012/locations/global/workloadIdentityPools/segue-github/providers/github" }
  }
}

override_resource {
  target = google_service_account.main["planner"]
  values = { name = "planner", email = "planner@test", member = "serviceAccount:planner@test" }
}

override_resource {
  target = google_service_account.main["deployer"]
  values = { name = "deployer", email = "deployer@test", member = "serviceAccount:deployer@test" }
}

override_resource {
  target = google_service_account.main["trainer"]
  values = { name = "trainer", email = "trainer@test", member = "serviceAccount:trainer@test" }
}

override_resource {
  target = google_service_account.main["ticker"]
  values = { name = "ticker", email = "ticker@test", member = "serviceAccount:ticker@test" }
}

variables {
  project         = "segue-test"
  repository_id   = "123456"
  billing_account = "012345-6789AB-CDEF01"
  state           = "segue-test-state"
  objects         = "gs://segue-test-objects"
  records         = "firestore://segue-test/(default)"
}

run "everything" {
  command = apply

  assert {
    condition     = google_iam_workload_identity_pool_provider.main.attribute_condition == "assertion.repository_id == '123456'" && google_iam_workload_identity_pool_provider.main.oidc[0].issuer_uri == "https://token.actions.githubusercontent.com" && google_iam_workload_identity_pool_provider.main.attribute_mapping["attribute.environment"] == "assertion.environment"
    error_message = "Only jobs of one repository sign in, told by their environment."
  }

  assert {
    condition     = { for name, each in google_service_account_iam_member.main : name => "${each.service_account_id} ${each.role} ${each.member}" } == { for name, place in { planner = "plan", deployer = "prod", trainer = "prod", ticker = "prod" } : name => "${name} roles/iam.workloadIdentityUser principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/segue-github/attribute.environment/${place}" }
    error_message = "An account is for the jobs of one environment."
  }

  assert {
    condition     = alltrue([for each in google_project_iam_member.planner : each.member == "serviceAccount:planner@test" && !can(regex("admin|editor|owner|writer|roles/viewer|datastore|logging|storage|secretAccessor", lower(each.role)))]) && alltrue([for permission in google_project_iam_custom_role.planner.permissions : can(regex("\\.(get|list|getMetadata|getIamPolicy)$", permission)) && !can(regex("entities|objects|logEntries", permission))])
    error_message = "A plan reads settings, and neither changes anything nor sees listeners' data."
  }

  assert {
    condition     = toset([for each in google_project_iam_member.planner_reads : each.condition[0].expression]) == toset([for bucket in ["segue-test-state", "segue-test-bundles", "segue-test-site"] : "resource.name.startsWith(\"projects/_/buckets/${bucket}/\") || resource.name == \"projects/_/buckets/${bucket}\""]) && alltrue([for each in google_project_iam_member.planner_reads : each.role == "roles/storage.objectViewer" && each.member == "serviceAccount:planner@test"])
    error_message = "Of objects a plan reads the state and what was uploaded."
  }

  assert {
    condition     = alltrue([for each in google_project_iam_member.deployer : each.member == "serviceAccount:deployer@test"]) && !contains(keys(google_project_iam_member.deployer), "roles/owner") && !contains(keys(google_project_iam_member.deployer), "roles/editor")
    error_message = "The deployer's roles are named one by one."
  }

  assert {
    condition     = { for folder, each in google_storage_bucket_iam_member.trainer : folder => each.role } == { "training/" = "roles/storage.objectViewer", "staging/" = "roles/storage.objectUser", "models/" = "roles/storage.objectUser" } && alltrue([for folder, each in google_storage_bucket_iam_member.trainer : each.bucket == "segue-test-objects" && each.member == "serviceAccount:trainer@test" && strcontains(each.condition[0].expression, "projects/_/buckets/segue-test-objects/objects/${folder}")])
    error_message = "The trainer's roles are held to its folders."
  }

  assert {
    condition     = google_secret_manager_secret_iam_member.trainer.secret_id == "segue-holdout-key" && google_secret_manager_secret_iam_member.trainer.role == "roles/secretmanager.secretAccessor" && google_secret_manager_secret_iam_member.trainer.member == "serviceAccount:trainer@test"
    error_message = "The trainer reads the one secret."
  }

  assert {
    condition     = google_pubsub_topic_iam_member.ticker.topic == "ticks" && google_pubsub_topic_iam_member.ticker.role == "roles/pubsub.publisher" && google_pubsub_topic_iam_member.ticker.member == "serviceAccount:ticker@test"
    error_message = "The ticker publishes to one topic."
  }

  assert {
    condition     = { for name, each in google_billing_account_iam_member.main : name => "${each.role} ${each.member}" } == { planner = "roles/billing.viewer serviceAccount:planner@test", deployer = "roles/billing.costsManager serviceAccount:deployer@test" }
    error_message = "The budget is read by the one and written by the other."
  }

  assert {
    condition     = output.variables.repository == { SEGUE_PROJECT = "segue-test", SEGUE_EXTRACT = "off", SEGUE_RETRAIN = "off", SEGUE_TICKS = "off" } && output.variables.plan.SEGUE_PLANNER == "planner@test" && output.variables.prod.SEGUE_DEPLOYER == "deployer@test" && output.variables.prod.SEGUE_TRAINER == "trainer@test" && output.variables.prod.SEGUE_TICKER == "ticker@test" && output.variables.prod.SEGUE_TRAINING_DATA == "gs://segue-test-objects/training" && alltrue([for place in ["plan", "prod"] : output.variables[place].SEGUE_IDENTITY_PROVIDER == "projects/123456789012/locations/global/workloadIdentityPools/segue-github/providers/github" && output.variables[place].SEGUE_STATE == "segue-test-state"])
    error_message = "Workflows are told their accounts, and switches are off."
  }

  assert {
    condition     = toset(keys(google_project_service.main)) == toset(["iam.googleapis.com", "iamcredentials.googleapis.com", "sts.googleapis.com"])
    error_message = "Signing in without a key needs three services."
  }
}

run "switches_are_named" {
  command = plan

  variables {
    on              = ["ticks"]
    billing_account = null
  }

  assert {
    condition     = output.variables.repository.SEGUE_TICKS == "on" && output.variables.repository.SEGUE_RETRAIN == "off" && length(google_billing_account_iam_member.main) == 0
    error_message = "What is named runs by itself, and billing may be somebody else's."
  }
}

run "refused_values" {
  command = plan

  variables {
    project         = "Segue"
    repository_id   = "owner/name"
    on              = ["deploy"]
    billing_account = "none"
    state           = "gs://state"
    objects         = "segue-test-objects"
    records         = "sqlite:///x"
  }

  expect_failures = [var.project, var.repository_id, var.on, var.billing_account, var.state, var.objects, var.records]
}
