"""Limited Markdown: a few marks, everything else as it is, and nothing that a browser could act on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.edition.safe_markdown import plain, prose
from masthead.field_types.fields import MAX_PROSE

PROSE = [
    ("Plain text.", "<p>Plain text.</p>"),
    ("“Quoted” – AT&T < 5 > 3", "<p>“Quoted” – AT&amp;T &lt; 5 &gt; 3</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One\nline.", "<p>One\nline.</p>"),
    ("*em* and **strong**", "<p><em>em</em> and <strong>strong</strong></p>"),
    ("a_b_c and 5 * 3 * 2", "<p>a_b_c and 5 * 3 * 2</p>"),
    ("`<b>` is code", "<p><code>&lt;b&gt;</code> is code</p>"),
    ("a \\* b", "<p>a * b</p>"),
    ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
    ("1986. A year.", '<ol start="1986">\n<li>A year.</li>\n</ol>'),
    ("> quoted\n\nand not", "<blockquote>\n<p>quoted</p>\n</blockquote>\n<p>and not</p>"),
    ("#1 in *Rome*", "<p>#1 in <em>Rome</em></p>"),
    ("Title\n---\nText", "<p>Title\n---\nText</p>"),
    ("    four spaces *x*", "<p>four spaces <em>x</em></p>"),
    ("銀座 *新聞*", "<p>銀座 <em>新聞</em></p>"),
]

HARMLESS = [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("*x* <img src=x onerror=alert(1)>", "<p><em>x</em> &lt;img src=x onerror=alert(1)&gt;</p>"),
    ("*x*\n\n<div onclick=x>\ny\n</div>", "<p><em>x</em></p>\n<p>&lt;div onclick=x&gt;\ny\n&lt;/div&gt;</p>"),
    ("[click *me*](javascript:alert(1))", "<p>[click <em>me</em>](javascript:alert(1))</p>"),
    ("[*x*](https://a.org/)", "<p>[<em>x</em>](https://a.org/)</p>"),
    ("![*x*](https://a.org/x.png)", "<p>![<em>x</em>](https://a.org/x.png)</p>"),
    ("[*x*][1]\n\n[1]: https://a.org/", "<p>[<em>x</em>][1]</p>\n<p>[1]: https://a.org/</p>"),
    ("*x* <https://a.org/> <me@a.org>", "<p><em>x</em> &lt;https://a.org/&gt; &lt;me@a.org&gt;</p>"),
    ("*x* https://a.org/ www.a.org", "<p><em>x</em> https://a.org/ www.a.org</p>"),
    ("*x* &lt;b&gt; &amp; &copy;", "<p><em>x</em> &amp;lt;b&amp;gt; &amp;amp; &amp;copy;</p>"),
    ("*x* &#x202e; &#8238;", "<p><em>x</em> &amp;#x202e; &amp;#8238;</p>"),
    ("`&#x202e;`", "<p><code>&amp;#x202e;</code></p>"),
    ("*x* <!-- y --> <?z?> <![CDATA[w]]>", "<p><em>x</em> &lt;!-- y --&gt; &lt;?z?&gt; &lt;![CDATA[w]]&gt;</p>"),
]

FILLS = ["*", "_", "**a", "*a ", ">", "> ", "- ", "1. ", "`", "`a", "[", "[a](", "![", "<", "<a ", "&", "&#x;", "\\", "#", "a\n=\n",
         "---\n", "\t", "\n", " ", "*_`", "[a]: b\n", "<http://a.b>", "> - ", "- > 1. ", "* a\n\n    ", "a *b", "**_", "~~~\n", "```\n"]  # fmt: skip

PIECES = st.sampled_from(
    [*FILLS, "a", "é", "\n\n", "    ", "銀", "1986. ", "</p>", "<script>", "javascript:", "&#x202e;"]
)


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_marks_are_few(text: str, expected: str) -> None:
    """Paragraphs, emphasis, lists, quotations and code; what only looks like a mark stays text."""
    assert expected == prose(text)


@pytest.mark.parametrize(("text", "expected"), HARMLESS)
def test_what_is_not_of_the_few_marks_is_shown(text: str, expected: str) -> None:
    """HTML, links, pictures and references to characters are text: readers see what was written."""
    assert expected == prose(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fill", FILLS)
def test_longest_prose_is_rendered_at_once(fill: str) -> None:
    """No text of the length that records may have takes long, or goes too deep."""
    text = (fill * MAX_PROSE)[:MAX_PROSE]

    assert "<script" not in prose(text)


@settings(max_examples=1500, deadline=2000)
@given(st.lists(PIECES, max_size=80))
def test_any_text_becomes_safe_html(pieces: list[str]) -> None:
    """Any text becomes HTML with only the few tags, without attributes except the number of a list."""
    html = prose("".join(pieces)[:MAX_PROSE])
    tags = re.findall("<[^>]*>", html)

    assert all(re.fullmatch(r"</?(p|em|strong|ul|ol|li|blockquote|code)>|<br>|<ol start=\"\d+\">", tag) for tag in tags)
    assert not re.search("[\u202a-\u202e]|&#", html)


def test_plain_text_has_no_marks() -> None:
    """Plain text is for places that take no HTML, such as the description of a page."""
    assert "AT&T is “one” of <two>." == plain("*AT&T* is “one” of <two>.")
