mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = {
      email  = "account@segue-test.iam.gserviceaccount.com"
      member = "serviceAccount:account@segue-test.iam.gserviceaccount.com"
      name   = "projects/segue-test/serviceAccounts/account@segue-test.iam.gserviceaccount.com"
    }
  }

  mock_resource "google_pubsub_topic" {
    defaults = {
      id = "projects/segue-test/topics/dead"
    }
  }
}

# An identity of its own, so that it is not taken for the function's.
override_resource {
  target = google_service_account.push

  values = {
    email  = "push@segue-test.iam.gserviceaccount.com"
    member = "serviceAccount:push@segue-test.iam.gserviceaccount.com"
    name   = "projects/segue-test/serviceAccounts/push@segue-test.iam.gserviceaccount.com"
  }
}

variables {
  project               = "segue-test"
  project_number        = "123456789012"
  region                = "europe-west1"
  name                  = "weekly_email"
  description           = "Plans the week and sends it."
  bundle                = "tests/bundles/one.zip"
  bundle_bucket         = "segue-test-bundles"
  build_service_account = "projects/segue-test/serviceAccounts/build@segue-test.iam.gserviceaccount.com"
  public                = false
  topics = {
    ticks   = { id = "projects/segue-test/topics/ticks" }
    digests = { id = "projects/segue-test/topics/digests", ordered = true }
  }
}

run "pushed_to" {
  command = apply

  assert {
    condition     = google_cloud_run_v2_service_iam_member.main.role == "roles/run.invoker" && google_cloud_run_v2_service_iam_member.main.member == "serviceAccount:push@segue-test.iam.gserviceaccount.com"
    error_message = "Only the identity that messages are pushed with may call an event function."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    error_message = "An event function cannot be reached from outside."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_subscription.main : each.push_config[0].oidc_token[0].service_account_email == "push@segue-test.iam.gserviceaccount.com" && each.push_config[0].oidc_token[0].audience == "https://weekly-email-${var.project_number}.${var.region}.run.app"])
    error_message = "Every push carries an OIDC token for this very function."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].environment_variables["SEGUE_PUSH_AUDIENCE"] == google_pubsub_subscription.main["ticks"].push_config[0].oidc_token[0].audience && google_cloudfunctions2_function.main.service_config[0].environment_variables["SEGUE_PUSH_ACCOUNT"] == google_service_account.push["push"].email
    error_message = "The function checks the audience and the account of its own pushes."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_subscription.main : each.dead_letter_policy[0].dead_letter_topic != "" && each.dead_letter_policy[0].max_delivery_attempts == 100])
    error_message = "Every push subscription has a dead-letter topic."
  }

  assert {
    condition     = toset(keys(google_pubsub_subscription.dead)) == toset(keys(var.topics)) && alltrue([for each in google_pubsub_subscription.dead : each.expiration_policy[0].ttl == "" && length(each.push_config) == 0])
    error_message = "Every dead-letter topic has a subscription that keeps what comes, and never expires."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_subscription.main : each.retry_policy[0].minimum_backoff == "10s" && each.retry_policy[0].maximum_backoff == "600s"])
    error_message = "Every push subscription backs off."
  }

  assert {
    condition     = google_pubsub_subscription.main["digests"].enable_message_ordering && !google_pubsub_subscription.main["ticks"].enable_message_ordering
    error_message = "Order is kept where a topic asks for it, and nowhere else."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_topic_iam_member.dead : each.role == "roles/pubsub.publisher" && each.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"]) && length(google_pubsub_topic_iam_member.dead) == 2
    error_message = "Pub/Sub may publish to the dead-letter topics."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_subscription_iam_member.main : each.role == "roles/pubsub.subscriber" && each.member == "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"]) && length(google_pubsub_subscription_iam_member.main) == 2
    error_message = "Pub/Sub may take from the subscriptions what it moves to a dead-letter topic."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.name == "weekly-email" && google_cloudfunctions2_function.main.build_config[0].entry_point == "weekly_email" && google_cloudfunctions2_function.main.build_config[0].runtime == "python313"
    error_message = "The entry point is the function's own name; the service's has no underscore."
  }

  assert {
    condition     = google_storage_bucket_object.main.name == "weekly_email/${filesha256("tests/bundles/one.zip")}.zip"
    error_message = "The object is named by the bundle's hash."
  }
}

run "a_changed_bundle_is_another_object" {
  command = apply

  variables {
    bundle = "tests/bundles/two.zip"
  }

  assert {
    condition     = output.object != run.pushed_to.object && google_cloudfunctions2_function.main.build_config[0].source[0].storage_source[0].object == output.object
    error_message = "A changed bundle changes the object's name, and the function is built from that object."
  }
}

run "public" {
  command = apply

  variables {
    name        = "search"
    public      = true
    topics      = {}
    concurrency = 20
    secrets     = { SEGUE_SECRET = "segue-secret" }
  }

  assert {
    condition     = google_cloud_run_v2_service_iam_member.main.member == "allUsers" && length(google_service_account.push) == 0
    error_message = "Everybody may call a public function, and no identity to push with is made for it."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].ingress_settings == "ALLOW_INTERNAL_AND_GCLB"
    error_message = "A public function is reached by way of the load balancer alone."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].secret_environment_variables[0].secret == "segue-secret" && google_secret_manager_secret_iam_member.main["SEGUE_SECRET"].member == google_service_account.main.member && google_secret_manager_secret_iam_member.main["SEGUE_SECRET"].role == "roles/secretmanager.secretAccessor"
    error_message = "A secret comes from Secret Manager, and its function may read it."
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].service_account_email == google_service_account.main.email
    error_message = "A function runs as an account of its own."
  }
}

run "without_a_balancer_a_public_function_is_reached_at_its_own_address" {
  command = plan

  variables {
    name     = "search"
    public   = true
    balanced = false
    topics   = {}
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].ingress_settings == "ALLOW_ALL"
    error_message = "What stands before it is not in the same project's network."
  }
}

run "what_is_pushed_to_is_reached_from_inside_without_a_balancer_too" {
  command = plan

  variables {
    balanced = false
  }

  assert {
    condition     = google_cloudfunctions2_function.main.service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    error_message = "Only Pub/Sub calls it."
  }
}

run "several_requests_at_once_need_a_processor" {
  command = plan

  variables {
    cpu         = 0.583
    concurrency = 2
  }

  expect_failures = [google_cloudfunctions2_function.main]
}

run "public_and_pushed_to_is_neither" {
  command = plan

  variables {
    public = true
  }

  expect_failures = [google_cloudfunctions2_function.main]
}

run "more_kept_warm_than_there_may_be" {
  command = plan

  variables {
    min_instances = 3
    max_instances = 2
  }

  expect_failures = [google_cloudfunctions2_function.main]
}

run "refused_values" {
  command = plan

  variables {
    environment           = { SEGUE_SENDGRID_KEY = "SG.in-the-open" }
    secrets               = { SEGUE_SECRET = "a value, not the id of a secret" }
    timeout_seconds       = 601
    concurrency           = 0
    cpu                   = 3
    memory                = "512MB"
    bundle                = "tests/bundles"
    build_service_account = "build@segue-test.iam.gserviceaccount.com"
    max_delivery_attempts = 4
    topics                = { ticks = { id = "ticks" } }
    region                = "europe"
    project               = "Segue"
    project_number        = "segue-test"
    name                  = "weekly-email"
  }

  expect_failures = [
    var.environment,
    var.secrets,
    var.timeout_seconds,
    var.concurrency,
    var.cpu,
    var.memory,
    var.bundle,
    var.build_service_account,
    var.max_delivery_attempts,
    var.topics,
    var.region,
    var.project,
    var.project_number,
    var.name,
  ]
}
