variable "project" {
  description = "Id of the project that is deployed to."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "Expected the id of a project: 6 to 30 lower-case letters, digits and hyphens."
  }
}


variable "repository_id" {
  description = "Number of the repository at GitHub whose workflows may sign in, as `gh api repos/OWNER/NAME --jq .id` tells. Its name may belong to another tomorrow."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.repository_id))
    error_message = "Expected a number, not the repository's name."
  }
}

variable "on" {
  description = "Workflows that run by themselves: retrain, ticks, extract."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.on, ["extract", "retrain", "ticks"])) == 0
    error_message = "Expected extract, retrain or ticks."
  }
}

variable "billing_account" {
  description = "Id of the billing account whose budget is deployed; null if its roles are given by somebody else."
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "Expected an id such as 012345-6789AB-CDEF01."
  }
}

variable "state" {
  description = "Name of the bucket that keeps Terraform's state."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9._-]{2,62}$", var.state))
    error_message = "Expected the name of a bucket, without gs://."
  }
}

variable "objects" {
  description = "The setting SEGUE_OBJECTS, the output of the module app."
  type        = string

  validation {
    condition     = can(regex("^gs://[a-z0-9][a-z0-9._-]{2,62}$", var.objects))
    error_message = "Expected gs:// and the name of a bucket."
  }
}

variable "records" {
  description = "The setting SEGUE_RECORDS, the output of the module app."
  type        = string

  validation {
    condition     = startswith(var.records, "firestore://")
    error_message = "Expected firestore://PROJECT/DATABASE."
  }
}
