"""The files that a year's report is handed out as."""

from enum import StrEnum

from certification.programme.domain.report import YearReport


class YearReportFormat(StrEnum):
    """A kind of file."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        if self is YearReportFormat.PDF:
            return "application/pdf"
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def made(report: YearReport, format: YearReportFormat) -> bytes:
    """The file. Each way of writing brings libraries of its own, which a process may never need."""
    if format is YearReportFormat.PDF:
        from certification.programme.formats.pdf import printed

        return printed(report)
    from certification.programme.formats.word import written

    return written(report)
