variable "project" {
  description = "Id of the project that everything is in; one environment has a project of its own."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "Expected the id of a project: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "Name of the environment, such as dev or prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2,10}$", var.environment))
    error_message = "Expected 2 to 10 lower-case letters."
  }
}

variable "region" {
  description = "Where functions, records and objects are."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "Expected a region such as europe-west1, not a zone or a multi-region."
  }
}

variable "site_url" {
  description = "Scheme and host that listeners see; its name has to point to the output `address`."
  type        = string

  validation {
    condition     = can(regex("^https://[a-z0-9][a-z0-9.-]+\\.[a-z]{2,}$", var.site_url))
    error_message = "Expected https:// and a host, without a slash at the end."
  }
}

variable "database" {
  description = "Name of the Firestore database."
  type        = string
  default     = "(default)"

  validation {
    condition     = can(regex("^(\\(default\\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$", var.database))
    error_message = "Expected (default), or 4 to 63 lower-case letters, digits and hyphens."
  }
}

variable "bundles" {
  description = "Folder that `segue bundle --all` wrote to."
  type        = string

  validation {
    condition     = !endswith(var.bundles, "/")
    error_message = "Expected a folder, without a slash at the end."
  }
}

variable "site" {
  description = "Folder of the site's pages."
  type        = string

  validation {
    condition     = fileexists("${var.site}/index.html")
    error_message = "Expected a folder with an index.html in it."
  }
}

variable "kept_warm" {
  description = "Functions that always have an instance, so that nobody waits for a start."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.kept_warm : can(regex("^[a-z_]+$", name))])
    error_message = "Expected names of functions."
  }
}

variable "mail" {
  description = "How mails go out: the mailer, whom they come from, the postal address in their footer, and where answers and bounces go."
  type = object({
    url            = optional(string, "sendgrid:")
    from           = string
    postal_address = string
    reply_to       = optional(string, "")
    bounces        = optional(string, "")
  })

  validation {
    condition     = var.mail.url == "smtp" || can(regex("^sendgrid:", var.mail.url))
    error_message = "Expected sendgrid: or one of its forms, or smtp, whose server and password are the secret segue-mail."
  }

  validation {
    condition     = can(regex("@", var.mail.from)) && length(var.mail.postal_address) > 0
    error_message = "Expected NAME <ADDRESS>, and a postal address, which the law wants in each mail."
  }

  validation {
    condition     = var.mail.reply_to == "" || can(regex("@", var.mail.reply_to))
    error_message = "Expected NAME <ADDRESS>, or nothing, for answers to go to the sender."
  }

  validation {
    condition     = var.mail.bounces == "" || (var.mail.url == "smtp" && can(regex("^[A-Za-z0-9_.-]{1,37}@[A-Za-z0-9.-]+$", var.mail.bounces)))
    error_message = "Expected a mailbox that mails over smtp bounce to; SendGrid tells of bounces by itself."
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

variable "balanced" {
  description = "Whether a load balancer of our own stands before the site and the functions. Without one Firebase Hosting does (output `hosting`), and public functions are open at their own addresses."
  type        = bool
  default     = true
}

variable "forwarded_hops" {
  description = "Entries at the end of X-Forwarded-For that what stands before the functions writes: 2 by the load balancer."
  type        = number
  default     = 2

  validation {
    condition     = var.forwarded_hops >= 0 && var.forwarded_hops <= 9 && floor(var.forwarded_hops) == var.forwarded_hops
    error_message = "Expected a whole number from 0 to 9."
  }
}

variable "most_instances" {
  description = "Instances that a function may have at the most, whatever functions.yaml says: what bounds Cloud Run's part of a bill."
  type        = number
  default     = 1000

  validation {
    condition     = var.most_instances >= 1 && var.most_instances <= 1000 && floor(var.most_instances) == var.most_instances
    error_message = "Expected a whole number from 1 to 1000."
  }
}

variable "images_kept" {
  description = "Images of each function that are kept whatever their age, to go back to. Half a GiB of all of them is free."
  type        = number
  default     = 5

  validation {
    condition     = var.images_kept >= 1 && floor(var.images_kept) == var.images_kept
    error_message = "Expected a whole number of 1 or more."
  }
}

variable "watched" {
  description = "Whether there are alerts and checks of health from outside. A condition has a price a month, and a check starts instances."
  type        = bool
  default     = true
}

variable "restorable" {
  description = "Whether records can be brought back as of any minute of the last week, and as of each day; else as of each Sunday of four weeks."
  type        = bool
  default     = true
}

variable "throttled" {
  description = "Whether the balancer bounds the requests of one address. Cloud Armor has a price a month, and one a million requests."
  type        = bool
  default     = true
}

variable "retrain" {
  description = "The weekly training: image, arguments of `segue train`, when; null for none. Files under training/ in the objects' bucket are at /objects."
  type = object({
    image     = string
    arguments = list(string)
    schedule  = optional(string, "0 3 * * 1")
    time_zone = optional(string, "Etc/UTC")
    cpu       = optional(string, "4")
    memory    = optional(string, "16Gi")
  })
  default = null

  validation {
    condition     = var.retrain == null || can(regex("^[a-z0-9.-]+/.+(:|@).+$", var.retrain.image))
    error_message = "Expected an image with its registry and a tag or digest."
  }

  validation {
    condition     = var.retrain == null || length(regexall("\\S+", try(var.retrain.schedule, ""))) == 5
    error_message = "Expected a schedule of five fields, as cron has them."
  }
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
    condition     = length(var.alert_addresses) > 0 && alltrue([for address in var.alert_addresses : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "Expected one mail address or more: an alert that nobody gets is none."
  }
}

variable "billing_account" {
  description = "Id of the billing account, for the budget."
  type        = string

  validation {
    condition     = can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "Expected an id such as 012345-6789AB-CDEF01."
  }
}

variable "budget" {
  description = "What a month may cost before alerts go out, in the billing account's currency; another currency is refused."
  type        = object({ amount = number, currency = optional(string) })

  validation {
    condition     = var.budget.amount >= 1 && floor(var.budget.amount) == var.budget.amount && (var.budget.currency == null || can(regex("^[A-Z]{3}$", var.budget.currency)))
    error_message = "Expected a whole amount of 1 or more, and no currency or one such as EUR."
  }
}

variable "alerts" {
  description = "Whether alerts are on. Until a model is published health checks fail, as they should, and each would be a mail."
  type        = bool
  default     = true
}
