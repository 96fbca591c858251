# Topics, their publishers, and the scheduler.

resource "google_pubsub_topic" "main" {
  for_each = local.topics

  project                    = var.project
  name                       = each.key
  labels                     = local.labels
  message_retention_duration = "604800s"

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }

  depends_on = [google_project_service.main]
}

resource "google_pubsub_topic_iam_member" "main" {
  for_each = merge([
    for name, function in local.functions : {
      for topic in try(function.publishes, []) : "${name}-${topic}" => { function = name, topic = topic }
    }
  ]...)

  project = var.project
  topic   = google_pubsub_topic.main[each.value.topic].name
  role    = "roles/pubsub.publisher"
  member  = module.function[each.value.function].member
}

# Scheduler publishes as its own agent, which needs no token.
resource "google_cloud_scheduler_job" "tick" {
  project     = var.project
  region      = var.region
  name        = "${local.name}-tick"
  description = "An hour has begun: weekly mails are planned, what is left uncounted is counted."
  schedule    = "0 * * * *"
  time_zone   = "Etc/UTC"

  pubsub_target {
    topic_name = google_pubsub_topic.main["ticks"].id
    data       = base64encode(jsonencode({ kind = "tick" }))
  }

  retry_config {
    retry_count          = 5
    min_backoff_duration = "10s"
    max_backoff_duration = "300s"
    max_doublings        = 4
  }

  # `segue schedule` changes these, and a release must not undo it: a pause stops mails at once.
  lifecycle {
    ignore_changes = [schedule, time_zone, paused]
  }
}
