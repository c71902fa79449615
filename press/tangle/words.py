"""The words for all that can be wrong with tangled cells."""

from __future__ import annotations

# code: (what is wrong, what to do); the facts are filled in
WORDS: dict[str, tuple[str, str]] = {
    # where a cell goes
    "target-outside": ("{target!r} leaves the package", "Write mlcode/….py"),
    "target-case": ("{target!r} has upper-case letters, which some systems take for lower-case ones", "Write {lower}"),
    "target-form": (
        "{target!r} is not the path of a module",
        "Write mlcode/topic/module.py; no keyword, and none of {taken}",
    ),
    "module-and-package": ("{target} and a package of that name cannot both be", "Rename one of them"),
    # what a tangled cell holds
    "tangled-tag": ("a tangled cell has tags: it is plain code, and always visible", "Take the tags away, or :tangle:"),
    "tangled-figure": ("a tangled cell draws no figure", "Draw it in the next cell"),
    "tangled-nothing": ("a tangled cell without code", "Write a definition, or no :tangle:"),
    "tangled-magic": ("an IPython command in a tangled cell", "Move it to a cell of its own"),
    "syntax-error": ("Python cannot read this: {reason}", "The oldest Python of the book is 3.11"),
    "tangled-print": ("a tangled cell prints", "Print in the next cell, without :tangle:"),
    "tangled-call": (
        "a tangled cell calls something: importing the package would run it",
        "Call it in the next cell, without :tangle:, or inside a function",
    ),
    "tangled-conditional": (
        "a definition or an import under a condition: the package would have two meanings",
        "Write it plainly, at the left margin",
    ),
    "tangled-statement": (
        "a tangled cell holds only imports, functions, classes and constants",
        "Move this to a cell without :tangle:, or name one constant at a time",
    ),
    "two-statements": ("two statements on one line", "Give each its own"),
    "class-body": ("a class body holds only a docstring, methods and fields", "Move this out of the class"),
    "dangling-comment": (
        "a comment that belongs to no definition",
        "Put it right above one, or inside; above imports, say it in the prose",
    ),
    "long-line": ("the line has {length} characters in the package, not {limit}", "Break it"),
    # imports
    "star-import": ("names that nobody can see", "Import them one by one"),
    "relative-import": ("a relative import has no meaning in a notebook", "Write from mlcode.module import name"),
    "local-import": (
        "an import from the book inside a function: the press could not follow it",
        "Import it at the left margin, in any cell of the page",
    ),
    "foreign-import": (
        "{module} would import {foreign}",
        "The package needs NumPy and the standard library only; mlcode.pictures Matplotlib too",
    ),
    "module-import": (
        "a whole module of the book is imported, so nobody sees which names are used",
        "Write from {module} import name",
    ),
    "unknown-import": ("no page tangles {name} into {module}", "{hint}"),
    "early-import": (
        "{name} enters {module} on this page or a later one",
        "Use it after the cell that defines it, or on a later page",
    ),
    "tool-import": (
        "the tool {module} would lean on {other}, which early pages do not have",
        "A tool leans on tools only",
    ),
    # names
    "undefined-name": ("{name} is defined nowhere on this page", "{hint}"),
    "notebook-variable": (
        "{item} leans on {name}, which only the notebook has (line {line})",
        "Pass it as an argument, or tangle it",
    ),
    "two-meanings": ("{name} means different things ({where})", "Give each its own name"),
    "alias-at-home": ("{name} is called {alias} here, but stands in the same module", "Import it under its own name"),
    "rebound": ("{name} is tangled on this page, and becomes another thing here", "Use another name"),
    "late-name": (
        "{item} needs {name} at once, but it comes later in {module}",
        "Define it earlier, or use it inside a function",
    ),
    "import-cycle": ("the modules import one another: {chain}", "Move what both need to a module of its own"),
    "package-cycle": (
        "when {entry} is imported first, {module} imports from {other}, which still waits for it",
        "Move what both need to a module of its own",
    ),
    "name-twice": ("{name} is in {other} too, and their package can show only one", "Rename one of them"),
    "name-of-module": ("{name} would hide the module of that name in its package", "Rename one of them"),
    # what comes again
    "redefined": ("{name} is already defined at {where}", "To supersede it, give the cell `:replaces: {name}`"),
    "defined-twice": ("{name} is defined twice in this class", "Keep one"),
    "replaces-alone": (":replaces: in a cell that is not tangled", "Add :tangle:"),
    "replaces-nothing": (
        ":replaces: {name} names nothing that this cell defines anew",
        "Write name or Class.method, as it was defined before",
    ),
    # classes that grow
    "extends-form": (
        "an extension says more than which class grows",
        "Write @extends({owner}) first, alone on its line; "
        "then `class {owner}:` without bases, docstring or other decorators, or a function",
    ),
    "extends-unknown": (
        "{owner} is no class of {module} on this page",
        "Define it before, or write from {module} import {owner}",
    ),
    "extends-elsewhere": (
        "{owner} stands in {home}, not in {module}",
        "Tangle the extension to the module of its class",
    ),
    "one-line-class": (
        "class {owner} is written on one line, so nothing can be added to it",
        "Give its body a line of its own, where it is defined",
    ),
    "cannot-grow": (
        "{reason} looks at a class when its body ends, and misses what comes later",
        "Write the class whole, with :replaces:",
    ),
    "late-field": (
        "in the notebook {owner} does not see the type of this field",
        "Write the field where {owner} is defined, or without a type",
    ),
    "late-hook": ("{name} works only from the moment when {owner} is made", "Write it where the class is defined"),
    "late-setter": (
        "the accessor of {name} stands in a class body that does not define the property",
        "Put getter, setter and deleter together",
    ),
    "split-property": (
        "the accessor of {name} does not stand right below it",
        "Put getter, setter and deleter together",
    ),
    "class-attribute": (
        "{name} is another thing in the notebook than in the folded class, which has an attribute of that name",
        "Use another name",
    ),
    "half-equal": (
        "{name} joins a class that has {partner}: Python settles the two when the class body ends",
        "Write both where the class is defined",
    ),
    "wrapped-super": (
        "super() in a decorated method: @extends cannot reach it through the decorator",
        "Say super() in a plain method, and call that",
    ),
    "lone-decorator": ("another decorator above a lone function", "Use the class form of @extends"),
    "bare-super": ("super() knows no class in a lone function", "Use the class form of @extends"),
    "private-name": ("{name} is another name inside a class", "Use the class form of @extends"),
    "special-method": ("Python treats {name} specially in a class body", "Use the class form of @extends"),
    "shadowed-global": (
        "in the notebook this hides the other {name}, in the package it does not",
        "Use the class form of @extends",
    ),
    "changed-meaning": ("{name} would not be the same in the package", "Use the class form of @extends"),
    # files beside the pages
    "no-summary": ("{module} has no summary in {file}", 'Add the line {module}: "What it holds."'),
    "summary-form": ("{reason}", 'Write `path: "One sentence."`, at most 85 characters'),
    "no-card": ("a data file without a card", "Write {card}: title, source, licence, sha256, columns"),
    "no-data": ("there is no {file}", "Add it, or name it with `file =`"),
    "card-form": ("TOML cannot read the card: {reason}", "See the other cards"),
    "data-digest": (
        "{file} is not the file that the card describes: its sha256 is {found}",
        "Restore the file, or check the new one and change the card",
    ),
    # the package on disk
    "hand-edit": (
        "the file was edited since it was tangled",
        "Take the edit into its chapter with `python -m press stitch`, "
        "or throw it away with `python -m press tangle --force`",
    ),
    "drift": ("{reason}", "{hint}"),
    "stitch-refused": ("{reason}", "Edit the chapter instead"),
    "uncovered": ("no chapter shows this line: {text}", "This is a fault of the press"),
    "no-page": ("the book has no page {slug}", "{hint}"),
}
