"""Who may take a visit, who should, and why: eligibility, score, ranking, decision cards, policy."""
