"""Chinese and Japanese signs are found however they are written."""

from __future__ import annotations

from itertools import combinations

import pytest

from masthead.pinned_lists import HAN_VARIANTS
from masthead.search.entry import SearchEntry, terms
from masthead.search.han_variants import spellings
from masthead.search.normalise import fold, tokens, whole


@pytest.mark.parametrize(
    ("token", "others"),
    [
        ("roma", ()),
        ("москва", ()),
        ("부산", ()),
        ("新人", ()),
        ("报", ("報",)),
        ("新聞", ("新闻",)),
        ("传媒", ("傳媒", "伝媒")),
        ("福岡", ("福冈",)),
        ("台灣", ("台湾", "臺灣", "臺湾", "檯灣", "檯湾", "颱灣", "颱湾")),
        ("发展", ("發展", "髮展", "発展", "髪展")),
        ("深圳市海卖云享传媒有限公司", ("深圳市海賣雲享傳媒有限公司",)),
        ("海賣云享", ("海卖云享", "海賣雲享")),
    ],
)
def test_spellings_are_the_ways_of_writing(token: str, others: tuple[str, ...]) -> None:
    """A pair of signs is spelt in every combination, a longer name only in the simplified and the traditional style."""
    assert token == spellings(token)[0]
    assert sorted((token, *others)) == sorted(spellings(token))


def test_each_sign_stands_in_one_line() -> None:
    """A sign is a variant only of the others in its line."""
    signs = [sign for line in HAN_VARIANTS for sign in line]

    assert len(set(signs)) == len(signs)
    assert all(len(line) > 1 for line in HAN_VARIANTS)
    assert signs == [fold(sign) for sign in signs]


def test_every_sign_of_the_table_finds_the_others() -> None:
    """A name with any sign of a line is found by any other one: by itself, in a pair, and as a whole name."""
    for line in HAN_VARIANTS:
        for written, typed in combinations(line, 2):
            for sign, other in ((written, typed), (typed, written)):
                fields = terms(SearchEntry("firms/a/", "firm", f"{sign}海社"))
                assert set(tokens(f"{other}海社")) < set(fields["name"])
                assert any(term.startswith(other) for term in fields["name"])


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("深圳市海卖云享传媒有限公司", "深圳市海賣雲享傳媒有限公司"),
        ("上海海訊社科技有限公司", "上海海讯社科技有限公司"),
    ],
)
def test_a_whole_name_is_found_in_the_other_style(written: str, typed: str) -> None:
    """A simplified name is found by the traditional one and the other way round."""
    assert whole(typed) in terms(SearchEntry("firms/a/", "firm", written))["whole"]
    assert whole(written) in terms(SearchEntry("firms/a/", "firm", typed))["whole"]
