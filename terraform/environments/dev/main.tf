provider "google" {
  project = var.project
  region  = var.region

  # Budgets are asked for in the name of this project.
  user_project_override = true
  billing_project       = var.project
}

module "app" {
  source = "../../modules/app"

  project         = var.project
  environment     = "dev"
  region          = var.region
  site_url        = var.site_url
  bundles         = var.bundles
  site            = var.site
  kept_warm       = []
  mail            = var.mail
  features        = var.features
  listenbrainz    = var.listenbrainz
  spotify_id      = var.spotify_id
  short_links     = var.short_links
  throttled       = false
  protected       = var.protected
  alert_addresses = var.alert_addresses
  billing_account = var.billing_account
  budget          = var.budget
  alerts          = var.alerts
}
