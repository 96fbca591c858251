# Secrets and their readers. Their values are added by hand and never pass through Terraform.

locals {
  secrets = {
    SEGUE_SECRET              = "signs links and listeners' tokens"
    SEGUE_ADMINS              = "mail addresses of admins"
    SEGUE_MAIL                = "the SMTP server with its user and password, if there is one: smtps://USER:PASSWORD@HOST:465"
    SEGUE_SENDGRID_KEY        = "SendGrid's key to send by"
    SEGUE_SENDGRID_EVENTS_KEY = "the key that SendGrid's webhook signs with"
    SEGUE_HOLDOUT_KEY         = "chooses the playlists that judge a model"
    SEGUE_SPOTIFY_SECRET      = "the secret of the app at Spotify, if there is one"
  }
}

resource "google_secret_manager_secret" "main" {
  for_each = local.secrets

  project             = var.project
  secret_id           = lower(replace(each.key, "_", "-"))
  deletion_protection = var.protected
  labels              = local.labels

  # Seven days to restore a destroyed version.
  version_destroy_ttl = "604800s"

  annotations = {
    holds = each.value
  }

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.main]
}
