"""The press: chapters in, a site, a package, notebooks and verdicts out."""
