"""Golden pages: the whole page of an outlet for each rule of the verdict, as a reader reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.vocabulary import StateName
from tests.golden import kept_pages, read_pages, reading, world


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages as they are made now."""
    return read_pages(world(tmp_path_factory.mktemp("golden") / "world"))


def test_every_rule_has_its_page(pages: dict[str, str]) -> None:
    """A page that has no golden one was never read by anybody."""
    assert set(kept_pages()) == set(pages)


@pytest.mark.parametrize("host", kept_pages())
def test_page_is_the_golden_one(pages: dict[str, str], host: str) -> None:
    """If it should have changed: `python -m tests.golden`, and read the difference before it is committed."""
    assert kept_pages()[host] == pages[host]


@pytest.mark.parametrize(
    ("host", "said", "unsaid"),
    [
        ("whole-campaign", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE.", "differ"),
        ("own-statement", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. Confidence", "LIGHTHOUSE"),
        ("believed", "The Harbour Lab believes that it is operated by Quay Media Co., Ltd. Confidence", "ccording to the H"),
        ("linked", "The Harbour Lab links it to Quay Media Co., Ltd. Confidence", "it is operated by"),
        ("second-hand", "The Tide Review reports that it is said to be operated by Quay Media Co., Ltd. What", "it is operated by"),
        ("surest-speaks", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. The Shore Institute suggests", ""),
        ("two-operators", "The Shore Institute names another operator: Pier Media, which it believes to be", ""),
        ("denied", "the Shore Institute (March 2025) says that it is not Quay Media Co., Ltd.", ""),
        ("nobody-named", "No source in this database names who operates it.", "it is operated by"),
        ("only-hosted", "No source in this database names who operates it.", "it is operated by"),
        ("disputed", f"{StateName.DISPUTED.label}, 1 March 2024", ""),
    ],
)  # fmt: skip
def test_golden_page_says_what_its_rule_asks(host: str, said: str, unsaid: str) -> None:
    """Whoever renews the golden pages without reading them meets with the rules here."""
    text = without_links(kept_pages()[f"{host}.example"])

    assert said in text
    assert not unsaid or unsaid not in text


def without_links(text: str) -> str:
    """Return *text* in one line, without where its links lead."""
    words = " ".join(text.split()).split(" <")
    return "".join([words[0], *(piece.partition(">")[2] for piece in words[1:])])


def test_reading_drops_nothing(tmp_path: Path) -> None:
    """What stands in the main part is read whole, what stands around it is not."""
    page = tmp_path / "page.html"
    page.write_text(
        "<body><p>no</p><main><h1>A <b>b</b></h1>c<ul><li>d <a href='#e'>e</a></li></ul><br>f</main>no</body>"
    )

    assert "# A b\nc\n- d e <#e>\nf\n" == reading(page)
