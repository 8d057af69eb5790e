"""Matching over places: who goes where, exactly, without ever writing all pairs down."""
