# What the rest builds on some minutes after it was made: permissions reach every machine within seven minutes
# (cloud.google.com/iam/docs/access-change-propagation), a metric can be alerted on within ten, indexes take minutes. The
# first deployment makes this with `-target`, lets the secrets be typed in, and goes on (terraform/README.md). Later ones
# are ordered by depends_on alone.
resource "terraform_data" "ahead" {
  depends_on = [
    google_artifact_registry_repository_iam_member.build,
    google_firestore_field.expires_at,
    google_firestore_field.unindexed,
    google_firestore_index.main,
    google_logging_metric.count,
    google_logging_metric.measure,
    google_project_iam_member.build_logs,
    google_project_iam_member.build_sources,
    google_secret_manager_secret.main,
    google_storage_bucket_iam_member.build,
  ]
}
