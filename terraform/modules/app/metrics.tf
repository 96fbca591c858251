# Metrics read from the functions' log lines, which are one JSON object each: shared/logs.py, shared/web/http.py.

locals {
  # Counters: log lines, and the label that distinguishes them, if there is one.
  counts = {
    searches = {
      filter = "jsonPayload.function=\"recommend\" AND jsonPayload.status=200 AND jsonPayload.matched>=0"
      label  = ""
    }
    requests = {
      filter = "jsonPayload.status>=100"
      label  = "status"
    }
    cold_starts = {
      filter = "jsonPayload.cold_start=true"
      label  = ""
    }
    problems = {
      filter = "jsonPayload.problem!=\"\""
      label  = "problem"
    }
    opinions = {
      filter = "jsonPayload.function=\"feedback\" AND jsonPayload.opinion=~\".+\" AND jsonPayload.opinion!=\"none\""
      label  = "opinion"
    }
    rejected = {
      filter = "severity=\"ERROR\" AND jsonPayload.kept=~\"^rejected/\""
      label  = ""
    }
    mail_failures = {
      filter = "jsonPayload.function=(\"weekly_email\" OR \"account\") AND severity>=ERROR"
      label  = ""
    }
  }

  # Distributions: a number in a log line.
  measures = {
    latency = {
      filter = "jsonPayload.status>=100 AND jsonPayload.duration_ms>=0"
      field  = "duration_ms"
      unit   = "ms"
    }
    matched = {
      filter = "jsonPayload.function=\"recommend\" AND jsonPayload.matched>=0"
      field  = "matched"
      unit   = "1"
    }
    unmatched = {
      filter = "jsonPayload.function=\"recommend\" AND jsonPayload.unmatched>=0"
      field  = "unmatched"
      unit   = "1"
    }
    mails = {
      filter = "jsonPayload.function=\"weekly_email\" AND jsonPayload.outcomes.sent>=0"
      field  = "outcomes.sent"
      unit   = "1"
    }
  }
}

resource "google_logging_metric" "count" {
  for_each = local.counts

  project     = var.project
  name        = "segue/${each.key}"
  description = "Log lines that say so, by function."
  filter      = "resource.type=\"cloud_run_revision\" AND ${each.value.filter}"

  label_extractors = merge(
    { function = "EXTRACT(jsonPayload.function)" },
    each.value.label == "" ? {} : { (each.value.label) = "EXTRACT(jsonPayload.${each.value.label})" },
  )

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"

    dynamic "labels" {
      for_each = compact(["function", each.value.label])

      content {
        key = labels.value
      }
    }
  }

  depends_on = [google_project_service.main]
}

resource "google_logging_metric" "measure" {
  for_each = local.measures

  project          = var.project
  name             = "segue/${each.key}"
  description      = "The field ${each.value.field} of log lines, by function."
  filter           = "resource.type=\"cloud_run_revision\" AND ${each.value.filter}"
  value_extractor  = "EXTRACT(jsonPayload.${each.value.field})"
  label_extractors = { function = "EXTRACT(jsonPayload.function)" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = each.value.unit

    labels {
      key = "function"
    }
  }

  bucket_options {
    exponential_buckets {
      num_finite_buckets = 64
      growth_factor      = 1.25
      scale              = 0.01
    }
  }

  depends_on = [google_project_service.main]
}
