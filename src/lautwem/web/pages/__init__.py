"""The pages for people: one module a page or a pair of pages that belong together."""
