"""The planner on the dispatch engine: translation both ways, and one killable process for each solve."""
