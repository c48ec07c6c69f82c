"""The rules that tools/tidy.py looks at, one subject a file; each has check(tree, findings)."""
