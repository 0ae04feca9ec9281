"""The linkage laboratory: what linking children would answer, on made-up children.

The area data of the project cannot say whether the children who do not attend are
those with the lowest outcomes. Here a made-up city has children whose truth is known,
services that record them with errors, and a linkage of those records, so that the
answer, its errors and the bounds from area data stand side by side. No file of a
council is read, nothing is written, and no model of the project knows that it exists.
"""
