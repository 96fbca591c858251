# Every function of data/functions.yaml, and the permissions of each.

locals {
  settings = {
    SEGUE_RECORDS  = "firestore://${var.project}/${var.database}"
    SEGUE_OBJECTS  = "gs://${google_storage_bucket.objects.name}"
    SEGUE_EVENTS   = "pubsub://${var.project}"
    SEGUE_SITE_URL = var.site_url
    # The load balancer writes the last two entries of X-Forwarded-For.
    SEGUE_FORWARDED_HOPS = tostring(var.forwarded_hops)
    # One request's matrix products are too small to parallelise.
    OPENBLAS_NUM_THREADS = "1"
    # Else the library looks up the bucket itself, for which a function has no permission.
    DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA = "true"
    # Without it log lines lack the id of their trace; the platform does not set it.
    GOOGLE_CLOUD_PROJECT = var.project
    # The platform sets it to true if it is unset, and every plan would then differ. Log lines carry a trace.
    LOG_EXECUTION_ID = "false"
  }

  mail_settings = merge(
    { SEGUE_MAIL_FROM = var.mail.from, SEGUE_POSTAL_ADDRESS = var.mail.postal_address },
    var.mail.url == "smtp" ? {} : { SEGUE_MAIL = var.mail.url },
    var.mail.reply_to == "" ? {} : { SEGUE_MAIL_REPLY_TO = var.mail.reply_to },
    var.mail.bounces == "" ? {} : { SEGUE_MAIL_BOUNCES = var.mail.bounces },
  )

  feature_settings = var.features == "" ? {} : { SEGUE_FEATURES = var.features }

  history_settings = { SEGUE_LISTENBRAINZ = var.listenbrainz }

  names_settings = var.spotify_id == "" ? {} : { SEGUE_SPOTIFY_ID = var.spotify_id }

  # A function does not start while a secret that it names has no version.
  names_secrets = var.spotify_id == "" ? [] : ["SEGUE_SPOTIFY_SECRET"]

  links_settings = { SEGUE_SHORT_LINKS = var.short_links ? "on" : "off" }

  mail_secrets = var.mail.url == "smtp" ? ["SEGUE_MAIL"] : ["SEGUE_SENDGRID_KEY", "SEGUE_SENDGRID_EVENTS_KEY"]
}

module "function" {
  source   = "../function"
  for_each = local.functions

  project               = var.project
  project_number        = data.google_project.main.number
  region                = var.region
  labels                = local.labels
  name                  = each.key
  description           = each.value.description
  bundle                = "${var.bundles}/${each.key}.zip"
  bundle_bucket         = google_storage_bucket.bundles.name
  build_service_account = google_service_account.build.name
  public                = try(each.value.public, false)
  balanced              = var.balanced
  memory                = try(each.value.memory, "512Mi")
  cpu                   = try(each.value.cpu, 1)
  concurrency           = try(each.value.concurrency, 20)
  timeout_seconds       = try(each.value.timeout_seconds, 60)
  max_instances         = min(try(each.value.max_instances, 10), var.most_instances)
  min_instances         = contains(var.kept_warm, each.key) ? 1 : 0

  environment = merge(
    local.settings,
    try(each.value.mails, false) ? local.mail_settings : {},
    try(each.value.looks_up, false) ? local.feature_settings : {},
    try(each.value.reads_histories, false) ? local.history_settings : {},
    try(each.value.looks_up_names, false) ? local.names_settings : {},
    try(each.value.follows_links, false) ? local.links_settings : {},
  )

  secrets = {
    for variable in concat(
      try(each.value.secrets, []),
      try(each.value.mails, false) ? local.mail_secrets : [],
      try(each.value.looks_up_names, false) ? local.names_secrets : [],
    ) :
    variable => google_secret_manager_secret.main[variable].secret_id
  }

  topics = {
    for topic in try(each.value.topics, []) :
    topic => { id = google_pubsub_topic.main[topic].id, ordered = local.topics[topic].ordered }
  }

  # A build needs its roles, and new code the indexes of its pages.
  depends_on = [terraform_data.ahead]
}

# Firestore has no policy of its own; the condition limits the role to one database.
resource "google_project_iam_member" "records" {
  for_each = { for name, function in local.functions : name => function if try(function.records, false) }

  project = var.project
  role    = "roles/datastore.user"
  member  = module.function[each.key].member

  condition {
    title      = "records of Segue"
    expression = "resource.name == \"${google_firestore_database.main.id}\""
  }
}

resource "google_storage_bucket_iam_member" "reads" {
  for_each = merge([
    for name, function in local.functions :
    { for folder in try(function.reads, []) : "${name}-${folder}" => { function = name, folder = folder } }
  ]...)

  bucket = google_storage_bucket.objects.name
  role   = "roles/storage.objectViewer"
  member = module.function[each.value.function].member

  condition {
    title      = "reads ${each.value.folder}"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.objects.name}/objects/${each.value.folder}\") || api.getAttribute(\"storage.googleapis.com/objectListPrefix\", \"\").startsWith(\"${each.value.folder}\")"
  }
}

resource "google_storage_bucket_iam_member" "writes" {
  for_each = merge([
    for name, function in local.functions :
    { for folder in try(function.writes, []) : "${name}-${folder}" => { function = name, folder = folder } }
  ]...)

  bucket = google_storage_bucket.objects.name
  role   = "roles/storage.objectUser"
  member = module.function[each.value.function].member

  condition {
    title      = "writes ${each.value.folder}"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.objects.name}/objects/${each.value.folder}\")"
  }
}

# Cloud Run logs each request with the caller's IP address and the request's address, which may hold a token that is
# valid for years. These lines are excluded; each function's own log line is enough.
resource "google_logging_project_exclusion" "requests" {
  project     = var.project
  name        = "${local.name}-requests"
  description = "Lines of requests that hold addresses and tokens."
  filter      = "resource.type=\"cloud_run_revision\" AND log_id(\"run.googleapis.com/requests\")"

  depends_on = [google_project_service.main]
}
