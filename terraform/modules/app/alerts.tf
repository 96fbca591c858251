# Alerts and their recipients. Each alert says what to do first, and docs/operations.md says the rest.

locals {
  run = "resource.type=\"cloud_run_revision\""

  # Alerts that compare one metric with a threshold.
  thresholds = {
    errors = {
      title       = "More than 2 % of requests fail"
      advice      = "Look at the function's lines of severity ERROR, then at what was deployed or published last; a bad model is rolled back with `segue models rollback`."
      filter      = "${local.run} AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class=\"5xx\""
      denominator = "${local.run} AND metric.type=\"run.googleapis.com/request_count\""
      aligner     = "ALIGN_RATE"
      reducer     = "REDUCE_SUM"
      group       = "resource.label.service_name"
      above       = 0.02
      duration    = "300s"
    }
    latency = {
      title       = "The slowest hundredth of requests takes over 3 seconds"
      advice      = "Look whether instances start (cold starts on the dashboard) or wait (instances at their most): raise `kept_warm` or `max_instances`."
      filter      = "${local.run} AND metric.type=\"run.googleapis.com/request_latencies\" AND resource.labels.service_name=one_of(${join(",", [for name in keys(local.public_functions) : "\"${replace(name, "_", "-")}\""])})"
      denominator = ""
      aligner     = "ALIGN_PERCENTILE_99"
      reducer     = "REDUCE_MAX"
      group       = "resource.label.service_name"
      above       = 3000
      duration    = "900s"
    }
    dead_letters = {
      title       = "A message could not be delivered"
      advice      = "Find the cause in the function's log and mend it. `segue replay --list` shows what waits, `segue replay` publishes it again; it waits for 31 days."
      filter      = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" AND resource.labels.subscription_id=one_of(${join(",", [for name in local.dead_subscriptions : "\"${name}\""])})"
      denominator = ""
      aligner     = "ALIGN_MAX"
      reducer     = "REDUCE_SUM"
      group       = "resource.label.subscription_id"
      above       = 0
      duration    = "0s"
    }
    waiting = {
      title       = "A message has waited for an hour"
      advice      = "Look at the function's lines of severity ERROR, and whether it is deployed and may be pushed to; it is tried for some 15 hours."
      filter      = "resource.type=\"pubsub_subscription\" AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND resource.labels.subscription_id=one_of(${join(",", [for name in local.dead_subscriptions : "\"${trimsuffix(name, "-dead")}\""])})"
      denominator = ""
      aligner     = "ALIGN_MAX"
      reducer     = "REDUCE_MAX"
      group       = "resource.label.subscription_id"
      above       = 3600
      duration    = "300s"
    }
    rejected = {
      title       = "A message was rejected"
      advice      = "`segue replay --list` shows it, and why."
      filter      = "${local.run} AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.count["rejected"].name}\""
      denominator = ""
      aligner     = "ALIGN_SUM"
      reducer     = "REDUCE_SUM"
      group       = "metric.label.function"
      above       = 0
      duration    = "0s"
    }
    retraining = {
      title       = "The weekly training failed, or its model was refused"
      advice      = "The job's log ends with the reason; a refused model is not published, and the old one stays. It is not tried again before next week: start it by hand with `gcloud run jobs execute ${local.name}-retrain`."
      filter      = "resource.type=\"cloud_run_job\" AND metric.type=\"run.googleapis.com/job/completed_execution_count\" AND metric.labels.result=\"failed\""
      denominator = ""
      aligner     = "ALIGN_SUM"
      reducer     = "REDUCE_SUM"
      group       = "resource.label.job_name"
      above       = 0
      duration    = "0s"
    }
    mail_failures = {
      title       = "Mails fail"
      advice      = "Look at the lines of severity ERROR of account and weekly_email; then at SendGrid's own status and at the key."
      filter      = "${local.run} AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.count["mail_failures"].name}\""
      denominator = ""
      aligner     = "ALIGN_SUM"
      reducer     = "REDUCE_SUM"
      group       = "metric.label.function"
      above       = 0
      duration    = "0s"
    }
  }

  dead_subscriptions = flatten([
    for name, function in local.functions :
    [for topic in try(function.topics, []) : "${topic}-to-${replace(name, "_", "-")}-dead"]
  ])
}

resource "google_monitoring_notification_channel" "main" {
  for_each = toset(var.alert_addresses)

  project      = var.project
  display_name = "Segue's operator"
  type         = "email"

  labels = {
    email_address = each.value
  }

  depends_on = [google_project_service.main]
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each = { for name, threshold in local.thresholds : name => threshold if var.watched }

  project               = var.project
  enabled               = var.alerts
  display_name          = "${local.name}: ${each.value.title}"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.main : channel.id]
  user_labels           = local.labels

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter             = each.value.filter
      denominator_filter = each.value.denominator == "" ? null : each.value.denominator
      comparison         = "COMPARISON_GT"
      threshold_value    = each.value.above
      duration           = each.value.duration

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
        group_by_fields      = [each.value.group]
      }

      dynamic "denominator_aggregations" {
        for_each = each.value.denominator == "" ? [] : ["same as above"]

        content {
          alignment_period     = "300s"
          per_series_aligner   = each.value.aligner
          cross_series_reducer = each.value.reducer
          group_by_fields      = [each.value.group]
        }
      }
    }
  }

  documentation {
    content   = each.value.advice
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "no_tick" {
  count = var.watched ? 1 : 0

  project               = var.project
  enabled               = var.alerts
  display_name          = "${local.name}: No tick for 3 hours"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.main : channel.id]
  user_labels           = local.labels

  conditions {
    display_name = "No message to the topic ticks"

    condition_absent {
      filter   = "resource.type=\"pubsub_topic\" AND metric.type=\"pubsub.googleapis.com/topic/send_message_operation_count\" AND resource.labels.topic_id=\"ticks\""
      duration = "10800s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_SUM"
      }
    }
  }

  documentation {
    content   = "Without ticks no weekly mail is planned, and a search or rating whose message was lost is not counted. Look whether the Scheduler job `${google_cloud_scheduler_job.tick.name}` is paused or fails; a tick that was missed is made up for by the next one."
    mime_type = "text/markdown"
  }
}

# Uptime checks from three continents: the host's name, its certificate, the balancer, the function, its model.
resource "google_monitoring_uptime_check_config" "main" {
  for_each = { for name, function in local.public_functions : name => function if var.watched }

  project          = var.project
  display_name     = "${local.name}: ${each.key}"
  timeout          = "30s"
  period           = "900s"
  selected_regions = ["EUROPE", "USA_OREGON", "ASIA_PACIFIC"]
  user_labels      = local.labels

  http_check {
    path         = "/api/${each.key}/health"
    port         = 443
    use_ssl      = true
    validate_ssl = true

    accepted_response_status_codes {
      status_value = 200
    }
  }

  monitored_resource {
    type = "uptime_url"

    labels = {
      project_id = var.project
      host       = local.host
    }
  }

  depends_on = [google_project_service.main]
}

resource "google_monitoring_alert_policy" "down" {
  count = var.watched ? 1 : 0

  project               = var.project
  enabled               = var.alerts
  display_name          = "${local.name}: It cannot be reached"
  combiner              = "OR"
  notification_channels = [for channel in google_monitoring_notification_channel.main : channel.id]
  user_labels           = local.labels

  conditions {
    display_name = "Two of three places reach a function no more"

    condition_threshold {
      filter          = "resource.type=\"uptime_url\" AND metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND resource.labels.host=\"${local.host}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1
      duration        = "0s"

      aggregations {
        alignment_period     = "1200s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["metric.label.check_id"]
      }
    }
  }

  documentation {
    content   = "`segue doctor --url ${var.site_url}` says what is wrong as seen from outside: the name, the certificate, or a function that has no model."
    mime_type = "text/markdown"
  }

  depends_on = [google_monitoring_uptime_check_config.main]
}

resource "google_billing_budget" "main" {
  billing_account = var.billing_account
  display_name    = local.name

  budget_filter {
    projects = ["projects/${data.google_project.main.number}"]
  }

  amount {
    specified_amount {
      currency_code = var.budget.currency
      units         = tostring(var.budget.amount)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]

    content {
      threshold_percent = threshold_rules.value
    }
  }

  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = [for channel in google_monitoring_notification_channel.main : channel.id]
  }
}
