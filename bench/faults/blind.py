"""Limits of each row of the table by what goes wrong: faults it says nothing about."""

from bench.faults.kinds import KINDS

CANNOT_SHOW = {fault.name: fault.cannot_show for fault in KINDS} | {
    "two of these in one run": "three; two that are drawn together seldom",
    "delivered twice": "",
    "delivered out of order, ten times": "messages of one ordering key, whose order a bus keeps",
    "delivered six days late": "more than Pub/Sub's seven days",
    "delivered fifty at once": "fifty processes: they are threads of one",
    "a poisoned message in each topic": "a message that ends the process that reads it",
    "redelivered after 1,500 others": "nothing that a longer run would: each event is marked where it is stored",
    "killed at a moment": "a moment not drawn",
    "SIGKILL and SIGSTOP": "a loss of power; a moment not drawn",
}
