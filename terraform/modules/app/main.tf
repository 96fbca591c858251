# The basis: enabled services, and the build's service account. The rest is by theme in the other files.

locals {
  name   = "segue-${var.environment}"
  labels = { app = "segue", environment = var.environment }
  host   = trimprefix(var.site_url, "https://")

  functions   = yamldecode(file("${path.module}/data/functions.yaml"))
  topics      = yamldecode(file("${path.module}/data/topics.yaml"))
  headers     = yamldecode(file("${path.module}/data/headers.yaml"))
  collections = toset(yamldecode(file("${path.module}/data/records.yaml")).collections)
  indexes     = yamldecode(file("${path.module}/data/records.yaml")).indexes

  of_balancer = [
    "compute.googleapis.com",
  ]

  of_hosting = [
    "firebase.googleapis.com",
    "firebasehosting.googleapis.com",
  ]

  services = toset(concat(var.balanced ? local.of_balancer : local.of_hosting, [
    "artifactregistry.googleapis.com",
    "billingbudgets.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudscheduler.googleapis.com",
    "firestore.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "storage.googleapis.com",
  ]))
}

data "google_project" "main" {
  project_id = var.project
}

resource "google_project_service" "main" {
  for_each = local.services

  project            = var.project
  service            = each.value
  disable_on_destroy = false
}

resource "google_service_account" "build" {
  project      = var.project
  account_id   = "segue-build"
  display_name = "Build of functions"
  description  = "What Cloud Build builds functions as; a new organisation's default account may not."

  depends_on = [google_project_service.main]
}

# Logs have no resource to grant this on.
resource "google_project_iam_member" "build_logs" {
  project = var.project
  role    = "roles/logging.logWriter"
  member  = google_service_account.build.member
}

resource "google_artifact_registry_repository" "main" {
  project       = var.project
  location      = var.region
  repository_id = "gcf-artifacts"
  description   = "Images that functions are built to, and the one that trains."
  format        = "DOCKER"
  labels        = local.labels

  cleanup_policies {
    id     = "keep-the-last"
    action = "KEEP"

    most_recent_versions {
      keep_count = var.images_kept
    }
  }

  cleanup_policies {
    id     = "delete-older"
    action = "DELETE"

    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.main]
}

resource "google_artifact_registry_repository_iam_member" "build" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.main.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.build.member
}

# Cloud Functions copies each bundle to a bucket of its own, from which the build fetches it. That bucket is made with the
# first function, too late to be named by an id.
resource "google_project_iam_member" "build_sources" {
  project = var.project
  role    = "roles/storage.objectViewer"
  member  = google_service_account.build.member

  condition {
    title      = "sources of functions"
    expression = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-${data.google_project.main.number}-${var.region}\")"
  }
}

resource "google_storage_bucket_iam_member" "build" {
  bucket = google_storage_bucket.bundles.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.build.member
}
