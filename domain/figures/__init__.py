"""Figures for the council: periods, what may be shown, and the arithmetic. Pure; the store counts, pages show."""
