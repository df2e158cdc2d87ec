"""Widgets that several views are made of, and what all views can do."""
