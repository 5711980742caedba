"""The forms of a document: Word, PDF, Excel."""

from __future__ import annotations

from simulator.report.appendix.document import Document


def write_document(document: Document, ending: str) -> bytes:
    """Return a document in the form that a file's ending names."""
    if ending == ".docx":
        from simulator.report.appendix.word import write_word

        return write_word(document)
    if ending == ".pdf":
        from simulator.report.appendix.pdf import write_pdf

        return write_pdf(document)
    from simulator.report.appendix.sheets import write_sheets

    return write_sheets(document)
