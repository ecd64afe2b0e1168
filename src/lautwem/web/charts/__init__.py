"""Pictures made on the server: pure functions from counts to shapes; templates draw them."""
