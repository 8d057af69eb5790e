"""What crosses the wire, as msgspec structs: one file per subject, inputs and outputs side by side."""
