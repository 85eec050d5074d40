"""Owns every due date of the service, the calendar of working days, and what is due for whom.

Never says what follows when a date passes: whoever set it does.
"""
