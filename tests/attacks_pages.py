"""Attacks on finished web pages and books: what a stranger might put in, hide or turn around.

Each is planted in the finished bytes, with every digest made anew, so that only a look at what
a reader gets can tell. `code` is what proof must find, perhaps among others.
"""

from __future__ import annotations

import io
import zipfile

from tests.faults import Change, Fault, in_book, rewrite, swap

_P = r"(<main.*?)(<p id=\"p-[^\"]*\">)(.*?)(</p>)"
_NOT = "You do not need a doctor."


def _member(name: str, data: bytes) -> Change:
    """A book with one more file in its container."""

    def plant(book: bytes) -> bytes:
        out = io.BytesIO(book)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, data)
        return out.getvalue()

    return plant


def _appended(words: bytes) -> Change:
    return lambda data: data + words


def _commented(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"Read on at example.org"
    return out.getvalue()


def _repacked(data: bytes) -> bytes:
    """The same files, the media type last and packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in reversed(old.infolist()):
            new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _linked(data: bytes) -> bytes:
    """The style sheet as a symbolic link, which some programs follow when they unpack."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename.endswith(".css"):
                entry.external_attr = 0o120777 << 16
            new.writestr(entry, old.read(entry))
    return out.getvalue()


def _listed(name: str, kind: str, data: bytes) -> Change:
    """A book with one more file, which its package document lists."""

    def plant(book: bytes) -> bytes:
        item = f'<item href="{name}" id="more" media-type="{kind}"/></manifest>'
        listed = in_book("content.opf", swap("</manifest>", item))(book)
        return _member(f"EPUB/{name}", data)(listed)

    return plant


def _web(name: str, code: str, plant: Change, language: str = "en") -> Fault:
    return Fault(name, "web", code, plant, language)


def _book(name: str, code: str, plant: Change, file: str = "text-01.xhtml") -> Fault:
    return Fault(name, "epub", code, in_book(file, plant) if file else plant)


WEB = (
    _web("a script", "foreign", swap("</main>", "<script>document.title='x'</script></main>")),
    _web(
        "a script among the facts",
        "foreign",
        swap("</head>", '<script type="text/javascript">1</script></head>'),
    ),
    _web(
        "a frame with words",
        "foreign",
        swap("</main>", f'<iframe srcdoc="{_NOT}"></iframe></main>'),
    ),
    _web(
        "a style that says words",
        "foreign",
        swap("</style>", f'p::after {{ content: "{_NOT}" }}</style>'),
    ),
    _web("a style that hides words", "foreign", swap("</style>", "li { display: none }</style>")),
    _web(
        "another style sheet",
        "foreign",
        swap("</head>", "<style>li { color: #fffdf8 }</style></head>"),
    ),
    _web(
        "a style on a word", "foreign", rewrite(r"(<main.*?)<p id=", r'\1<p style="opacity: 0" id=')
    ),
    _web("a field with words", "foreign", swap("</main>", f'<input value="{_NOT}"/></main>')),
    _web(
        "a placeholder",
        "foreign",
        swap("</main>", f'<textarea placeholder="{_NOT}"></textarea></main>'),
    ),
    _web("a button", "foreign", swap("</main>", "<button></button></main>")),
    _web(
        "a refresh",
        "foreign",
        swap("</head>", '<meta http-equiv="refresh" content="0;url=https://example.org/"/></head>'),
    ),
    _web(
        "a base for addresses",
        "foreign",
        swap("</head>", '<base href="https://example.org/"/></head>'),
    ),
    _web(
        "an external style sheet",
        "foreign",
        swap("</head>", '<link rel="stylesheet" href="https://example.org/x.css"/></head>'),
    ),
    _web(
        "a form", "foreign", swap("</main>", '<form action="https://example.org/"></form></main>')
    ),
    _web(
        "a video",
        "foreign",
        swap("</main>", '<video src="https://example.org/x.mp4"></video></main>'),
    ),
    _web(
        "a picture of words",
        "foreign",
        swap("</main>", '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/></main>'),
    ),
    _web(
        "a drawing of words", "foreign", swap("</main>", f"<svg><text>{_NOT}</text></svg></main>")
    ),
    _web("an object", "foreign", swap("</main>", '<object data="x.html"></object></main>')),
    _web("an embedded page", "foreign", swap("</main>", '<embed src="x.html"/></main>')),
    _web(
        "words behind 300 boxes",
        "foreign",
        swap("</main>", "<div>" * 300 + _NOT + "</div>" * 300 + "</main>"),
    ),
    _web(
        "a hidden paragraph", "foreign", rewrite(r"(<main.*?)<p id=", r'\1<p hidden="hidden" id=')
    ),
    _web(
        "a paragraph for eyes only",
        "foreign",
        rewrite(r"(<main.*?)<p id=", r'\1<p aria-hidden="true" id='),
    ),
    _web(
        "a paragraph that nobody sees",
        "foreign",
        rewrite(r"(<main.*?)<p id=", r'\1<p class="skip" id='),
    ),
    _web(
        "a paragraph that is not printed",
        "foreign",
        rewrite(r"(<main.*?)<p id=", r'\1<p class="links" id='),
    ),
    _web(
        "a paragraph as a band over the page",
        "foreign",
        rewrite(r"(<main.*?)<p id=", r'\1<p class="draft" id='),
    ),
    _web("a heading by another name", "extra", swap("<main", f'<main aria-label="{_NOT}"')),
    _web(
        "a description for ears",
        "foreign",
        rewrite(r"(<main.*?)<p id=", rf'\1<p aria-description="{_NOT}" id='),
    ),
    _web(
        "a link by another name",
        "foreign",
        rewrite(r'(<main.*?<a class="link")', rf'\1 title="{_NOT}"'),
    ),
    _web("a role", "foreign", rewrite(r"(<main.*?)<p id=", r'\1<p role="presentation" id=')),
    _web("a list that is none", "foreign", rewrite(r"(<main.*?)<ul>", r'\1<ul role="none">')),
    _web(
        "a folded list",
        "foreign",
        rewrite(r"(<main.*?)<ul>(.*?)</ul>", r"\1<ul><li><details><ol>\2</ol></details></li></ul>"),
    ),
    _web(
        "a paragraph among the contents",
        "foreign",
        rewrite(
            r"(<nav.*?)(</ol>\s*</nav>)(.*?)(<p id=\"p-[^\"]*\">.*?</p>)", r"\1<li>\4</li>\2\3"
        ),
    ),
    _web("words turned around", "foreign", rewrite(_P, r'\1\2<bdo dir="rtl">\3</bdo>\4')),
    _web(
        "a paragraph that runs to the left",
        "foreign",
        rewrite(r"(<main.*?)<p id=", r'\1<p dir="rtl" id='),
    ),
    _web("a page that runs to the left", "foreign", rewrite(r'dir="ltr"', 'dir="rtl"')),
    _web("letters that turn others around", "foreign", rewrite(_P, "\\1\\2\u202e\\3\u202c\\4")),
    _web("letters that are not shown", "foreign", rewrite(_P, "\\1\\2\U000e0041\\3\\4")),
    _web("a remark", "foreign", swap("</main>", f"<!-- {_NOT} --></main>")),
    _web(
        "a remark for an old browser",
        "foreign",
        swap("</main>", f"<!--[if IE]>{_NOT}<![endif]--></main>"),
    ),
    _web("an instruction", "foreign", swap("</main>", "<?php echo 1 ?></main>")),
    _web(
        "words that only a parser of XML leaves out",
        "foreign",
        swap("</main>", f"<![CDATA[{_NOT}]]></main>"),
    ),
    _web(
        "an entity", "foreign", swap("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x "{_NOT}">]>')
    ),
    _web("words after the end", "foreign", _appended(f"{_NOT}".encode())),
    _web(
        "a second page after the end", "foreign", _appended(b"<html><body><p>x</p></body></html>")
    ),
    _web("a tag that a browser leaves open", "foreign", swap("</main>", "<p/></main>")),
    _web("an attribute without quotes", "foreign", swap("</main>", "<p class=links>x</p></main>")),
    _web("a tag in capitals", "foreign", swap("</main>", "<P></P></main>")),
    _web("an event", "foreign", swap("<main", '<main onclick="alert(1)"')),
    _web(
        "a link to elsewhere in the notices",
        "links",
        rewrite(r'(<footer.*?href=")https://[^"]*"', r'\1https://example.org/"'),
    ),
    _web(
        "a telephone number in the notices",
        "links",
        rewrite(
            r"(<footer.*?)(<p id=\"n-src\")",
            r'\1<p><a class="phone" href="tel:+19005550100">Important</a></p>\2',
        ),
    ),
    _web(
        "a link in a link",
        "foreign",
        rewrite(
            r'(<main.*?<a class="link"[^>]*>)(.*?)(</a>)',
            r'\1<em><a class="term" href="#text">\2</a></em>\3',
        ),
    ),
    _web(
        "a fact of nobody",
        "foreign",
        swap('"@type": "MedicalWebPage"', '"@type": "MedicalWebPage", "review": "Five stars"'),
    ),
    _web(
        "a fact told twice",
        "readable",
        swap('"@type": "MedicalWebPage"', '"@type": "MedicalWebPage", "name": "x"'),
    ),
    _web("a credit lost", "credit", rewrite(r'"creditText": "[^"]*", ', "")),
    _web(
        "a citation of others", "credit", rewrite(r'"citation": "[^"]*"', '"citation": "Example"')
    ),
    _web(
        "no accessibility summary",
        "credit",
        rewrite(r'"accessibilitySummary": "[^"]*"', '"accessibilitySummary": ""'),
    ),
    _web("a looser policy", "foreign", swap("default-src 'none'", "default-src *")),
    _web(
        "a table head around a segment",
        "foreign",
        rewrite(
            r'(<td>)(?:<span[^>]*>[^<]*</span>)?<p (id="[^"]*")>(.*?)</p>',
            r'\1<span class="head"><span \2>\3</span></span>',
        ),
    ),
    _web(
        "a shadow",
        "foreign",
        swap("</main>", f'<div><template shadowrootmode="open">{_NOT}</template></div></main>'),
    ),
    _web(
        "a picture behind the words",
        "foreign",
        swap("</style>", "body { background: url(x.png) }</style>"),
    ),
)

BOOK = (
    _book(
        "a style that says words",
        "foreign",
        swap("nav li", f'p::before {{ content: "{_NOT}" }}\nnav li'),
        "style.css",
    ),
    _book(
        "a style that hides words",
        "foreign",
        swap("nav li", "li { display: none }\nnav li"),
        "style.css",
    ),
    _book(
        "a style in a page",
        "foreign",
        swap("</head>", "<style>li { display: none }</style></head>"),
    ),
    _book("a script", "foreign", swap("</head>", "<script>1</script></head>")),
    _book("a style on a word", "foreign", rewrite("<p id=", '<p style="display: none" id=')),
    _book("a hidden paragraph", "foreign", rewrite("<p id=", '<p hidden="hidden" id=')),
    _book(
        "words read in a footnote's place",
        "foreign",
        rewrite("<p id=", '<p epub:type="footnote" id='),
    ),
    _book("a footnote", "foreign", swap("</body>", '<aside epub:type="footnote"></aside></body>')),
    _book("a switch", "foreign", swap("</body>", "<epub:switch></epub:switch></body>")),
    _book("a picture", "foreign", swap("</body>", '<img alt="" src="x.png"/></body>')),
    _book("a remark", "foreign", swap("</body>", f"<!-- {_NOT} --></body>")),
    _book("a sound for ears", "foreign", swap("</body>", '<audio src="x.mp3"></audio></body>')),
    _book(
        "an entity", "foreign", swap("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x "{_NOT}">]>')
    ),
    _book("words after the end", "readable", _appended(_NOT.encode())),
    _book(
        "a second style sheet",
        "foreign",
        swap("</head>", '<link rel="stylesheet" type="text/css" href="more.css"/></head>'),
    ),
    _book("a page that runs to the left", "foreign", rewrite('dir="ltr"', 'dir="rtl"')),
    _book(
        "a link to elsewhere",
        "links",
        rewrite(r'href="https://[^"]*"', 'href="https://example.org/"'),
        "credits.xhtml",
    ),
    _book("a file that nobody lists", "foreign", _member("EPUB/more.xhtml", _NOT.encode()), ""),
    _book("a file above the book", "foreign", _member("../../evil.txt", b"x"), ""),
    _book("a file that is listed", "foreign", _listed("more.svg", "image/svg+xml", b"<svg/>"), ""),
    _book(
        "a sheet that is listed",
        "foreign",
        _listed("more.css", "text/css", b"li { display: none }"),
        "",
    ),
    _book(
        "options for a store",
        "foreign",
        _member("META-INF/com.apple.ibooks.display-options.xml", b"<x/>"),
        "",
    ),
    _book("signatures", "foreign", _member("META-INF/encryption.xml", b"<x/>"), ""),
    _book("a remark on the container", "foreign", _commented, ""),
    _book("bytes before the container", "foreign", lambda data: b"#!/bin/sh\n" + data, ""),
    _book("bytes after the container", "foreign", _appended(b"\0" * 40), ""),
    _book("a media type that is not first", "foreign", _repacked, ""),
    _book("a file that is a link", "foreign", _linked, ""),
    _book(
        "a second package",
        "readable",
        rewrite(r"<rootfiles>", '<rootfiles><rootfile full-path="x.opf" media-type="x"/>'),
        "container.xml",
    ),
    _book(
        "a page out of the spine",
        "foreign",
        rewrite(r'<itemref idref="page-02"/>', ""),
        "content.opf",
    ),
    _book(
        "a page that comes only on request",
        "foreign",
        rewrite(r'idref="page-03"', 'idref="page-03" linear="no"'),
        "content.opf",
    ),
    _book(
        "a collection",
        "foreign",
        swap("</package>", '<collection role="preview"></collection></package>'),
        "content.opf",
    ),
    _book(
        "a guide",
        "foreign",
        swap("</package>", '<guide><reference type="text" href="title.xhtml"/></guide></package>'),
        "content.opf",
    ),
    _book(
        "a publisher",
        "foreign",
        swap("</metadata>", "<dc:publisher>Example</dc:publisher></metadata>"),
        "content.opf",
    ),
    _book(
        "a description",
        "foreign",
        swap("</metadata>", f"<dc:description>{_NOT}</dc:description></metadata>"),
        "content.opf",
    ),
    _book(
        "a second author",
        "foreign",
        swap("</metadata>", "<dc:creator>Example</dc:creator></metadata>"),
        "content.opf",
    ),
    _book("no author", "credit", rewrite(r"<dc:creator.*?</dc:creator>", ""), "content.opf"),
    _book(
        "a better certificate",
        "foreign",
        rewrite(r'("a11y:certifiedBy">)[^<]*', r"\1Example"),
        "content.opf",
    ),
    _book(
        "a standard that it does not keep", "foreign", swap("Level AA", "Level AAA"), "content.opf"
    ),
    _book(
        "a layout of fixed pages",
        "foreign",
        swap("</metadata>", '<meta property="rendition:layout">pre-paginated</meta></metadata>'),
        "content.opf",
    ),
    _book(
        "a book that runs to the left",
        "foreign",
        rewrite('page-progression-direction="ltr"', 'page-progression-direction="rtl"'),
        "content.opf",
    ),
    _book(
        "words in the package", "foreign", swap("</manifest>", f"</manifest>{_NOT}"), "content.opf"
    ),
    _book(
        "older contents that lead elsewhere",
        "links",
        rewrite(r'(src="text-0)1(\.xhtml#)[^"]*"', r'\g<1>1\g<2>h-0"'),
        "toc.ncx",
    ),
    _book(
        "older contents with other words",
        "extra",
        rewrite(r"<text>[^<]*</text>(?=\s*</navLabel>)", f"<text>{_NOT}</text>"),
        "toc.ncx",
    ),
)

ATTACKS = (*WEB, *BOOK)
