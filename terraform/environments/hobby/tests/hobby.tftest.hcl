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

run "hobby" {
  command = plan

  assert {
    condition     = length([for function in output.functions : function if function.ingress == "ALLOW_ALL"]) == 6 && length([for function in output.functions : function if function.ingress == "ALLOW_INTERNAL_ONLY"]) == 3 && alltrue([for function in output.functions : function.limits.max_instances <= 2])
    error_message = "Functions are reached without a balancer, and two instances of each bound the bill."
  }

  assert {
    condition     = contains(output.functions["account"].secrets, "SEGUE_MAIL") && !contains(keys(output.functions["account"].environment), "SEGUE_MAIL")
    error_message = "Mail goes by a server of one's own."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.environment["SEGUE_SITE_URL"] == "https://segue.example" && function.environment["SEGUE_FORWARDED_HOPS"] == "2"])
    error_message = "Every function knows the one host, and whose address is whose."
  }

  assert {
    condition     = length(jsondecode(output.hosting).hosting.rewrites) == 8
    error_message = "Hosting leads to the functions."
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
