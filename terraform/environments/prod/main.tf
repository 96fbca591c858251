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
  environment     = "prod"
  region          = var.region
  site_url        = var.site_url
  bundles         = var.bundles
  site            = var.site
  kept_warm       = ["recommend", "search"]
  mail            = var.mail
  features        = var.features
  listenbrainz    = var.listenbrainz
  spotify_id      = var.spotify_id
  short_links     = var.short_links
  throttled       = true
  retrain         = var.retrain
  protected       = var.protected
  alert_addresses = var.alert_addresses
  billing_account = var.billing_account
  budget          = var.budget
  alerts          = var.alerts
}

module "delivery" {
  source = "../../modules/delivery"
  count  = var.delivery == null ? 0 : 1

  project         = var.project
  repository_id   = var.delivery.repository_id
  on              = var.delivery.on
  billing_account = var.billing_account
  state           = coalesce(var.delivery.state, "${var.project}-state")
  objects         = module.app.objects
  records         = module.app.records

  # It gives roles on the topic and the secret, too.
  depends_on = [module.app]
}
