variable "project" {
  description = "Id of the project that everything is in."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "Expected the id of a project: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "project_number" {
  description = "Number of the project; Pub/Sub's own account is named by it."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.project_number))
    error_message = "Expected the number of a project, digits alone."
  }
}

variable "region" {
  description = "Where the function runs, such as europe-west1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "Expected a region such as europe-west1, not a zone or a multi-region."
  }
}

variable "name" {
  description = "Name of the function as in functions/; also the name of its entry point."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z_]{2,19}$", var.name))
    error_message = "Expected 3 to 20 lower-case letters and underscores, as a folder of functions/ is called."
  }
}

variable "description" {
  description = "What the function does, in a sentence."
  type        = string

  validation {
    condition     = length(var.description) > 0
    error_message = "Expected a sentence, found nothing."
  }
}

variable "bundle" {
  description = "Path of the zip that `segue bundle` wrote."
  type        = string

  validation {
    condition     = endswith(var.bundle, ".zip")
    error_message = "Expected the path of a .zip; write it with `segue bundle --all`."
  }
}

variable "bundle_bucket" {
  description = "Name of the bucket that bundles are uploaded to."
  type        = string

  validation {
    condition     = length(var.bundle_bucket) >= 3
    error_message = "Expected the name of a bucket."
  }
}

variable "build_service_account" {
  description = "Id of the account that builds the function: projects/PROJECT/serviceAccounts/ADDRESS."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/serviceAccounts/[^/]+$", var.build_service_account))
    error_message = "Expected projects/PROJECT/serviceAccounts/ADDRESS, not the address alone."
  }
}

variable "memory" {
  description = "Memory of an instance, such as 512Mi or 2Gi."
  type        = string
  default     = "512Mi"

  validation {
    condition     = can(regex("^[0-9]+(Mi|Gi)$", var.memory))
    error_message = "Expected memory in Mi or Gi, such as 512Mi."
  }
}

variable "cpu" {
  description = "Processors of an instance."
  type        = number
  default     = 1

  validation {
    condition     = contains([0.333, 0.583, 1, 2, 4, 8], var.cpu)
    error_message = "Expected 0.333, 0.583, 1, 2, 4 or 8 processors."
  }
}

variable "concurrency" {
  description = "Requests that an instance serves at once; above 1 it needs a whole processor."
  type        = number
  default     = 1

  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 1000 && floor(var.concurrency) == var.concurrency
    error_message = "Expected a whole number from 1 to 1000."
  }
}

variable "min_instances" {
  description = "Instances that are kept warm."
  type        = number
  default     = 0

  validation {
    condition     = var.min_instances >= 0 && floor(var.min_instances) == var.min_instances
    error_message = "Expected a whole number, 0 or more."
  }
}

variable "max_instances" {
  description = "Instances that a revision may have; what bounds the bill."
  type        = number
  default     = 10

  validation {
    condition     = var.max_instances >= 1 && var.max_instances <= 1000
    error_message = "Expected 1 to 1000 instances."
  }
}

variable "timeout_seconds" {
  description = "How long a request may take. What messages are pushed to has 600 seconds at most, Pub/Sub's bound."
  type        = number
  default     = 60

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 600
    error_message = "Expected 1 to 600 seconds."
  }
}

variable "environment" {
  description = "Settings that are no secret, by name."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : !can(regex("SECRET|_KEY$|PASSWORD|TOKEN", name))])
    error_message = "A secret does not go into the plain environment; name it in `secrets`."
  }
}

variable "secrets" {
  description = "Secrets of Secret Manager that the function reads: variable -> id of the secret."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.secrets) : can(regex("^[A-Za-z0-9_-]{1,255}$", id))])
    error_message = "Expected ids of secrets in this project, never what they hold."
  }
}

variable "public" {
  description = "Whether everybody may call it; what is not public only Pub/Sub may call."
  type        = bool
}

variable "balanced" {
  description = "Whether what is public is reached by way of a load balancer alone, not at the address that Cloud Run gives it."
  type        = bool
  default     = true
}

variable "topics" {
  description = "Topics whose messages are pushed to the function: name -> id, and whether order is kept."
  type        = map(object({ id = string, ordered = optional(bool, false) }))
  default     = {}

  validation {
    condition     = alltrue([for topic in values(var.topics) : can(regex("^projects/[^/]+/topics/[^/]+$", topic.id))])
    error_message = "Expected ids of topics: projects/PROJECT/topics/NAME."
  }
}

variable "max_delivery_attempts" {
  description = "Deliveries after which a message goes to the dead-letter topic: 100 are some 15 hours, in which most outages end."
  type        = number
  default     = 100

  validation {
    condition     = var.max_delivery_attempts >= 5 && var.max_delivery_attempts <= 100
    error_message = "Expected 5 to 100 deliveries, Pub/Sub's bounds."
  }
}

variable "labels" {
  description = "Labels of what can have them."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.labels) : can(regex("^[a-z][a-z0-9_-]{0,62}$", name))])
    error_message = "Expected names of lower-case letters, digits, hyphens and underscores."
  }
}
