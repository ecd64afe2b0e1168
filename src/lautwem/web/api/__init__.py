"""The REST API under ``/api/1/``: the same types and JSON as the command line."""
