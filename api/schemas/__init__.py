"""The JSON in and out. Contracts: other programs rely on every name here.

Answers are read from the library's values of the same shape; the library says what they mean in
full.
"""
