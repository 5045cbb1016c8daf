"""Signing in by the municipality's own identity provider: OpenID Connect Core 1.0, authorization code with PKCE."""
