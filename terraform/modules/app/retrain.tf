# Once a week a model is trained on the operator's playlists and those that listeners agreed to share, and is
# published if it passes the quality gate.

resource "google_service_account" "retrain" {
  count = var.retrain == null ? 0 : 1

  project      = var.project
  account_id   = "segue-retrain"
  display_name = "Retraining"
  description  = "What the weekly training runs as."

  depends_on = [google_project_service.main]
}

resource "google_storage_bucket_iam_member" "retrain" {
  for_each = var.retrain == null ? {} : {
    "training/" = "roles/storage.objectViewer"
    "staging/"  = "roles/storage.objectUser" # it compacts what it then reads
    "models/"   = "roles/storage.objectUser"
  }

  bucket = google_storage_bucket.objects.name
  role   = each.value
  member = google_service_account.retrain[0].member

  condition {
    title      = "training in ${each.key}"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.objects.name}/objects/${each.key}\") || api.getAttribute(\"storage.googleapis.com/objectListPrefix\", \"\").startsWith(\"${each.key}\")"
  }
}

# The key by which held-out playlists are chosen, and no secret that signs anything.
resource "google_secret_manager_secret_iam_member" "retrain" {
  count = var.retrain == null ? 0 : 1

  project   = var.project
  secret_id = google_secret_manager_secret.main["SEGUE_HOLDOUT_KEY"].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.retrain[0].member
}

resource "google_cloud_run_v2_job" "retrain" {
  count = var.retrain == null ? 0 : 1

  project             = var.project
  location            = var.region
  name                = "${local.name}-retrain"
  labels              = local.labels
  deletion_protection = false # nothing is kept in it

  template {
    template {
      service_account = google_service_account.retrain[0].email
      timeout         = "21600s"
      max_retries     = 0 # a refused model would be trained, and refused, once more

      containers {
        image   = var.retrain.image
        command = ["sh", "-ec"]
        # The values after the script are its arguments, the first one its name.
        args = concat(
          ["segue staged compact && segue train --staged --out /tmp/model \"$@\" && segue models publish /tmp/model", "retrain"],
          var.retrain.arguments,
        )

        dynamic "env" {
          for_each = { for name in ["SEGUE_OBJECTS"] : name => local.settings[name] }

          content {
            name  = env.key
            value = env.value
          }
        }

        env {
          name = "SEGUE_HOLDOUT_KEY"

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.main["SEGUE_HOLDOUT_KEY"].secret_id
              version = "latest"
            }
          }
        }

        resources {
          limits = {
            cpu    = var.retrain.cpu
            memory = var.retrain.memory
          }
        }

        volume_mounts {
          name       = "objects"
          mount_path = "/objects"
        }
      }

      volumes {
        name = "objects"

        gcs {
          bucket        = google_storage_bucket.objects.name
          read_only     = true
          mount_options = ["only-dir=training", "implicit-dirs"]
        }
      }
    }
  }

  # It reads the secret when it starts.
  depends_on = [google_project_service.main, google_secret_manager_secret_iam_member.retrain]
}

resource "google_service_account" "start_retrain" {
  count = var.retrain == null ? 0 : 1

  project      = var.project
  account_id   = "segue-start-retrain"
  display_name = "Start of retraining"
  description  = "What Scheduler starts the weekly training as; it may do nothing else."

  depends_on = [google_project_service.main]
}

resource "google_cloud_run_v2_job_iam_member" "start_retrain" {
  count = var.retrain == null ? 0 : 1

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_job.retrain[0].name
  role     = "roles/run.invoker"
  member   = google_service_account.start_retrain[0].member
}

resource "google_cloud_scheduler_job" "retrain" {
  count = var.retrain == null ? 0 : 1

  project     = var.project
  region      = var.region
  name        = "${local.name}-retrain"
  description = "Train and publish a model."
  schedule    = var.retrain.schedule
  time_zone   = var.retrain.time_zone

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/projects/${var.project}/locations/${var.region}/jobs/${google_cloud_run_v2_job.retrain[0].name}:run"

    # One of Google's own APIs takes an access token, not an identity token.
    oauth_token {
      service_account_email = google_service_account.start_retrain[0].email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  retry_config {
    retry_count          = 3
    min_backoff_duration = "60s"
    max_backoff_duration = "600s"
  }

  lifecycle {
    ignore_changes = [paused]
  }
}
