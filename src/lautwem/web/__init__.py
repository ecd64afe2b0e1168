"""The reading room: pages and a REST API over an archive, made on the server.

``app.create_app`` puts it together; ``lautwem serve`` runs it.
"""
