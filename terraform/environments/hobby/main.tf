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
  environment     = "hobby"
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
  balanced        = false
  forwarded_hops  = var.forwarded_hops
  watched         = false
  restorable      = false
  most_instances  = 2
  images_kept     = 1
  protected       = var.protected
  alert_addresses = var.alert_addresses
  billing_account = var.billing_account
  budget          = var.budget
}
