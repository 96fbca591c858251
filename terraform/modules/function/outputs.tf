output "service" {
  description = "Name of the Cloud Run service that runs the function, for the load balancer."
  value       = google_cloudfunctions2_function.main.name
}

output "member" {
  description = "The account the function runs as, as a member of policies."
  value       = google_service_account.main.member
}

output "object" {
  description = "Name of the uploaded bundle, which carries its hash."
  value       = google_storage_bucket_object.main.name
}

output "public" {
  description = "Whether everybody may call it."
  value       = google_cloud_run_v2_service_iam_member.main.member == "allUsers"
}

output "ingress" {
  description = "From where it can be reached at all."
  value       = google_cloudfunctions2_function.main.service_config[0].ingress_settings
}

output "environment" {
  description = "Its settings that are no secret."
  value       = google_cloudfunctions2_function.main.service_config[0].environment_variables
}

output "secrets" {
  description = "The variables whose values come from Secret Manager."
  value       = toset(google_cloudfunctions2_function.main.service_config[0].secret_environment_variables[*].key)
}

output "limits" {
  description = "Its memory, processors, requests at once, seconds and instances."
  value = {
    memory          = google_cloudfunctions2_function.main.service_config[0].available_memory
    cpu             = google_cloudfunctions2_function.main.service_config[0].available_cpu
    concurrency     = google_cloudfunctions2_function.main.service_config[0].max_instance_request_concurrency
    timeout_seconds = google_cloudfunctions2_function.main.service_config[0].timeout_seconds
    max_instances   = google_cloudfunctions2_function.main.service_config[0].max_instance_count
  }
}

output "dead_subscriptions" {
  description = "Names of the subscriptions that keep what could not be delivered."
  value       = [for subscription in google_pubsub_subscription.dead : subscription.name]
}

output "pushes" {
  description = "Each push subscription: the topic, whom it calls as, its audience, back-off and dead-letter topic."
  value = {
    for name, subscription in google_pubsub_subscription.main : name => {
      topic    = subscription.topic
      caller   = subscription.push_config[0].oidc_token[0].service_account_email
      audience = subscription.push_config[0].oidc_token[0].audience
      backoff  = subscription.retry_policy[0].maximum_backoff
      dead     = subscription.dead_letter_policy[0].dead_letter_topic
    }
  }
}
