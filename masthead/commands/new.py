"""masthead new: a record of each kind, from answers to questions or from options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from masthead.authoring.duplicates import Shelves, objections, relatives
from masthead.authoring.new_record import draft, record_path, suggested_id
from masthead.authoring.prompts import QUESTIONS, AnswerError, Question
from masthead.authoring.record_template import template
from masthead.commands.common.messages import failing, misused, say, write
from masthead.commands.common.options import ROOT
from masthead.field_types.near_misses import nearest
from masthead.field_types.web_addresses import AddressError
from masthead.findings.rule_descriptions import Severity
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.meant_page import read_pasted_page
from masthead.hosts.public_suffixes import registered_domain
from masthead.ledger.promises import read_promised
from masthead.loading.clock import today_after
from masthead.model import KINDS, Evidence
from masthead.record_files.files import read_files
from masthead.record_files.writing import create
from masthead.reporting import report

Answers = dict[str, tuple[str, ...]]

_NOUNS = {
    "sites": (
        "site",
        "ADDRESS",
        "the outlet at ADDRESS, which may be any address of the site, its host, or its host defanged",
    ),
    "firms": ("firm", "NAME", "the firm called NAME"),
    "campaigns": ("campaign", "NAME", "the campaign called NAME"),
    "sources": ("source", "[ADDRESS]", "the document at ADDRESS, or of a printed one if there is none"),
}


@click.group()
def new() -> None:
    """Write a new record of a site, firm, campaign or source.

    You are asked for anything that you did not give as an option. The record is checked together with all others
    before it is written. An existing file is never overwritten.
    """


@dataclass(frozen=True)
class _Desk:
    """The state of one call: the database, the kind of record, and whether questions may be asked."""

    root: Path
    folder: str
    shelves: Shelves
    is_asking: bool
    is_sure: bool


def _run(folder: str, root: Path, subject: str, *, dry_run: bool, no_input: bool, yes: bool, **given: Any) -> None:
    """Write or show a record in *folder*, or say why there is no new record."""
    today_after(read_promised(root))  # before anybody answers questions
    desk = _Desk(root, folder, Shelves(list(read_files(root))), is_asking=not no_input, is_sure=yes)
    subject = _subject(folder, subject)
    _look(desk, subject)
    wanted_id = given.pop("id", None)
    answers = _answers(desk, {name.replace("_", "-"): value for name, value in given.items()})
    id = subject if folder == "sites" else _id(desk, subject, answers, wanted_id)
    path, text = _record(desk, subject, id, answers)
    _finish(desk, path, text, is_dry=dry_run)


def _subject(folder: str, typed: str) -> str:
    """Return the host, the name or the address that the record is about."""
    try:
        if folder == "sites":
            return _host(typed)
        if folder == "sources":
            return _page(typed) if typed else ""
    except AddressError as error:
        cure = f"; {error.cure}" if error.cure else ""
        raise click.UsageError(f"expected {error.expected}, got {typed!r}{cure}") from None
    with misused():
        return Question("name", KINDS[folder], "name").take(typed)


def _host(typed: str) -> str:
    """Return the host in what somebody pasted, and say so if that is not what it reads like."""
    pasted = read_pasted(typed)
    host = pasted.host.removeprefix("m.")  # for telephones
    host = host if registered_domain(host) == registered_domain(pasted.host) else pasted.host
    if host != typed:
        whole = "; the record is about the whole site, not the page" if pasted.is_page else ""
        say(f"the host is {host}{whole}", err=True)
    return host


def _page(typed: str) -> str:
    """Return the address of the document in what somebody pasted, and say so if that is not what it reads like."""
    pasted = read_pasted_page(typed)
    if pasted.address != typed:
        hint = "; an archived copy that you pasted can go under archives" if pasted.is_inside else ""
        say(f"the address is {pasted.address}{hint}", err=True)
    return pasted.address


def _look(desk: _Desk, subject: str) -> None:
    """Say what the database already has; stop if there can be no such record."""
    reasons = list(objections(desk.shelves, desk.folder, subject))
    if reasons:
        _stop(*reasons)
    others = list(relatives(desk.shelves, desk.folder, subject))
    for other in others:
        say(f"related: {other}", err=True)
    if others and not desk.is_sure and not (desk.is_asking and click.confirm("Is yours a different one?", err=True)):
        _stop("nothing written; use --yes to continue" if not desk.is_asking else "nothing written")


def _answers(desk: _Desk, given: dict[str, Any]) -> Answers:
    """Return the answer to each question: given as an option, asked for, or none."""
    answers: Answers = {}
    for question in QUESTIONS[desk.folder]:
        options = given[question.name] or ()
        options = (options,) if isinstance(options, str) else options
        is_asked = not question.after or bool(answers[question.after])
        if options and not is_asked:
            raise click.UsageError(f"--{question.name} needs --{question.after}")
        if options:
            answers[question.name] = _given(desk, question, options)
        elif is_asked and desk.is_asking:
            answers[question.name] = _ask(desk, question)
        elif is_asked and question.is_required:
            raise click.UsageError(f"--{question.name} is missing: {question.text}")
        else:
            answers[question.name] = (question.default,) if is_asked and question.default else ()
    return answers


def _given(desk: _Desk, question: Question, options: Iterable[str]) -> tuple[str, ...]:
    """Return the answers that were given as options, if the field takes them."""
    with misused(f"--{question.name}: "):
        return tuple(_take(desk, question, option) for option in options)


def _ask(desk: _Desk, question: Question) -> tuple[str, ...]:
    """Return the answer that somebody types; one that the field does not take is asked for again."""
    several = ", separated by commas" if question.takes_many else ""
    need = "" if question.is_required or question.default else ", or nothing"
    say(
        "",
        f"{question.text}{several}{need}:",
        *(f"  {term}: {term.definition or term.label}" for term in question.terms),
        err=True,
    )
    typed: tuple[str, ...] = click.prompt(
        question.name,
        default=None if question.is_required else question.default,
        show_default=bool(question.default),
        value_proc=partial(_typed, desk, question),
        err=True,
    )
    return typed


def _typed(desk: _Desk, question: Question, text: str) -> tuple[str, ...]:
    """Return the answers in what was typed."""
    pieces = [piece.strip() for piece in (text.split(",") if question.takes_many else [text])]
    with misused():
        return tuple(_take(desk, question, piece) for piece in pieces if piece)


def _take(desk: _Desk, question: Question, text: str) -> str:
    """Return an answer that the field takes; the id of a record must be the id of one that is there."""
    answer = question.take(text)
    ids = desk.shelves.ids(question.folder)
    if question.folder and answer not in ids:
        cure = nearest(answer, ids) or f"write it first: masthead new {_NOUNS[question.folder][0]}"
        raise AnswerError(f"no record in {question.folder}/ has the ID {answer!r}; {cure}")
    return answer


def _id(desk: _Desk, subject: str, answers: Answers, wanted: str | None) -> str:
    """Return the id of a new record that is no site: chosen, or made from its name."""
    suggested = suggested_id(desk.folder, subject, answers)
    if wanted is None and desk.is_asking:
        say("", "the name of the file, which is the ID of the record and never changes:", err=True)
        id: str = click.prompt("id", default=suggested or None, value_proc=_an_id, err=True)
    elif wanted or suggested:
        id = _an_id(wanted or suggested)
    else:
        raise click.UsageError("--id is missing, and the name has no Latin letters to make one from")
    if id in desk.shelves.ids(desk.folder):
        _stop(f"{desk.folder}/{id}.yml already exists and was left unchanged")
    return id


def _an_id(text: str) -> str:
    """Return *text* if it is an id."""
    with misused():
        return Question("id", Evidence, "id").take(text)


def _record(desk: _Desk, subject: str, id: str, answers: Answers) -> tuple[str, str]:
    """Return the path and the text of the new record."""
    path = record_path(desk.folder, id, answers)
    value = draft(desk.folder, subject, answers)
    if any(finding.rule == "outlet-operator" for finding in desk.shelves.judge(path, template(path, value))):
        value["operator"] = "unknown"
    return path, template(path, value)


def _finish(desk: _Desk, path: str, text: str, *, is_dry: bool) -> None:
    """Check the record among the others, and write or show it if nothing is wrong with it."""
    findings = desk.shelves.judge(path, text)
    for finding in findings:
        say(report.line(finding), err=True)
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    if is_dry:
        write(text)
        say(f"nothing written; this would be {path}", err=True)
    if errors:
        _stop("nothing written: the record has errors")
    if not is_dry:
        with failing("nothing written"):
            create(desk.root, path, text.encode())
        say(path)


def _stop(*reasons: str) -> NoReturn:
    """Say why there is no record, and end."""
    say(*reasons, err=True)
    sys.exit(1)


def _command(folder: str) -> click.Command:
    """Return the command that makes a record in *folder*, with an option for each question."""
    noun, metavar, meaning = _NOUNS[folder]
    run: Callable[..., Any] = ROOT(partial(_run, folder))
    command = click.command(
        noun, help=f"Write a new record of {meaning}.", short_help=f"Write a new record of a {noun}."
    )(run)
    is_optional = folder == "sources"
    command.params.append(
        click.Argument(["subject"], metavar=metavar, required=not is_optional, default="" if is_optional else None)
    )
    for question in QUESTIONS[folder]:
        text = f"{question.text[:1].upper()}{question.text[1:]}." + (" Can be repeated." if question.takes_many else "")
        command.params.append(
            click.Option([f"--{question.name}"], metavar="TEXT", multiple=question.takes_many, help=text)
        )
    if folder != "sites":
        command.params.append(click.Option(["--id"], metavar="ID", help="The name of the file, without .yml."))
    command.params += [
        click.Option(["--dry-run"], is_flag=True, help="Show the record without writing it."),
        click.Option(["--no-input"], is_flag=True, help="Ask nothing; whatever is required must be given as options."),
        click.Option(["--yes"], is_flag=True, help="Continue even if a related record exists."),
    ]
    return command


for _folder in _NOUNS:
    new.add_command(_command(_folder))
