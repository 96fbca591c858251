output "variables" {
  description = "Variables of the repository, and of its environments plan and prod, that the workflows read. SEGUE_TFVARS is the text of terraform.tfvars."
  value = {
    # A job's condition is read before its environment, so that switches are the repository's.
    repository = merge(
      { SEGUE_PROJECT = var.project },
      { for name in ["extract", "retrain", "ticks"] : "SEGUE_${upper(name)}" => contains(var.on, name) ? "on" : "off" },
    )

    plan = {
      SEGUE_IDENTITY_PROVIDER = google_iam_workload_identity_pool_provider.main.name
      SEGUE_PLANNER           = google_service_account.main["planner"].email
      SEGUE_STATE             = var.state
    }

    prod = {
      SEGUE_IDENTITY_PROVIDER = google_iam_workload_identity_pool_provider.main.name
      SEGUE_DEPLOYER          = google_service_account.main["deployer"].email
      SEGUE_TRAINER           = google_service_account.main["trainer"].email
      SEGUE_TICKER            = google_service_account.main["ticker"].email
      SEGUE_STATE             = var.state
      SEGUE_OBJECTS           = var.objects
      SEGUE_RECORDS           = var.records
      SEGUE_TRAINING_DATA     = "${var.objects}/training"
    }
  }
}
