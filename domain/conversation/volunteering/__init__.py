"""Volunteers and staff introduce themselves: what they can do, when and where; and the tasks that staff report."""
