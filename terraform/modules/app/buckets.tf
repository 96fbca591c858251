# Three buckets: objects (models and messages), the functions' bundles, and the site, if it is served from one.

# None is destroyed while it holds anything, except to tear everything down.
resource "google_storage_bucket" "objects" {
  project                     = var.project
  name                        = "${var.project}-objects"
  location                    = var.region
  labels                      = local.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.protected

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = var.protected ? 604800 : 0
  }

  # A deleted or overwritten object can be restored for 30 days.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      days_since_noncurrent_time = 30
      with_state                 = "ARCHIVED"
    }
  }

  # Rejected messages hold listeners' data; there is a quarter of a year to replay them.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age            = 90
      matches_prefix = ["rejected/"]
    }
  }

  # Tombstones of deleted listeners, by a hash: a restore of an older backup leaves them out. Backups live four weeks.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age            = 35
      matches_prefix = ["departures/"]
    }
  }

  # What listeners shared for training is kept as long as its record; `segue staged compact` lets whole days expire, too.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age            = 400
      matches_prefix = ["staging/"]
    }
  }

  # Pictures of shared lists are drawn anew when they are missing; a deleted one is not restorable.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      age            = 30
      matches_prefix = ["pictures/"]
    }
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      days_since_noncurrent_time = 1
      with_state                 = "ARCHIVED"
      matches_prefix             = ["pictures/"]
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }

    condition {
      age = 1
    }
  }

  depends_on = [google_project_service.main]
}

resource "google_storage_bucket" "bundles" {
  project                     = var.project
  name                        = "${var.project}-bundles"
  location                    = var.region
  labels                      = local.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.protected

  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      days_since_noncurrent_time = 30
      with_state                 = "ARCHIVED"
    }
  }

  depends_on = [google_project_service.main]
}

# The one public bucket: it holds the site and nothing else.
resource "google_storage_bucket" "site" {
  #checkov:skip=CKV_GCP_114:The site is for everybody.
  count = local.balancers

  project                     = var.project
  name                        = "${var.project}-site"
  location                    = var.region
  labels                      = local.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "inherited"
  force_destroy               = !var.protected

  versioning {
    enabled = true
  }

  website {
    main_page_suffix = "index.html"
    not_found_page   = "404.html"
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      days_since_noncurrent_time = 30
      with_state                 = "ARCHIVED"
    }
  }

  depends_on = [google_project_service.main]
}

# Reading objects without listing the bucket, which objectViewer would allow, too.
resource "google_storage_bucket_iam_member" "site" {
  #checkov:skip=CKV_GCP_28:The site is for everybody.
  count = local.balancers

  bucket = google_storage_bucket.site[0].name
  role   = "roles/storage.legacyObjectReader"
  member = "allUsers"
}

locals {
  cached = {
    assets = "public, max-age=31536000, immutable"
    pages  = "public, max-age=300"
  }

  content_types = {
    css         = "text/css; charset=utf-8"
    html        = "text/html; charset=utf-8"
    ico         = "image/x-icon"
    js          = "text/javascript; charset=utf-8"
    json        = "application/json"
    mjs         = "text/javascript; charset=utf-8"
    png         = "image/png"
    svg         = "image/svg+xml"
    txt         = "text/plain; charset=utf-8"
    webmanifest = "application/manifest+json"
    woff2       = "font/woff2"
    yaml        = "application/yaml"
  }
}

# What `make site` names by its content may be kept for good. It stays when a deployment no longer has it: pages that
# were opened before load such files later.
resource "google_storage_bucket_object" "site" {
  for_each = var.balanced ? fileset(var.site, "**") : toset([])

  bucket          = google_storage_bucket.site[0].name
  name            = each.value
  source          = "${var.site}/${each.value}"
  source_md5hash  = filemd5("${var.site}/${each.value}")
  content_type    = lookup(local.content_types, reverse(split(".", each.value))[0], "application/octet-stream")
  cache_control   = startswith(each.value, "assets/") ? local.cached.assets : local.cached.pages
  deletion_policy = startswith(each.value, "assets/") ? "ABANDON" : null
}
