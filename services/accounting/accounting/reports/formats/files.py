"""The files that a report is handed out as."""

from enum import StrEnum

from accounting.reports.domain.model import Report
from accounting.reports.domain.paper import lay_out
from accounting.values.domain.text import Language
from chassis.refusals import Invalid

LARGEST = 50_000
"""Exchanges that a file is made of at most; more would hold the process up for too long."""
_OFFICE = "application/vnd.openxmlformats-officedocument"


class ReportTooLarge(Invalid):
    """The system has more exchanges than a file can usefully show."""

    zh = "该核算有 {exchanges} 项交换,超过文件上限 {limit} 项;请改用 ?format=json。"
    en = "The calculation has {exchanges} exchanges, files have at most {limit}; use ?format=json."


class ReportFormat(StrEnum):
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    ReportFormat.JSON: "application/json",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.DOCX: f"{_OFFICE}.wordprocessingml.document",
    ReportFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}


def chosen(format: ReportFormat | None, accept: str) -> ReportFormat:
    """The format asked for by name, or else the first that `Accept` names; otherwise JSON."""
    if format is not None:
        return format
    for wanted in accept.split(","):
        for known in ReportFormat:
            if wanted.split(";")[0].strip() == known.media_type:
                return known
    return ReportFormat.JSON


def make(report: Report, format: ReportFormat, language: Language, bundle: bytes | None) -> bytes:
    """The file. `bundle` is the sealed file, which a PDF carries. Raises `ReportTooLarge`."""
    exchanges = sum(len(process.inputs) for process in report.processes)
    if exchanges > LARGEST:
        raise ReportTooLarge(exchanges=exchanges, limit=LARGEST)
    # Each way of writing brings libraries of its own, which a process may never need.
    match format:
        case ReportFormat.PDF:
            from accounting.reports.formats.pdf import printed

            return printed(lay_out(report, language), bundle)
        case ReportFormat.DOCX:
            from accounting.reports.formats.word import written

            return written(lay_out(report, language))
        case _:
            from accounting.reports.formats.spreadsheet import tabulated

            return tabulated(report, language)
