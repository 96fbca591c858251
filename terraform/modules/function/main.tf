locals {
  # Cloud Run, which runs the function, allows no underscore in a name.
  service      = replace(var.name, "_", "-")
  pubsub_agent = "serviceAccount:service-${var.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"

  # The address that Cloud Run gives a service by its name: known before the function is there, so that its settings can
  # name it. Cloud Run accepts each address of a service as audience.
  address = "https://${local.service}-${var.project_number}.${var.region}.run.app"

  # As many as requests at once: gunicorn would have four a processor, and requests would wait unseen by the autoscaler.
  threads = { THREADS = tostring(var.concurrency) }

  # The function checks each push itself, beside the platform.
  push_settings = var.public ? {} : {
    SEGUE_PUSH_AUDIENCE = local.address
    SEGUE_PUSH_ACCOUNT  = google_service_account.push["push"].email
  }
}

# A changed bundle is another object, and another object is a new revision.
resource "google_storage_bucket_object" "main" {
  bucket = var.bundle_bucket
  name   = "${var.name}/${filesha256(var.bundle)}.zip"
  source = var.bundle
}

resource "google_service_account" "main" {
  project      = var.project
  account_id   = "segue-${local.service}"
  display_name = "Function ${var.name}"
  description  = "What the function ${var.name} runs as."
}

resource "google_secret_manager_secret_iam_member" "main" {
  for_each = var.secrets

  project   = var.project
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.main.member
}

resource "google_cloudfunctions2_function" "main" {
  #checkov:skip=CKV_GCP_124:Firebase Hosting, which stands in for a balancer, is outside the project's network.
  project     = var.project
  location    = var.region
  name        = local.service
  description = var.description
  labels      = var.labels

  build_config {
    runtime         = "python313"
    entry_point     = var.name
    service_account = var.build_service_account

    automatic_update_policy {}

    source {
      storage_source {
        bucket = google_storage_bucket_object.main.bucket
        object = google_storage_bucket_object.main.name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.main.email
    available_memory                 = var.memory
    available_cpu                    = tostring(var.cpu)
    max_instance_request_concurrency = var.concurrency
    min_instance_count               = var.min_instances
    max_instance_count               = var.max_instances
    timeout_seconds                  = var.timeout_seconds
    ingress_settings                 = var.public && !var.balanced ? "ALLOW_ALL" : var.public ? "ALLOW_INTERNAL_AND_GCLB" : "ALLOW_INTERNAL_ONLY"
    all_traffic_on_latest_revision   = true
    environment_variables            = merge(var.environment, local.threads, local.push_settings)

    dynamic "secret_environment_variables" {
      for_each = var.secrets

      content {
        key        = secret_environment_variables.key
        project_id = var.project
        secret     = secret_environment_variables.value
        version    = "latest"
      }
    }
  }

  lifecycle {
    precondition {
      condition     = var.concurrency == 1 || var.cpu >= 1
      error_message = "An instance that serves several requests at once needs a whole processor: raise cpu to 1."
    }

    precondition {
      condition     = var.min_instances <= var.max_instances
      error_message = "Expected no more instances kept warm than there may be."
    }

    precondition {
      condition     = var.public == (length(var.topics) == 0)
      error_message = "Expected a function that is public, or one that has topics; not both, and not neither."
    }
  }

  # It starts as soon as it is there, and then reads its secrets.
  depends_on = [google_secret_manager_secret_iam_member.main]
}

# The callers: everybody, or only the identity of the push subscriptions.
resource "google_cloud_run_v2_service_iam_member" "main" {
  project  = var.project
  location = var.region
  name     = google_cloudfunctions2_function.main.name
  role     = "roles/run.invoker"
  member   = var.public ? "allUsers" : google_service_account.push["push"].member
}

resource "google_service_account" "push" {
  for_each = var.public ? toset([]) : toset(["push"])

  project      = var.project
  account_id   = "segue-${local.service}-push"
  display_name = "Push to ${var.name}"
  description  = "What Pub/Sub calls the function ${var.name} as."
}

resource "google_service_account_iam_member" "push" {
  for_each = google_service_account.push

  service_account_id = each.value.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.pubsub_agent
}

resource "google_pubsub_subscription" "main" {
  for_each = var.topics

  project                    = var.project
  name                       = "${each.key}-to-${local.service}"
  topic                      = each.value.id
  labels                     = var.labels
  ack_deadline_seconds       = max(10, var.timeout_seconds)
  message_retention_duration = "604800s"
  enable_message_ordering    = each.value.ordered

  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = google_cloudfunctions2_function.main.service_config[0].uri

    oidc_token {
      service_account_email = google_service_account.push["push"].email
      audience              = local.address
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead[each.key].id
    max_delivery_attempts = var.max_delivery_attempts
  }

  # Without these roles Pub/Sub neither authenticates nor dead-letters.
  depends_on = [
    google_cloud_run_v2_service_iam_member.main,
    google_pubsub_topic_iam_member.dead,
    google_service_account_iam_member.push,
  ]
}

resource "google_pubsub_topic" "dead" {
  for_each = var.topics

  project                    = var.project
  name                       = "${each.key}-to-${local.service}-dead"
  labels                     = var.labels
  message_retention_duration = "2678400s"
}

# A topic without a subscription drops its messages; this one keeps them.
resource "google_pubsub_subscription" "dead" {
  for_each = var.topics

  project                    = var.project
  name                       = google_pubsub_topic.dead[each.key].name
  topic                      = google_pubsub_topic.dead[each.key].id
  labels                     = var.labels
  ack_deadline_seconds       = 60
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "dead" {
  for_each = var.topics

  project = var.project
  topic   = google_pubsub_topic.dead[each.key].name
  role    = "roles/pubsub.publisher"
  member  = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "main" {
  for_each = var.topics

  project      = var.project
  subscription = google_pubsub_subscription.main[each.key].name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}
