"""The shared cases of shops and ledgers, judged through the public interface."""
