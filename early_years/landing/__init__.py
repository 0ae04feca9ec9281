"""The landing store: files as suppliers hand them over, kept release by release.

A file is read and judged as a whole (reading), children's identifiers are made anew
(pseudonyms), and what passed becomes a release that is never changed (store). Which
rows count on a day is worked out from the releases (releases).
"""
