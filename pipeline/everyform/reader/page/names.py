"""The elements of HTML by what the reader makes of them (HTML Living Standard, section 4)."""

from __future__ import annotations

HEADINGS = {f"h{level}": level for level in range(1, 7)}

STRONG = frozenset({"strong", "b"})
EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})

SPANS = (
    STRONG
    | EMPHASIS
    | {
        *("a", "abbr", "acronym", "bdi", "bdo", "big", "br", "code", "data", "del", "font"),
        *("img", "ins", "kbd", "label", "mark", "nci-definition", "nobr", "output", "picture"),
        *("q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "sub"),
        *("sup", "time", "tt", "u", "wbr"),
    }
)
"""Elements among words; all but a few change nothing about the words inside them."""

STRUCK = frozenset({"del", "s", "strike"})
"""What the page itself has crossed out."""

CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "body", "caption", "center", "details", "dir", "div"),
        *("fieldset", "figcaption", "footer", "form", "header", "hgroup", "html", "legend"),
        *("main", "menu", "nav", "picture", "search", "section", "summary", "tbody", "tfoot"),
        *("thead", "tr", "td", "th"),
    }
)
"""Blocks that say nothing themselves: what is inside them stands where they stand."""

BLOCKS = (
    CONTAINERS
    | HEADINGS.keys()
    | {
        *("blockquote", "dd", "dl", "dt", "figure", "hr", "li", "ol", "p", "pre", "table", "ul"),
    }
)

SILENT = frozenset(
    {
        *("base", "basefont", "col", "colgroup", "head", "input", "link", "meta", "param"),
        *("script", "style", "template", "title", "track", "noscript", "datalist"),
    }
)
"""Elements that hold no words for a reader, or words for a browser without scripts only."""

EMBEDDED = frozenset(
    {
        *("applet", "area", "audio", "button", "canvas", "embed", "frame", "frameset", "iframe"),
        *("map", "meter", "noframes", "object", "optgroup", "option", "progress"),
        *("select", "svg", "textarea", "video"),
    }
)
"""What is shown from elsewhere, drawn, or operated: no words of the summary."""

SHOWN = frozenset({"audio", "canvas", "embed", "iframe", "object", "svg", "video"})
"""Those of them that show a reader of the page something."""
