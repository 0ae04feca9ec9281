"""An intruder: what somebody can work out who holds every file that leaves.

It reads nothing of the council's own: the files of all audiences outside, their
dictionaries and sidecars, the public pages, kept publications, what the Department for
Education publishes, and the open code and policy. From these it bounds every count of
children, and refuses a publication in which a bound is too narrow.
"""
