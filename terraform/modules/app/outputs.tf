output "address" {
  description = "The IP address that the site's name has to point to; until it does, there is no certificate. None without a balancer."
  value       = one(google_compute_global_address.main[*].address)
}

output "secrets" {
  description = "Ids of the secrets that need a version before functions start."
  value       = { for name, secret in google_secret_manager_secret.main : name => secret.secret_id }
}

output "objects" {
  description = "The setting SEGUE_OBJECTS, for `segue models publish` from an operator's machine."
  value       = local.settings.SEGUE_OBJECTS
}

output "records" {
  description = "The setting SEGUE_RECORDS."
  value       = local.settings.SEGUE_RECORDS
}

output "images" {
  description = "Where the image that trains is pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.main.repository_id}"
}

output "functions" {
  description = "Each function: whether it is public, from where it is reached, its settings, secrets, limits and bundle."
  value = {
    for name, function in module.function : name => {
      public      = function.public
      ingress     = function.ingress
      environment = function.environment
      secrets     = function.secrets
      limits      = function.limits
      object      = function.object
      pushes      = function.pushes
      dead        = function.dead_subscriptions
    }
  }
}

output "mail_records" {
  description = "DNS records that receivers of mails look for, each name with what to enter there. SendGrid's targets hold the account's number: Settings, Sender Authentication shows them."
  value       = local.mail_records
}

output "hosting" {
  description = "The text of firebase.json, beside the folder `site`, for the hosting that stands in for a balancer."
  value       = jsonencode(local.hosting)
}
