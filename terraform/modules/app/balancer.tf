# One host for all: the site at /, functions at /api/<name>/... and at their other paths (shared lists).

locals {
  public_functions = { for name, function in local.functions : name => function if try(function.public, false) }

  # Path -> the function that answers there and below.
  routes = merge([
    for name, function in local.public_functions : { for path in concat(["/api/${name}"], try(function.paths, [])) : path => name }
  ]...)

  balancers = var.balanced ? 1 : 0
}

resource "google_compute_global_address" "main" {
  count = local.balancers

  project = var.project
  name    = local.name

  depends_on = [google_project_service.main]
}

resource "google_compute_managed_ssl_certificate" "main" {
  count = local.balancers

  project = var.project
  name    = replace(local.host, ".", "-")

  managed {
    domains = [local.host]
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_project_service.main]
}

resource "google_compute_ssl_policy" "main" {
  count = local.balancers

  project         = var.project
  name            = local.name
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"

  depends_on = [google_project_service.main]
}

# Two groups whatever the number of functions, as a new project may have few backend services: the API's, which takes
# the service's name from the address, and one for each function with further addresses.
resource "google_compute_region_network_endpoint_group" "main" {
  for_each = {
    for name, service in merge(
      { api = "" },
      { for name, function in local.public_functions : name => name if length(try(function.paths, [])) > 0 },
    ) : name => service if var.balanced
  }

  project               = var.project
  region                = var.region
  name                  = "${local.name}-${each.key}"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service  = each.value == "" ? null : module.function[each.value].service
    url_mask = each.value == "" ? "${local.host}/api/<service>" : null
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_backend_service" "main" {
  for_each = google_compute_region_network_endpoint_group.main

  project               = var.project
  name                  = "${local.name}-${each.key}"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  security_policy       = one(google_compute_security_policy.main[*].id)

  backend {
    group = each.value.id
  }

  # A request's address may hold a token, so the balancer logs none; each function logs its own requests.
  log_config {
    enable = false
  }
}

resource "google_compute_backend_bucket" "site" {
  count = local.balancers

  project          = var.project
  name             = "${local.name}-site"
  bucket_name      = google_storage_bucket.site[0].name
  enable_cdn       = true
  compression_mode = "AUTOMATIC"

  custom_response_headers = [for name, value in local.headers : "${name}: ${value}"]

  cdn_policy {
    cache_mode                   = "USE_ORIGIN_HEADERS"
    request_coalescing           = true
    serve_while_stale            = 60
    signed_url_cache_max_age_sec = 0
  }
}

resource "google_compute_url_map" "main" {
  count = local.balancers

  project         = var.project
  name            = local.name
  default_service = google_compute_backend_bucket.site[0].id

  host_rule {
    hosts        = [local.host]
    path_matcher = "host"
  }

  path_matcher {
    name            = "host"
    default_service = google_compute_backend_bucket.site[0].id

    # The site's own pages for what it does not have, and for what fails. The bucket answers 403 for a missing object, as
    # nobody may list it. Rules of functions have none of this: their refusals are documents that callers read.
    path_rule {
      paths   = ["/*"]
      service = google_compute_backend_bucket.site[0].id

      custom_error_response_policy {
        error_service = google_compute_backend_bucket.site[0].id

        error_response_rule {
          match_response_codes   = ["403", "404"]
          path                   = "/404.html"
          override_response_code = 404
        }

        error_response_rule {
          match_response_codes = ["5xx"]
          path                 = "/500.html"
        }
      }
    }

    # A function takes the prefix of its address off itself. Those that are not public have no rule, so that the mask names none.
    dynamic "path_rule" {
      for_each = { for path, name in local.routes : path => path == "/api/${name}" ? "api" : name }

      content {
        paths   = [path_rule.key, "${path_rule.key}/*"]
        service = google_compute_backend_service.main[path_rule.value].id

        # Outside /api are pages that people open.
        dynamic "custom_error_response_policy" {
          for_each = startswith(path_rule.key, "/api/") ? [] : ["5xx"]

          content {
            error_service = google_compute_backend_bucket.site[0].id

            error_response_rule {
              match_response_codes = [custom_error_response_policy.value]
              path                 = "/500.html"
            }
          }
        }
      }
    }
  }
}

resource "google_compute_url_map" "redirect" {
  count = local.balancers

  project = var.project
  name    = "${local.name}-to-https"

  default_url_redirect {
    https_redirect         = true
    redirect_response_code = "MOVED_PERMANENTLY_DEFAULT"
    strip_query            = false
  }

  depends_on = [google_project_service.main]
}

resource "google_compute_target_https_proxy" "main" {
  count = local.balancers

  project          = var.project
  name             = local.name
  url_map          = google_compute_url_map.main[0].id
  ssl_certificates = [google_compute_managed_ssl_certificate.main[0].id]
  ssl_policy       = google_compute_ssl_policy.main[0].id
}

resource "google_compute_target_http_proxy" "redirect" {
  count = local.balancers

  project = var.project
  name    = "${local.name}-to-https"
  url_map = google_compute_url_map.redirect[0].id
}

resource "google_compute_global_forwarding_rule" "main" {
  count = local.balancers

  project               = var.project
  name                  = local.name
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.main[0].id
  port_range            = "443"
  target                = google_compute_target_https_proxy.main[0].id
  labels                = local.labels
}

resource "google_compute_global_forwarding_rule" "redirect" {
  count = local.balancers

  project               = var.project
  name                  = "${local.name}-to-https"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.main[0].id
  port_range            = "80"
  target                = google_compute_target_http_proxy.redirect[0].id
  labels                = local.labels
}
