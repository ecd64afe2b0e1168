"""The rules of the desk check, one module a group."""
