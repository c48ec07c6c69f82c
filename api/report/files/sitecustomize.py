"""What Python does before it runs WeasyPrint for us: it takes no network, it does not look for garbage, as it ends soon, and it
has pictures said to those who do not see them."""

import gc
import sys


def refuse(event, _):
    if event.startswith("socket.") or event == "urllib.Request":
        raise PermissionError("a paper is made of its own page alone")


def tag_pictures():
    """WeasyPrint 57 draws pictures outside the structure of a document: each becomes a figure there, with the words that it
    has in the page. A version that has no such functions makes documents as it likes."""
    import pydyf
    from weasyprint import draw, pdf

    draw_picture, (write, properties) = draw.draw_replacedbox, pdf.VARIANTS["pdf/ua-1"]
    said = []

    def draw_figure(stream, box):
        words = [child.text for child in box.element if child.tag.endswith(("}title", "}desc"))]
        said.append("\n".join(words))
        stream.begin_marked_content(box, mcid=True, tag="Figure")
        draw_picture(stream, box)
        stream.end_marked_content()

    def write_with_words(document, *others):
        write(document, *others)
        figures = [one for one in document.objects if isinstance(one, pydyf.Dictionary) and one.get("S") == "/Figure"]
        for figure, words in zip(figures, said):
            figure["Alt"] = pydyf.String(words)

    draw.draw_replacedbox = draw_figure
    pdf.VARIANTS["pdf/ua-1"] = (write_with_words, properties)


sys.addaudithook(refuse)
gc.disable()
try:
    tag_pictures()
except (ImportError, AttributeError, KeyError):
    pass
