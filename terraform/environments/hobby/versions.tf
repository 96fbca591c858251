terraform {
  required_version = ">= 1.7"

  # The bucket's name is given at `terraform init`, see terraform/README.md.
  backend "gcs" {
    prefix = "segue/hobby"
  }

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 8.2, < 9.0"
    }
  }
}
