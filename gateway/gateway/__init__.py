"""The only public entrance: authorization server, operator API and streaming reverse proxy."""
