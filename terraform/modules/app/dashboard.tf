# One page: requests, latency, matches, ratings, mails, waiting messages.

locals {
  user = "logging.googleapis.com/user/segue"

  # Title -> chart: metric and further conditions, aligner, and the label that distinguishes its lines.
  charts = [
    { title = "Searches", filter = "metric.type=\"${local.user}/searches\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = [] },
    { title = "Answers by status", filter = "metric.type=\"${local.user}/requests\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = ["metric.label.status"] },
    { title = "Duration, p50 (ms)", filter = "metric.type=\"${local.user}/latency\" ${local.run}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_50", group = ["metric.label.function"] },
    { title = "Duration, p99 (ms)", filter = "metric.type=\"${local.user}/latency\" ${local.run}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_99", group = ["metric.label.function"] },
    { title = "Cold starts", filter = "metric.type=\"${local.user}/cold_starts\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = ["metric.label.function"] },
    { title = "Starts of instances, p95 (ms)", filter = "metric.type=\"run.googleapis.com/container/startup_latencies\" ${local.run}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_95", group = ["resource.label.service_name"] },
    { title = "Instances", filter = "metric.type=\"run.googleapis.com/container/instance_count\" ${local.run}", aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", group = ["resource.label.service_name"] },
    { title = "Opinions", filter = "metric.type=\"${local.user}/opinions\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = ["metric.label.opinion"] },
    { title = "Mails of a batch", filter = "metric.type=\"${local.user}/mails\" ${local.run}", aligner = "ALIGN_DELTA", reducer = "REDUCE_MEAN", group = [] },
    { title = "Failures of mails", filter = "metric.type=\"${local.user}/mail_failures\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = ["metric.label.function"] },
    { title = "Problems", filter = "metric.type=\"${local.user}/problems\" ${local.run}", aligner = "ALIGN_RATE", reducer = "REDUCE_SUM", group = ["metric.label.problem"] },
    { title = "Messages that wait", filter = "metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" resource.type=\"pubsub_subscription\"", aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", group = ["resource.label.subscription_id"] },
  ]

  # A like rate is a ratio of two metrics.
  like_rate = {
    title = "Like-rate: loved or liked, of all opinions"
    numerator = {
      filter      = "metric.type=\"${local.user}/opinions\" ${local.run} metric.label.opinion=one_of(\"love\",\"like\")"
      aggregation = { alignmentPeriod = "3600s", perSeriesAligner = "ALIGN_SUM", crossSeriesReducer = "REDUCE_SUM", groupByFields = [] }
    }
    denominator = {
      filter      = "metric.type=\"${local.user}/opinions\" ${local.run}"
      aggregation = { alignmentPeriod = "3600s", perSeriesAligner = "ALIGN_SUM", crossSeriesReducer = "REDUCE_SUM", groupByFields = [] }
    }
  }

  # Sums of distributions, which a ratio of time series cannot take.
  sum_of        = { for name in ["matched", "unmatched"] : name => "sum(increase(logging_googleapis_com:user_segue_${name}_sum{monitored_resource=\"cloud_run_revision\"}[1h]))" }
  matched_share = "${local.sum_of.matched} / (${local.sum_of.matched} + ${local.sum_of.unmatched})"

  queries = concat(
    [for chart in local.charts : {
      title = chart.title
      query = {
        timeSeriesFilter = {
          filter      = chart.filter
          aggregation = { alignmentPeriod = "300s", perSeriesAligner = chart.aligner, crossSeriesReducer = chart.reducer, groupByFields = chart.group }
        }
      }
    }],
    [{
      title = local.like_rate.title
      query = { timeSeriesFilterRatio = { numerator = local.like_rate.numerator, denominator = local.like_rate.denominator } }
      }, {
      title = "Matched share of what was given"
      query = { prometheusQuery = local.matched_share }
    }],
  )
}

resource "google_monitoring_dashboard" "main" {
  project = var.project

  dashboard_json = jsonencode({
    displayName = local.name
    mosaicLayout = {
      columns = 48
      tiles = [for place, each in local.queries : {
        xPos   = (place % 2) * 24
        yPos   = floor(place / 2) * 12
        width  = 24
        height = 12
        widget = { title = each.title, xyChart = { dataSets = [{ plotType = "LINE", timeSeriesQuery = each.query }] } }
      }]
    }
  })

  depends_on = [google_logging_metric.count, google_logging_metric.measure]
}
