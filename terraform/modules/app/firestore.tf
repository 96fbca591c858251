# Records: one database, read by functions only; Firestore deletes expired documents itself.

resource "google_firestore_database" "main" {
  project                           = var.project
  name                              = var.database
  location_id                       = var.region
  type                              = "FIRESTORE_NATIVE"
  concurrency_mode                  = "OPTIMISTIC"
  point_in_time_recovery_enablement = var.restorable ? "POINT_IN_TIME_RECOVERY_ENABLED" : "POINT_IN_TIME_RECOVERY_DISABLED"
  delete_protection_state           = var.protected ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"

  # By default the provider only forgets the database, leaves it with all its data, and reports it as destroyed.
  deletion_policy = "DELETE"

  depends_on = [google_project_service.main]
}

resource "google_firestore_backup_schedule" "main" {
  project   = var.project
  database  = google_firestore_database.main.name
  retention = "2419200s" # four weeks, what listeners are told

  weekly_recurrence {
    day = "SUNDAY"
  }
}

resource "google_firestore_backup_schedule" "daily" {
  count = var.restorable ? 1 : 0

  project   = var.project
  database  = google_firestore_database.main.name
  retention = "604800s"

  daily_recurrence {}
}

# An index on a monotonically rising time is a hot spot, and no page is ordered by it.
resource "google_firestore_field" "expires_at" {
  for_each = local.collections

  project    = var.project
  database   = google_firestore_database.main.name
  collection = each.value
  field      = "expires_at"

  ttl_config {}
  index_config {}
}

# No page queries these, and an index on the first would cost more than the record.
resource "google_firestore_field" "unindexed" {
  for_each = { for pair in setproduct(local.collections, ["json", "write"]) : join(".", pair) => pair }

  project    = var.project
  database   = google_firestore_database.main.name
  collection = each.value[0]
  field      = each.value[1]

  index_config {}
}

resource "google_firestore_index" "main" {
  # The first of a field keeps the plain name, so that an index that is in use is not made anew.
  for_each = merge([
    for name, indexes in { for index in local.indexes : "${index.collection}-${index.order_by}" => index... } :
    { for place, index in indexes : place == 0 ? name : "${name}-${place + 1}" => index }
  ]...)

  project     = var.project
  database    = google_firestore_database.main.name
  collection  = each.value.collection
  query_scope = "COLLECTION"

  dynamic "fields" {
    for_each = each.value.where

    content {
      field_path = "by.${fields.value}"
      order      = "ASCENDING"
    }
  }

  fields {
    field_path = each.value.order_by == "key" ? "key" : "by.${each.value.order_by}"
    order      = each.value.descending ? "DESCENDING" : "ASCENDING"
  }
}

# There are no rules: functions bypass them, and without any Firestore denies every other client. A project's first release
# of rules may exist already or not, so that making one fails now and then
# (github.com/hashicorp/terraform-provider-google/issues/20917).
