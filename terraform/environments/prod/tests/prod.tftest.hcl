mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }

  mock_resource "google_service_account" {
    defaults = {
      email  = "account@segue-test.iam.gserviceaccount.com"
      member = "serviceAccount:account@segue-test.iam.gserviceaccount.com"
      name   = "projects/segue-test/serviceAccounts/account@segue-test.iam.gserviceaccount.com"
    }
  }

  mock_resource "google_pubsub_topic" {
    defaults = { id = "projects/segue-test/topics/topic" }
  }
}

variables {
  project         = "segue-test"
  site_url        = "https://segue.example"
  bundles         = "../../modules/app/tests/bundles"
  site            = "../../modules/app/tests/site"
  alert_addresses = ["operator@segue.example"]
  billing_account = "012345-6789AB-CDEF01"
  mail            = { from = "Segue <segue@segue.example>", postal_address = "1 Example Street" }
}

run "prod" {
  command = plan

  assert {
    condition     = output.functions["account"].environment["SEGUE_MAIL"] == "sendgrid:"
    error_message = "Mails from prod are sent."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.environment["SEGUE_SITE_URL"] == "https://segue.example"])
    error_message = "Every function knows the one host."
  }
}

run "nobody_deploys_by_workflow_unless_said" {
  command = plan

  assert {
    condition     = output.variables == null
    error_message = "Without a repository there is no identity for it."
  }
}

run "a_repository_deploys_by_workflow" {
  command = plan

  variables {
    delivery = { repository_id = "123456", on = ["retrain"] }
  }

  assert {
    condition     = output.variables.repository.SEGUE_RETRAIN == "on" && output.variables.plan.SEGUE_STATE == "segue-test-state"
    error_message = "Workflows are told where the state is, and what runs by itself."
  }
}

run "no_bundles" {
  command = plan

  variables {
    bundles = "tests"
  }

  expect_failures = [var.bundles]
}

run "sources_of_the_site" {
  command = plan

  variables {
    site = "../../../site"
  }

  expect_failures = [var.site]
}
