# How workflows at GitHub sign in without a key, and what each may do. A job is known by its repository's number and by its
# environment, which GitHub guards: reviewers, and the branches and tags it runs for.

locals {
  bucket = trimprefix(var.objects, "gs://")

  # Account -> the environment whose jobs may be it.
  accounts = {
    planner  = { place = "plan", description = "Compares a pull request with what is deployed; it reads no listener's data and changes nothing." }
    deployer = { place = "prod", description = "Applies a release. As it gives roles it may do anything in this project." }
    trainer  = { place = "prod", description = "Trains from what is staged and publishes models." }
    ticker   = { place = "prod", description = "Publishes the hourly tick." }
  }

  # Whatever a plan compares, without what is in it: neither documents, nor objects of listeners, nor log lines.
  planner_roles = toset([
    "roles/artifactregistry.reader",
    "roles/cloudfunctions.viewer",
    "roles/cloudscheduler.viewer",
    "roles/compute.viewer",
    "roles/iam.securityReviewer",
    "roles/monitoring.viewer",
    "roles/pubsub.viewer",
    "roles/run.viewer",
    "roles/secretmanager.viewer",
    "roles/serviceusage.serviceUsageConsumer",
  ])

  deployer_roles = toset([
    "roles/artifactregistry.admin",
    "roles/cloudfunctions.admin",
    "roles/cloudscheduler.admin",
    "roles/compute.loadBalancerAdmin",
    "roles/compute.securityAdmin",
    "roles/datastore.owner",
    "roles/iam.roleAdmin",
    "roles/iam.serviceAccountAdmin",
    "roles/iam.serviceAccountUser",
    "roles/iam.workloadIdentityPoolAdmin",
    "roles/logging.configWriter",
    "roles/monitoring.editor",
    "roles/pubsub.admin",
    "roles/resourcemanager.projectIamAdmin",
    "roles/run.admin",
    "roles/secretmanager.admin",
    "roles/serviceusage.serviceUsageAdmin",
    "roles/storage.admin",
  ])

  trainer_folders = {
    "training/" = "roles/storage.objectViewer"
    "staging/"  = "roles/storage.objectUser"
    "models/"   = "roles/storage.objectUser"
  }
}

resource "google_project_service" "main" {
  for_each = toset(["iam.googleapis.com", "iamcredentials.googleapis.com", "sts.googleapis.com"])

  project            = var.project
  service            = each.value
  disable_on_destroy = false
}

resource "google_iam_workload_identity_pool" "main" {
  project                   = var.project
  workload_identity_pool_id = "segue-github"
  display_name              = "Workflows of Segue"

  depends_on = [google_project_service.main]
}

resource "google_iam_workload_identity_pool_provider" "main" {
  #checkov:skip=CKV_GCP_125:The repository is held by its number, which nobody can take over; a subject has its name.
  project                            = var.project
  workload_identity_pool_id          = google_iam_workload_identity_pool.main.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  display_name                       = "GitHub"
  attribute_condition                = "assertion.repository_id == '${var.repository_id}'"

  # A job without an environment has no such claim, and is refused.
  attribute_mapping = {
    "google.subject"        = "assertion.sub"
    "attribute.environment" = "assertion.environment"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "main" {
  for_each = local.accounts

  project      = var.project
  account_id   = "segue-${each.key}"
  display_name = "Workflows: ${each.key}"
  description  = each.value.description

  depends_on = [google_project_service.main]
}

resource "google_service_account_iam_member" "main" {
  for_each = local.accounts

  service_account_id = google_service_account.main[each.key].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.main.name}/attribute.environment/${each.value.place}"
}

# What no role of Google's has without the data: a database's settings, metrics of logs, buckets.
resource "google_project_iam_custom_role" "planner" {
  project     = var.project
  role_id     = "segue_planner"
  title       = "What a plan compares, without listeners' data"
  description = "Settings of databases, buckets and metrics."

  permissions = [
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.databases.getMetadata",
    "datastore.databases.list",
    "datastore.indexes.get",
    "datastore.indexes.list",
    "datastore.operations.get",
    "iam.workloadIdentityPoolProviders.get",
    "iam.workloadIdentityPools.get",
    "logging.exclusions.get",
    "logging.exclusions.list",
    "logging.logMetrics.get",
    "logging.logMetrics.list",
    "resourcemanager.projects.get",
    "storage.buckets.get",
    "storage.buckets.getIamPolicy",
  ]

  depends_on = [google_project_service.main]
}

resource "google_project_iam_member" "planner" {
  for_each = merge({ for role in local.planner_roles : role => role }, { own = google_project_iam_custom_role.planner.id })

  project = var.project
  role    = each.value
  member  = google_service_account.main["planner"].member
}

# The state, and what was uploaded: bundles and the site, which hold no secret.
resource "google_project_iam_member" "planner_reads" {
  for_each = toset([var.state, "${var.project}-bundles", "${var.project}-site"])

  project = var.project
  role    = "roles/storage.objectViewer"
  member  = google_service_account.main["planner"].member

  condition {
    title      = "reads ${each.value}"
    expression = "resource.name.startsWith(\"projects/_/buckets/${each.value}/\") || resource.name == \"projects/_/buckets/${each.value}\""
  }
}

resource "google_project_iam_member" "deployer" {
  #checkov:skip=CKV_GCP_41:Functions are deployed as accounts that are made with them.
  #checkov:skip=CKV_GCP_49:Functions are deployed as accounts that are made with them.
  for_each = local.deployer_roles

  project = var.project
  role    = each.value
  member  = google_service_account.main["deployer"].member
}

resource "google_billing_account_iam_member" "main" {
  for_each = var.billing_account == null ? {} : {
    planner  = "roles/billing.viewer"
    deployer = "roles/billing.costsManager"
  }

  billing_account_id = var.billing_account
  role               = each.value
  member             = google_service_account.main[each.key].member
}

resource "google_storage_bucket_iam_member" "trainer" {
  for_each = local.trainer_folders

  bucket = local.bucket
  role   = each.value
  member = google_service_account.main["trainer"].member

  condition {
    title      = "training in ${each.key}"
    expression = "resource.name.startsWith(\"projects/_/buckets/${local.bucket}/objects/${each.key}\") || api.getAttribute(\"storage.googleapis.com/objectListPrefix\", \"\").startsWith(\"${each.key}\")"
  }
}

resource "google_secret_manager_secret_iam_member" "trainer" {
  project   = var.project
  secret_id = "segue-holdout-key"
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.main["trainer"].member
}

resource "google_pubsub_topic_iam_member" "ticker" {
  project = var.project
  topic   = "ticks"
  role    = "roles/pubsub.publisher"
  member  = google_service_account.main["ticker"].member
}
