"""Reports as mail servers write them, after RFC 3464, RFC 5965 and the servers' documents; all invented."""

ANNA = "anna@mail.example"
MESSAGE_ID = "mail-0123456789abcdef01234567@segue.example"


def report(
    machine: str,
    *,
    path: str = "mail@segue.example",
    kind: str = "delivery-status",
    more: str = "",
) -> bytes:
    """Return a multipart/report about a mail to ANNA, with that mail's headers."""
    text = f"""\
Return-Path: <>
Received: from relay.example by mx.segue.example; Mon, 23 Nov 2026 12:31:00 +0000
Date: Mon, 23 Nov 2026 12:31:00 +0000
From: MAILER-DAEMON@relay.example (Mail Delivery System)
To: {path}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <r1@relay.example>
{more}MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b/relay"

--b/relay
Content-Type: text/plain; charset=us-ascii

This is the mail system. Your message could not be delivered.

--b/relay
Content-Type: message/{kind}

{machine}
--b/relay
Content-Type: text/rfc822-headers

Return-Path: <{path}>
From: Segue <mail@segue.example>
To: {ANNA}
Subject: Ten songs to go with "Room 45"
Message-ID: <{MESSAGE_ID}>

--b/relay--
"""
    return text.replace("\n", "\r\n").encode()


POSTFIX = f"""\
Reporting-MTA: dns; relay.example
X-Postfix-Queue-ID: 4F1A2B3C4D
X-Postfix-Sender: rfc822; mail@segue.example
Arrival-Date: Mon, 23 Nov 2026 12:30:00 +0000 (UTC)

Final-Recipient: rfc822; {ANNA}
Original-Recipient: rfc822;{ANNA}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.mail.example
Diagnostic-Code: smtp; 550 5.1.1 <{ANNA}>: Recipient address rejected: User
    unknown in virtual mailbox table
"""

EXIM = f"""\
Reporting-MTA: dns; relay.example

Action: failed
Final-Recipient: rfc822;{ANNA}
Status: 5.0.0
Remote-MTA: dns; mx.mail.example
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 550 5.1.1 Please try double-checking the address
"""

EXCHANGE = f"""\
Reporting-MTA: dns;EX01.corp.example
Received-From-MTA: dns;relay.example
Arrival-Date: Mon, 23 Nov 2026 12:30:05 +0000

Final-Recipient: rfc822;{ANNA}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
X-Display-Name: Anna
"""

GMAIL = f"""\
Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; mail@segue.example
Arrival-Date: Mon, 23 Nov 2026 04:30:06 -0800 (PST)
X-Original-Message-ID: <{MESSAGE_ID}>

Final-Recipient: rfc822; {ANNA}
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.26, the server for the domain mail.example.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. For more
 information, go to https://support.google.com/mail/?p=NoSuchUser - gsmtp
Last-Attempt-Date: Mon, 23 Nov 2026 04:30:07 -0800 (PST)
"""

EXIM_TEXT = f"""\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@relay.example>
To: mail@segue.example
X-Failed-Recipients: {ANNA}
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1rELd-00@relay.example>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {ANNA}
    host mx.mail.example [192.0.2.25]
    SMTP error from remote mail server after RCPT TO:<{ANNA}>:
    550 5.1.1 No such user here

------ This is a copy of the message, including all the headers. ------

Return-path: <mail@segue.example>
From: Segue <mail@segue.example>
To: {ANNA}
Message-ID: <{MESSAGE_ID}>
""".encode()

ABUSE = f"""\
Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <mail@segue.example>
Original-Rcpt-To: <{ANNA}>
Arrival-Date: Mon, 23 Nov 2026 14:00:00 +0000
Reported-Domain: segue.example
"""

FULL = POSTFIX.replace("5.1.1", "5.2.2").replace("550 5.2.2", "552 5.2.2")
POLICY = POSTFIX.replace("5.1.1", "5.7.1").replace("550 5.7.1", "554 5.7.1")
DELAYED = POSTFIX.replace("failed", "delayed").replace("5.1.1", "4.4.1").replace("550 4.4.1", "451 4.4.1")
DELIVERED = POSTFIX.replace("failed", "delivered").replace("5.1.1", "2.0.0")
NOT_SPAM = ABUSE.replace("abuse", "not-spam")

LOST = {
    "postfix": report(POSTFIX),
    "exim": report(EXIM),
    "exim in text": EXIM_TEXT,
    "exchange": report(EXCHANGE),
    "gmail": report(GMAIL, more=f"X-Failed-Recipients: {ANNA}\n"),
    "complaint": report(ABUSE, kind="feedback-report"),
}
"""Reports after which an address gets no more mail."""

PASSING = {
    "full": report(FULL),
    "policy": report(POLICY),
    "delayed": report(DELAYED),
    "delivered": report(DELIVERED),
    "not spam": report(NOT_SPAM, kind="feedback-report"),
}
"""Reports that change nothing."""
