# Requests of one address, over all instances: what is too much is refused at the balancer, before a function runs.
# Each instance has finer limits of its own (shared/web/rate_limits.py), by account or network and by what a call costs.

locals {
  # Path -> requests that an address may make to it in a minute, written as in the matching language of Cloud Armor.
  throttled_paths = {
    "/api/oembed"    = 120
    "/api/recommend" = 120
    "/api/share"     = 120
    "/s/"            = 240
  }

  throttled_rest = 1200
}

resource "google_compute_security_policy" "main" {
  #checkov:skip=CKV_GCP_73:Nothing behind it is Java; the rule would cost a dollar a month.
  count = var.throttled && var.balanced ? 1 : 0

  project     = var.project
  name        = local.name
  description = "Bounds the requests of one address."
  type        = "CLOUD_ARMOR"

  dynamic "rule" {
    for_each = local.throttled_paths

    content {
      action      = "throttle"
      priority    = 1000 + index(keys(local.throttled_paths), rule.key)
      description = "At most ${rule.value} requests a minute to ${rule.key}"

      match {
        expr {
          expression = "request.path.startsWith('${rule.key}')"
        }
      }

      rate_limit_options {
        conform_action = "allow"
        exceed_action  = "deny(429)"
        enforce_on_key = "IP"

        rate_limit_threshold {
          count        = rule.value
          interval_sec = 60
        }
      }
    }
  }

  rule {
    action      = "throttle"
    priority    = 2000
    description = "At most ${local.throttled_rest} requests a minute to all other paths"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }

    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"

      rate_limit_threshold {
        count        = local.throttled_rest
        interval_sec = 60
      }
    }
  }

  rule {
    action      = "allow"
    priority    = 2147483647
    description = "Everything else"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }
  }

  depends_on = [google_project_service.main]
}
