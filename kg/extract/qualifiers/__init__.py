"""Where, when and how surely: what a statement carries besides its ends."""
