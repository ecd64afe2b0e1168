"""The language server: findings while one writes, and on whose word somebody speaks on hover."""
