variable "project" {
  description = "Id of the project of this environment."
  type        = string

  validation {
    condition     = length(var.project) >= 6
    error_message = "Expected the id of a project."
  }
}

variable "region" {
  description = "Where everything is."
  type        = string
  default     = "europe-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "Expected a region such as europe-west1."
  }
}

variable "site_url" {
  description = "Scheme and host that listeners see."
  type        = string

  validation {
    condition     = startswith(var.site_url, "https://")
    error_message = "Expected https:// and a host."
  }
}

variable "bundles" {
  description = "Folder that `segue bundle --all` wrote to."
  type        = string
  default     = "../../../dist"

  validation {
    condition     = length(fileset(var.bundles, "*.zip")) > 0
    error_message = "Expected a folder with bundles in it; write them with `segue bundle --all`."
  }
}

variable "site" {
  description = "Folder that `make site` wrote to."
  type        = string
  default     = "../../../dist/site"

  validation {
    condition     = fileexists("${var.site}/index.html") && length(fileset(var.site, "assets/*.js")) > 0
    error_message = "Expected a folder with the built site in it; write it with `make site`."
  }
}

variable "mail" {
  description = "How mails go out: mailer, sender and postal address. They are sent."
  type = object({
    url            = optional(string, "sendgrid:")
    from           = string
    postal_address = string
    reply_to       = optional(string, "")
    bounces        = optional(string, "")
  })

  validation {
    condition     = var.mail.url == "smtp" || startswith(var.mail.url, "sendgrid:")
    error_message = "Expected sendgrid: or one of its forms, or smtp."
  }
}

variable "retrain" {
  description = "Image that trains each week, and the arguments of `segue train`; null for none."
  type        = object({ image = string, arguments = list(string) })
  default     = null

  validation {
    condition     = var.retrain == null || length(try(var.retrain.image, "")) > 0
    error_message = "Expected an image with its registry and a tag or digest."
  }
}

variable "features" {
  description = "Where audio features of songs that the model does not know are looked up; empty for nowhere."
  type        = string
  default     = ""

  validation {
    condition     = contains(["", "reccobeats:"], var.features)
    error_message = "Expected reccobeats: or nothing."
  }
}

variable "listenbrainz" {
  description = "Where a ListenBrainz name's favourites are read; off for nowhere. The page calls the address that site/config.js names."
  type        = string
  default     = "https://api.listenbrainz.org"

  validation {
    condition     = var.listenbrainz == "off" || can(regex("^https://[A-Za-z0-9.-]+$", var.listenbrainz))
    error_message = "Expected https://HOST or off."
  }
}

variable "spotify_id" {
  description = "Client id of an app at Spotify, by which names of tracks that the catalogue lacks are looked up; empty for none. Its secret is the secret segue-spotify-secret."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([0-9a-f]{32})?$", var.spotify_id))
    error_message = "Expected the 32 characters that developer.spotify.com shows, or nothing."
  }
}

variable "short_links" {
  description = "Whether short links of Spotify, spotify.link, are followed to the song behind them."
  type        = bool
  default     = true
}

variable "protected" {
  description = "Whether records, objects and secrets are kept from being destroyed; false for tearing down and nothing else."
  type        = bool
  default     = true
}

variable "alert_addresses" {
  description = "Mail addresses that alerts go to."
  type        = list(string)

  validation {
    condition     = length(var.alert_addresses) > 0
    error_message = "Expected one mail address or more."
  }
}

variable "billing_account" {
  description = "Id of the billing account, for the budget."
  type        = string

  validation {
    condition     = length(split("-", var.billing_account)) == 3
    error_message = "Expected an id such as 012345-6789AB-CDEF01."
  }
}

variable "budget" {
  description = "What a month may cost before alerts go out, in the billing account's currency."
  type        = object({ amount = number, currency = optional(string) })
  default     = { amount = 200 }

  validation {
    condition     = var.budget.amount >= 1
    error_message = "Expected an amount of 1 or more."
  }
}

variable "alerts" {
  description = "Whether alerts are on; false until a model is published."
  type        = bool
  default     = true
}

variable "delivery" {
  description = "The repository whose workflows deploy, by its number; which of them run by themselves (retrain, ticks, extract); and the state's bucket if it is not PROJECT-state. Null for none."
  type        = object({ repository_id = string, on = optional(set(string), []), state = optional(string) })
  default     = null

  validation {
    condition     = var.delivery == null || can(regex("^[0-9]+$", var.delivery.repository_id))
    error_message = "Expected a number, as `gh api repos/OWNER/NAME --jq .id` tells."
  }
}
