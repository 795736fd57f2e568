"""The sample reports: one invented report, rendered as PDF, as text with and without page breaks, and as HTML."""
