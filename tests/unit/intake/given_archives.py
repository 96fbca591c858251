"""Archives for tests: a ZIP of named files, and a workbook of Excel's form of named sheets."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of the files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return an xlsx of the sheets, each a list of rows."""
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>' for number, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    links = f'xmlns="{_TYPES}/relationships"'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types"/>',
            "_rels/.rels": f'<Relationships {links}><Relationship Id="r1" '
            f'Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships {links}>{related}</Relationships>",
            **{f"xl/worksheets/sheet{number}.xml": _sheet(rows) for number, (_, rows) in numbered},
        }
    )


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
