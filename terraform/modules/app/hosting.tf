# Without a balancer Firebase Hosting serves the site and leads to the functions. The provider has no resources for it, so
# this is what its own tool, firebase-tools, reads.

locals {
  # What functions answer has headers of its own: some pages may be framed, and no answer for one listener be cached.
  answered = join("|", sort(distinct([for path in keys(local.routes) : split("/", path)[1]])))

  hosting = {
    hosting = {
      public = "site"
      ignore = ["**/.*"]

      headers = [for source, cached in {
        "/assets/**"                       = local.cached.assets
        "!/@(${local.answered}|assets)/**" = local.cached.pages
        } : {
        source  = source
        headers = [for name, value in merge(local.headers, { Cache-Control = cached }) : { key = name, value = value }]
      }]

      # The first that matches counts, so that the longer path comes first.
      rewrites = [for path in reverse(sort(keys(local.routes))) : {
        source = "${path}{,/**}"
        run    = { serviceId = module.function[local.routes[path]].service, region = var.region }
      }]
    }
  }
}
