# The DNS records of the sender's domain. They are entered where the domain is kept, which is not here.

locals {
  mail_domain     = trimsuffix(reverse(split("@", var.mail.from))[0], ">")
  envelope_domain = var.mail.bounces == "" ? local.mail_domain : split("@", var.mail.bounces)[1]

  sendgrid_records = {
    "em<NUMBER>.${local.mail_domain}"    = "CNAME u<ACCOUNT>.wl<NUMBER>.sendgrid.net, all as SendGrid shows it"
    "s1._domainkey.${local.mail_domain}" = "CNAME s1.domainkey.u<ACCOUNT>.wl<NUMBER>.sendgrid.net, as SendGrid shows it"
    "s2._domainkey.${local.mail_domain}" = "CNAME s2.domainkey.u<ACCOUNT>.wl<NUMBER>.sendgrid.net, as SendGrid shows it"
  }

  relay_records = {
    (local.envelope_domain)                      = "TXT v=spf1 include:<RELAY> ~all"
    "<SELECTOR>._domainkey.${local.mail_domain}" = "TXT or CNAME with the key that the relay shows"
  }

  mail_records = merge(
    { "_dmarc.${local.mail_domain}" = "TXT v=DMARC1; p=none; rua=mailto:<YOU>" },
    { for name, value in local.sendgrid_records : name => value if var.mail.url != "smtp" },
    { for name, value in local.relay_records : name => value if var.mail.url == "smtp" },
  )
}
