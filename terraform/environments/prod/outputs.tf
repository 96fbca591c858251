output "address" {
  description = "The IP address that the site's name has to point to."
  value       = module.app.address
}

output "secrets" {
  description = "Ids of the secrets that need a version before functions start."
  value       = module.app.secrets
}

output "objects" {
  description = "SEGUE_OBJECTS, for `segue models publish` from an operator's machine."
  value       = module.app.objects
}

output "records" {
  description = "SEGUE_RECORDS."
  value       = module.app.records
}

output "images" {
  description = "Where the image that trains is pushed to."
  value       = module.app.images
}

output "functions" {
  description = "Each function: whether it is public, from where it is reached, its settings, secrets and bundle."
  value       = module.app.functions
}

output "variables" {
  description = "Variables of the repository and its environments that workflows read; null without `delivery`."
  value       = one(module.delivery[*].variables)
}

output "mail_records" {
  description = "DNS records that receivers of mails look for, each name with what to enter there."
  value       = module.app.mail_records
}
