mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }

  mock_resource "google_service_account" {
    defaults = {
      email  = "account@segue-test.iam.gserviceaccount.com"
      member = "serviceAccount:account@segue-test.iam.gserviceaccount.com"
      name   = "projects/segue-test/serviceAccounts/account@segue-test.iam.gserviceaccount.com"
    }
  }

  mock_resource "google_pubsub_topic" {
    defaults = { id = "projects/segue-test/topics/topic" }
  }

  mock_resource "google_firestore_database" {
    defaults = { id = "projects/segue-test/databases/(default)" }
  }
}

# An identity of its own, so that it is not taken for another.
override_resource {
  target = google_service_account.start_retrain

  values = {
    email  = "start@segue-test.iam.gserviceaccount.com"
    member = "serviceAccount:start@segue-test.iam.gserviceaccount.com"
  }
}

variables {
  project         = "segue-test"
  environment     = "test"
  region          = "europe-west1"
  site_url        = "https://segue.example"
  bundles         = "tests/bundles"
  site            = "tests/site"
  alert_addresses = ["operator@segue.example"]
  billing_account = "012345-6789AB-CDEF01"
  budget          = { amount = 100, currency = "EUR" }
  mail            = { from = "Segue <segue@segue.example>", postal_address = "1 Example Street" }
  retrain         = { image = "europe-west1-docker.pkg.dev/segue-test/gcf-artifacts/segue-retrain:1", arguments = ["--playlists", "/objects/playlists.zip"] }
}

# One run for all: each applies everything, which takes seconds.
run "everything" {
  command = apply

  # Who may call what.

  assert {
    condition     = toset([for name, function in output.functions : name if function.public]) == toset(["recommend", "search", "feedback", "account", "insights", "share"])
    error_message = "These functions are public and no others."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.ingress == (function.public ? "ALLOW_INTERNAL_AND_GCLB" : "ALLOW_INTERNAL_ONLY")])
    error_message = "No function is reached from outside but by way of the load balancer."
  }

  assert {
    condition     = google_cloud_run_v2_job_iam_member.start_retrain[0].member == "serviceAccount:start@segue-test.iam.gserviceaccount.com" && google_cloud_scheduler_job.retrain[0].http_target[0].oauth_token[0].service_account_email == "start@segue-test.iam.gserviceaccount.com" && google_cloud_run_v2_job_iam_member.start_retrain[0].role == "roles/run.invoker"
    error_message = "Scheduler's identity may start the training, and nobody else."
  }

  # Messages.

  assert {
    condition     = alltrue(flatten([for function in output.functions : [for push in function.pushes : push.dead != "" && push.backoff == "600s" && push.caller != "" && push.audience != ""]])) && toset(flatten([for function in output.functions : keys(function.pushes)])) == toset(keys(local.topics)) && alltrue([for name in ["tally", "weekly_email"] : contains(keys(output.functions[name].pushes), "ticks")])
    error_message = "Every topic is pushed, ticks to two functions, with a dead letter, back-off and OIDC."
  }

  assert {
    condition     = toset(flatten([for function in output.functions : function.dead])) == toset(local.dead_subscriptions)
    error_message = "The alert looks at every subscription that keeps dead letters."
  }

  assert {
    condition     = google_cloud_scheduler_job.tick.schedule == "0 * * * *" && google_cloud_scheduler_job.tick.time_zone == "Etc/UTC" && base64decode(google_cloud_scheduler_job.tick.pubsub_target[0].data) == "{\"kind\":\"tick\"}" && google_cloud_scheduler_job.tick.retry_config[0].retry_count == 5
    error_message = "A tick goes out each hour, and is tried again."
  }

  assert {
    condition     = alltrue([for each in google_pubsub_topic_iam_member.main : each.role == "roles/pubsub.publisher"]) && toset(keys(google_pubsub_topic_iam_member.main)) == toset(["recommend-playlists", "recommend-activity", "feedback-activity", "weekly_email-digests"])
    error_message = "Who publishes to a topic is named, on the topic."
  }

  # Buckets.

  assert {
    condition     = google_storage_bucket.objects.public_access_prevention == "enforced" && google_storage_bucket.bundles.public_access_prevention == "enforced" && google_storage_bucket.site[0].public_access_prevention == "inherited"
    error_message = "No bucket can be public but the site's."
  }

  assert {
    condition     = google_storage_bucket_iam_member.site[0].member == "allUsers" && google_storage_bucket_iam_member.site[0].bucket == google_storage_bucket.site[0].name && google_storage_bucket_iam_member.site[0].role == "roles/storage.legacyObjectReader"
    error_message = "Everybody may read the site's objects, not list them."
  }

  assert {
    condition     = alltrue([for each in concat(values(google_storage_bucket_iam_member.reads), values(google_storage_bucket_iam_member.writes), values(google_storage_bucket_iam_member.retrain)) : each.member != "allUsers" && strcontains(each.condition[0].expression, "/objects/")])
    error_message = "A role on objects is held to a folder."
  }

  assert {
    condition     = alltrue([for bucket in [google_storage_bucket.objects, google_storage_bucket.bundles, google_storage_bucket.site[0]] : bucket.uniform_bucket_level_access && bucket.versioning[0].enabled && length(bucket.lifecycle_rule) > 0])
    error_message = "Every bucket has uniform access, versions, and an end to them."
  }

  assert {
    condition     = google_storage_bucket_object.site["index.html"].content_type == "text/html; charset=utf-8" && google_storage_bucket_object.site["app.mjs"].content_type == "text/javascript; charset=utf-8"
    error_message = "A browser is told what each file of the site is."
  }

  assert {
    condition     = google_storage_bucket_object.site["assets/app-LETU4SOT.js"].cache_control == "public, max-age=31536000, immutable" && google_storage_bucket_object.site["assets/app-LETU4SOT.js"].deletion_policy == "ABANDON"
    error_message = "A file that is named by its content may be kept for good, and stays for pages that were opened before."
  }

  assert {
    condition     = google_storage_bucket_object.site["index.html"].cache_control == "public, max-age=300"
    error_message = "A page is asked for again soon."
  }

  # Records.

  assert {
    condition     = toset(keys(google_firestore_field.expires_at)) == local.collections && alltrue([for each in google_firestore_field.expires_at : each.field == "expires_at" && length(each.ttl_config) == 1])
    error_message = "Every collection's records expire."
  }

  assert {
    condition     = length(google_firestore_field.unindexed) == 2 * length(local.collections) && alltrue([for each in google_firestore_field.unindexed : length(each.index_config) == 1 && length(each.index_config[0].indexes) == 0])
    error_message = "What no page looks at has no index."
  }

  assert {
    condition     = [for field in google_firestore_index.main["ratings-rated_at"].fields : "${field.field_path} ${field.order}"] == ["by.listener ASCENDING", "by.rated_at DESCENDING"] && google_firestore_index.main["subscriptions-due_at"].fields[1].order == "ASCENDING"
    error_message = "An index has the conditions first, then the order, in its direction."
  }

  assert {
    condition     = google_firestore_database.main.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED" && google_firestore_database.main.delete_protection_state == "DELETE_PROTECTION_ENABLED" && google_firestore_database.main.deletion_policy == "DELETE" && google_firestore_backup_schedule.main.retention == "2419200s" && length(google_firestore_backup_schedule.daily[0].daily_recurrence) == 1
    error_message = "Records can be brought back, and destroying them is refused, not passed over."
  }

  assert {
    condition     = alltrue([for each in google_project_iam_member.records : each.role == "roles/datastore.user" && each.condition[0].expression == "resource.name == \"projects/segue-test/databases/(default)\""])
    error_message = "A role on records is held to one database."
  }

  assert {
    condition     = length([for rule in google_storage_bucket.objects.lifecycle_rule : rule if contains(one(rule.condition).matches_prefix, "staging/") && one(rule.condition).age == 400]) == 1
    error_message = "What listeners shared for training expires."
  }

  assert {
    condition     = google_storage_bucket_iam_member.retrain["staging/"].role == "roles/storage.objectUser" && startswith(google_cloud_run_v2_job.retrain[0].template[0].template[0].containers[0].args[0], "segue staged compact && segue train --staged ")
    error_message = "The weekly training compacts what is staged before it reads it, and may."
  }

  assert {
    condition     = length([for rule in google_storage_bucket.objects.lifecycle_rule : rule if contains(one(rule.condition).matches_prefix, "departures/") && one(rule.condition).age == 35]) == 1
    error_message = "Who left is remembered for longer than there are backups from before."
  }

  # Secrets.

  assert {
    condition     = alltrue([for function in output.functions : length(setintersection(keys(function.environment), setsubtract(keys(local.secrets), ["SEGUE_MAIL"]))) == 0])
    error_message = "No secret is a plain variable."
  }

  assert {
    condition     = output.functions["account"].secrets == toset(["SEGUE_SECRET", "SEGUE_ADMINS", "SEGUE_SENDGRID_KEY", "SEGUE_SENDGRID_EVENTS_KEY"]) && length(output.functions["search"].secrets) == 0
    error_message = "A function reads the secrets it needs and no others."
  }

  assert {
    condition     = alltrue([for secret in google_secret_manager_secret.main : secret.deletion_protection]) && alltrue([for bucket in [google_storage_bucket.objects, google_storage_bucket.bundles, google_storage_bucket.site[0]] : !bucket.force_destroy]) && google_storage_bucket.objects.soft_delete_policy[0].retention_duration_seconds == 604800
    error_message = "Neither a secret nor a bucket that holds something is destroyed by mistake."
  }

  # One host.

  assert {
    condition     = toset([for rule in google_compute_url_map.main[0].path_matcher[0].path_rule : sort(rule.paths)[0]]) == toset(["/*", "/api/account", "/api/feedback", "/api/insights", "/api/oembed", "/api/recommend", "/api/search", "/api/share", "/s"])
    error_message = "The load balancer leads to every public function, to the site, and to no other."
  }

  assert {
    condition     = alltrue([for rule in google_compute_url_map.main[0].path_matcher[0].path_rule : length(rule.paths) == 2 && length(rule.route_action) == 0 if rule.paths != toset(["/*"])]) && google_compute_region_network_endpoint_group.main["api"].cloud_run[0].url_mask == "segue.example/api/<service>" && toset(keys(google_compute_backend_service.main)) == toset(["api", "share"])
    error_message = "The API's function is found by its name in the address, which reaches it as it is; there are two backends."
  }

  assert {
    condition     = alltrue([for rule in google_compute_url_map.main[0].path_matcher[0].path_rule : jsonencode([for error in rule.custom_error_response_policy[0].error_response_rule : [error.match_response_codes, error.path]]) == jsonencode([[["403", "404"], "/404.html"], [["5xx"], "/500.html"]]) && rule.custom_error_response_policy[0].error_response_rule[0].override_response_code == 404 if rule.paths == toset(["/*"])])
    error_message = "What the site lacks, and what fails, is answered with its own pages; the bucket answers 403 for a missing object."
  }

  assert {
    condition     = toset([for rule in google_compute_url_map.main[0].path_matcher[0].path_rule : sort(rule.paths)[0] if length(rule.custom_error_response_policy) > 0]) == toset(["/*", "/s"]) && google_storage_bucket.site[0].website[0].not_found_page == "404.html"
    error_message = "Refusals of functions reach their callers as they are; pages that people open have a page for failures."
  }

  assert {
    condition     = google_compute_url_map.redirect[0].default_url_redirect[0].https_redirect && google_compute_target_http_proxy.redirect[0].url_map == google_compute_url_map.redirect[0].id && google_compute_managed_ssl_certificate.main[0].managed[0].domains == tolist(["segue.example"])
    error_message = "HTTP leads to HTTPS, which has a certificate for the host."
  }

  assert {
    condition     = alltrue([for each in google_compute_backend_service.main : !each.log_config[0].enable])
    error_message = "The balancer writes down no address, which may hold a token."
  }

  assert {
    condition     = alltrue([for each in google_compute_backend_service.main : each.security_policy == google_compute_security_policy.main[0].id])
    error_message = "Every function is behind the limits of addresses."
  }

  assert {
    condition     = alltrue([for rule in google_compute_security_policy.main[0].rule : rule.priority == 2147483647 || (rule.action == "throttle" && try(rule.rate_limit_options[0].exceed_action, "") == "deny(429)" && try(rule.rate_limit_options[0].enforce_on_key, "") == "IP")])
    error_message = "An address that asks too much is refused, and no other."
  }

  assert {
    condition     = length([for rule in google_compute_security_policy.main[0].rule : rule if try(strcontains(rule.match[0].expr[0].expression, "'/api/recommend'"), false)]) == 1
    error_message = "Recommending, which costs most, has a limit of its own."
  }

  assert {
    condition     = google_logging_project_exclusion.requests.filter == "resource.type=\"cloud_run_revision\" AND log_id(\"run.googleapis.com/requests\")" && google_logging_project_exclusion.requests.disabled != true
    error_message = "Nor is what Cloud Run writes down of each request kept."
  }

  # Watched.

  assert {
    condition     = toset(keys(google_monitoring_alert_policy.threshold)) == toset(["errors", "latency", "dead_letters", "waiting", "rejected", "retraining", "mail_failures"]) && google_monitoring_alert_policy.no_tick[0].conditions[0].condition_absent[0].duration == "10800s"
    error_message = "Errors, slowness, dead letters, failing mails and missing ticks are told."
  }

  assert {
    condition     = toset([for check in google_monitoring_uptime_check_config.main : check.http_check[0].path]) == toset([for name in ["account", "feedback", "insights", "recommend", "search", "share"] : "/api/${name}/health"]) && alltrue([for check in google_monitoring_uptime_check_config.main : check.http_check[0].validate_ssl && check.monitored_resource[0].labels.host == "segue.example" && length(check.selected_regions) == 3])
    error_message = "Every public function is asked how it is, from outside, by the name that people use."
  }

  assert {
    condition     = alltrue([for each in concat(values(google_monitoring_alert_policy.threshold), [google_monitoring_alert_policy.no_tick[0], google_monitoring_alert_policy.down[0]]) : length(each.notification_channels) == 1 && length(each.documentation[0].content) > 30])
    error_message = "Every alert is sent to somebody and says what to do."
  }

  assert {
    condition     = length(jsondecode(google_monitoring_dashboard.main.dashboard_json).mosaicLayout.tiles) == 14 && alltrue([for metric in concat(values(google_logging_metric.count), values(google_logging_metric.measure)) : metric.name == "segue/rejected" || strcontains(google_monitoring_dashboard.main.dashboard_json, "user/${metric.name}") || strcontains(google_monitoring_dashboard.main.dashboard_json, "user_${replace(metric.name, "/", "_")}_sum")])
    error_message = "Every metric is on the dashboard, or has an alert of its own."
  }

  assert {
    condition     = google_secret_manager_secret_iam_member.retrain[0].secret_id == "segue-holdout-key" && google_secret_manager_secret_iam_member.retrain[0].member == google_service_account.retrain[0].member && [for each in google_cloud_run_v2_job.retrain[0].template[0].template[0].containers[0].env : each.value_source[0].secret_key_ref[0].secret if each.name == "SEGUE_HOLDOUT_KEY"] == ["segue-holdout-key"]
    error_message = "The weekly training chooses its judges by a secret of its own."
  }

  assert {
    condition     = contains([for rule in google_billing_budget.main.threshold_rules : rule.spend_basis], "FORECASTED_SPEND") && length(google_billing_budget.main.all_updates_rule[0].monitoring_notification_channels) == 1
    error_message = "A bill that will be too high is told before it is."
  }
}

run "a_build_reads_what_google_copies_its_source_to" {
  command = plan

  assert {
    condition     = google_project_iam_member.build_sources.role == "roles/storage.objectViewer" && google_project_iam_member.build_sources.condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-123456789012-europe-west1\")"
    error_message = "The build may read the bucket that Cloud Functions copies bundles to, and no other of the project's."
  }

  assert {
    condition     = google_storage_bucket_iam_member.build.role == "roles/storage.objectViewer" && google_artifact_registry_repository_iam_member.build.role == "roles/artifactregistry.writer" && google_project_iam_member.build_logs.role == "roles/logging.logWriter"
    error_message = "The build reads bundles, writes images and logs."
  }
}

run "a_function_has_what_its_data_say" {
  command = plan

  assert {
    condition     = alltrue([for name, function in local.functions : output.functions[name].limits == { memory = try(function.memory, "512Mi"), cpu = tostring(try(function.cpu, 1)), concurrency = try(function.concurrency, 20), timeout_seconds = try(function.timeout_seconds, 60), max_instances = try(function.max_instances, 10) }])
    error_message = "Memory, processors, requests at once, seconds and instances are those of functions.yaml."
  }

  assert {
    condition     = alltrue([for name, function in local.functions : output.functions[name].environment.THREADS == tostring(try(function.concurrency, 20))])
    error_message = "An instance has a thread for each request that it is given at once."
  }
}

run "a_schedule_is_an_operators" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_job.retrain[0].template[0].template[0].max_retries == 0 && strcontains(google_monitoring_alert_policy.threshold["retraining"].conditions[0].condition_threshold[0].filter, "metric.labels.result=\"failed\"")
    error_message = "A training that fails or is refused tells somebody, and is not repeated."
  }
}

run "alerts_wait_for_the_first_model" {
  command = plan

  variables {
    alerts = false
    budget = { amount = 100 }
  }

  assert {
    condition     = alltrue([for policy in concat(values(google_monitoring_alert_policy.threshold), [google_monitoring_alert_policy.no_tick[0], google_monitoring_alert_policy.down[0]]) : !policy.enabled])
    error_message = "Nobody is mailed that a service without a model has none."
  }

  assert {
    condition     = google_billing_budget.main.amount[0].specified_amount[0].units == "100"
    error_message = "A budget needs no currency: another than the billing account's is refused."
  }
}

run "mail_goes_by_any_server" {
  command = plan

  variables {
    mail = { url = "smtp", from = "Segue <segue@segue.example>", postal_address = "1 Example Street", reply_to = "help@segue.example", bounces = "b@bounces.segue.example" }
  }

  assert {
    condition     = alltrue([for name in ["account", "weekly_email"] : output.functions[name].environment["SEGUE_MAIL_REPLY_TO"] == "help@segue.example" && output.functions[name].environment["SEGUE_MAIL_BOUNCES"] == "b@bounces.segue.example"])
    error_message = "Answers and bounces go where the settings say."
  }

  assert {
    condition     = toset(keys(output.mail_records)) == toset(["_dmarc.segue.example", "bounces.segue.example", "<SELECTOR>._domainkey.segue.example"])
    error_message = "SPF is of the domain that mails bounce to, DKIM and DMARC of the sender's."
  }

  assert {
    condition     = alltrue([for name in ["account", "weekly_email"] : contains(output.functions[name].secrets, "SEGUE_MAIL") && !contains(output.functions[name].secrets, "SEGUE_SENDGRID_KEY") && !contains(keys(output.functions[name].environment), "SEGUE_MAIL")])
    error_message = "The server's password is in a secret, and SendGrid's are not asked for."
  }
}

run "sendgrid_signs_for_the_senders_domain" {
  command = plan

  variables {
    mail = { from = "Segue <segue@segue.example>", postal_address = "1 Example Street" }
  }

  assert {
    condition     = toset(keys(output.mail_records)) == toset(["_dmarc.segue.example", "em<NUMBER>.segue.example", "s1._domainkey.segue.example", "s2._domainkey.segue.example"])
    error_message = "SendGrid wants three aliases; DMARC is the owner's."
  }

  assert {
    condition     = !contains(keys(output.functions["account"].environment), "SEGUE_MAIL_BOUNCES") && !contains(keys(output.functions["account"].environment), "SEGUE_MAIL_REPLY_TO")
    error_message = "What is not set is not there."
  }
}

run "sendgrid_needs_no_mailbox_for_bounces" {
  command = plan

  variables {
    mail = { from = "Segue <segue@segue.example>", postal_address = "1 Example Street", bounces = "b@segue.example" }
  }

  expect_failures = [var.mail]
}

run "looking_up_is_for_ingest_alone" {
  command = plan

  variables {
    features = "reccobeats:"
  }

  assert {
    condition     = toset([for name, function in output.functions : name if contains(keys(function.environment), "SEGUE_FEATURES")]) == toset(["ingest"]) && output.functions["ingest"].environment.SEGUE_FEATURES == "reccobeats:"
    error_message = "Only what keeps new playlists looks up their songs' sound."
  }
}

run "reading_histories_is_for_recommend_alone" {
  command = plan

  variables {
    listenbrainz = "off"
  }

  assert {
    condition     = toset([for name, function in output.functions : name if contains(keys(function.environment), "SEGUE_LISTENBRAINZ")]) == toset(["recommend"]) && output.functions["recommend"].environment.SEGUE_LISTENBRAINZ == "off"
    error_message = "Only what answers listeners reads their histories."
  }
}

run "looking_up_names_is_for_recommend_alone" {
  command = plan

  variables {
    spotify_id  = "0123456789abcdef0123456789abcdef"
    short_links = false
  }

  assert {
    condition     = toset([for name, function in output.functions : name if contains(keys(function.environment), "SEGUE_SPOTIFY_ID") || contains(function.secrets, "SEGUE_SPOTIFY_SECRET")]) == toset(["recommend"]) && output.functions["recommend"].environment.SEGUE_SPOTIFY_ID == "0123456789abcdef0123456789abcdef" && contains(output.functions["recommend"].secrets, "SEGUE_SPOTIFY_SECRET")
    error_message = "Only what answers listeners asks Spotify, with the id and the secret of the app."
  }

  assert {
    condition     = toset([for name, function in output.functions : name if contains(keys(function.environment), "SEGUE_SHORT_LINKS")]) == toset(["recommend"]) && output.functions["recommend"].environment.SEGUE_SHORT_LINKS == "off"
    error_message = "Only what answers listeners follows short links."
  }
}

run "without_an_app_spotify_is_not_asked" {
  command = plan

  assert {
    condition     = !contains(keys(output.functions["recommend"].environment), "SEGUE_SPOTIFY_ID") && !contains(output.functions["recommend"].secrets, "SEGUE_SPOTIFY_SECRET")
    error_message = "A function that names a secret without a version does not start."
  }
}

run "limits_of_addresses_are_optional" {
  command = plan

  variables {
    throttled = false
  }

  assert {
    condition     = length(google_compute_security_policy.main) == 0
    error_message = "Without them there is no policy to pay for."
  }
}

run "without_a_balancer_hosting_stands_before_the_functions" {
  command = plan

  variables {
    balanced       = false
    forwarded_hops = 1
  }

  assert {
    condition     = length(google_compute_global_forwarding_rule.main) + length(google_compute_global_forwarding_rule.redirect) + length(google_compute_global_address.main) + length(google_compute_managed_ssl_certificate.main) + length(google_compute_ssl_policy.main) + length(google_compute_url_map.main) + length(google_compute_url_map.redirect) + length(google_compute_target_https_proxy.main) + length(google_compute_target_http_proxy.redirect) + length(google_compute_region_network_endpoint_group.main) + length(google_compute_backend_service.main) + length(google_compute_backend_bucket.site) + length(google_compute_security_policy.main) == 0 && output.address == null
    error_message = "Nothing of a balancer is left to pay for."
  }

  assert {
    condition     = length(google_storage_bucket.site) + length(google_storage_bucket_iam_member.site) + length(google_storage_bucket_object.site) == 0
    error_message = "No bucket is public."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.ingress == (function.public ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY") && function.environment.SEGUE_FORWARDED_HOPS == "1"])
    error_message = "Public functions are reached at their own addresses, others from inside alone."
  }

  assert {
    condition     = !contains(keys(google_project_service.main), "compute.googleapis.com") && contains(keys(google_project_service.main), "firebasehosting.googleapis.com") && contains(keys(google_project_service.main), "firebase.googleapis.com")
    error_message = "What is not used is not switched on."
  }
}

run "hosting_leads_where_the_balancer_does" {
  command = plan

  assert {
    condition     = [for rule in jsondecode(output.hosting).hosting.rewrites : "${rule.source} ${rule.run.serviceId} ${rule.run.region}"] == ["/s{,/**} share europe-west1", "/api/share{,/**} share europe-west1", "/api/search{,/**} search europe-west1", "/api/recommend{,/**} recommend europe-west1", "/api/oembed{,/**} share europe-west1", "/api/insights{,/**} insights europe-west1", "/api/feedback{,/**} feedback europe-west1", "/api/account{,/**} account europe-west1"]
    error_message = "Each public function answers below its paths, and no other does."
  }

  assert {
    condition     = { for rule in jsondecode(output.hosting).hosting.headers : rule.source => { for header in rule.headers : header.key => header.value } } == { for source, cached in { "/assets/**" = "public, max-age=31536000, immutable", "!/@(api|s|assets)/**" = "public, max-age=300" } : source => merge(local.headers, { Cache-Control = cached }) }
    error_message = "The site has its headers and is kept as long as from a bucket; what functions answer keeps its own."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.environment.SEGUE_FORWARDED_HOPS == "2"]) && !contains(keys(google_project_service.main), "firebasehosting.googleapis.com") && contains(keys(google_project_service.main), "compute.googleapis.com")
    error_message = "With a balancer its two entries are believed, and Firebase stays off."
  }
}

run "what_is_paid_for_without_being_used_can_be_left_out" {
  command = plan

  variables {
    watched        = false
    restorable     = false
    most_instances = 3
    images_kept    = 1
  }

  assert {
    condition     = length(google_monitoring_alert_policy.threshold) + length(google_monitoring_alert_policy.no_tick) + length(google_monitoring_alert_policy.down) + length(google_monitoring_uptime_check_config.main) == 0 && length(google_billing_budget.main.all_updates_rule[0].monitoring_notification_channels) == 1
    error_message = "No condition and no check is left, and the budget still tells."
  }

  assert {
    condition     = google_firestore_database.main.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_DISABLED" && length(google_firestore_backup_schedule.daily) == 0 && google_firestore_backup_schedule.main.retention == "2419200s"
    error_message = "The weekly backup is left, which listeners are told of."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.limits.max_instances == 3])
    error_message = "No function has more instances than the bill allows."
  }

  assert {
    condition     = google_artifact_registry_repository.main.cleanup_policies != null && [for policy in google_artifact_registry_repository.main.cleanup_policies : policy.most_recent_versions[0].keep_count if policy.action == "KEEP"] == [1]
    error_message = "One image of each function is kept."
  }
}

run "all_can_be_torn_down" {
  command = plan

  variables {
    protected = false
  }

  assert {
    condition     = google_firestore_database.main.delete_protection_state == "DELETE_PROTECTION_DISABLED" && google_firestore_database.main.deletion_policy == "DELETE"
    error_message = "Records are deleted with the database, not left behind."
  }

  assert {
    condition     = alltrue([for secret in google_secret_manager_secret.main : !secret.deletion_protection]) && alltrue([for bucket in [google_storage_bucket.objects, google_storage_bucket.bundles, google_storage_bucket.site[0]] : bucket.force_destroy]) && google_storage_bucket.objects.soft_delete_policy[0].retention_duration_seconds == 0
    error_message = "Secrets and buckets go with what is in them, and no object lingers."
  }
}

run "training_is_optional" {
  command = plan

  variables {
    retrain = null
  }

  assert {
    condition     = length(google_cloud_run_v2_job.retrain) + length(google_cloud_scheduler_job.retrain) + length(google_service_account.retrain) == 0
    error_message = "Without an image nothing is trained by the week."
  }
}

run "refused_values" {
  command = plan

  variables {
    project         = "Segue"
    environment     = "Test"
    region          = "europe"
    site_url        = "https://segue.example/"
    database        = "Records"
    bundles         = "tests/bundles/"
    site            = "tests/bundles"
    kept_warm       = ["weekly-email"]
    alert_addresses = []
    billing_account = "none"
    budget          = { amount = 0.5, currency = "euro" }
    mail            = { url = "smtp://user:password@host:25", from = "Segue", postal_address = "" }
    features        = "spotify:"
    listenbrainz    = "https://api.listenbrainz.org/1"
    spotify_id      = "an-app"
    retrain         = { image = "segue-retrain", arguments = [], schedule = "weekly" }
    forwarded_hops  = 10
    most_instances  = 0
    images_kept     = 0
  }

  expect_failures = [
    var.project,
    var.environment,
    var.region,
    var.site_url,
    var.database,
    var.bundles,
    var.site,
    var.kept_warm,
    var.alert_addresses,
    var.billing_account,
    var.budget,
    var.mail,
    var.features,
    var.listenbrainz,
    var.spotify_id,
    var.retrain,
    var.forwarded_hops,
    var.most_instances,
    var.images_kept,
  ]
}
