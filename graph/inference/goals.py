"""What a skill that is worded as a goal is about: *Images* for *Build your first images*.

Training plans, certificates and self-assessments say what somebody does (*Configures VLANs*,
*I can explain the role of DNS*) where other maps name a thing. The verbs are those that taxonomies
of learning objectives recommend (Anderson and Krathwohl 2001, table 5.1), and those of work.
"""

import re
from functools import lru_cache

_OF_KNOWING, _OF_DOING = 0.95, 0.69
"""How surely what is to be known is what is learned; and what something is done with."""

_STOPS = " .?!"

_KNOWING = """
    apply compare contrast define demonstrate describe differentiate discuss distinguish employ
    examine explain explore grasp handle identify interpret know learn outline practise read recall
    recognise recognize say summarise summarize tell understand use utilise utilize
"""

_DOING = """
    access add adjust administer alert allow analyse analyze arrange assemble assess assign attach
    audit authenticate author authorise authorize automate avoid balance bring build cache calculate
    call capture carry change check choose clean collect combine communicate compile compose compute
    conduct configure connect construct consume control convert coordinate correct create customise
    customize decide declare decompose delete deliver deploy derive design determine develop
    document draft draw edit embed enable encrypt enforce ensure establish estimate evaluate execute
    expose express extend extract fetch filter fit follow forecast format formulate generate get
    give group guard harden host implement import improve index inspect install instrument integrate
    interact isolate iterate join keep launch lead list load locate log maintain make manage
    manipulate map master measure merge migrate minimise minimize mitigate model modify monitor
    mount move navigate negotiate observe obtain operate optimise optimize organise organize package
    parse partition perform persist pick place plan plot populate practice predict prepare present
    prevent process produce profile program protect provide provision publish pull push put query
    raise reason record recover reduce refactor register release remove render replace report
    represent reproduce reset resolve restore restrict retrieve reuse review roll route run save
    scale scan schedule script search secure select send separate serve set share ship show sign
    simulate size sketch solve sort specify split start store stream structure study style submit
    subscribe support switch synchronise synchronize tag take test think track train transfer
    transform translate traverse treat tune turn type update upgrade upload validate verify version
    visualise visualize watch wire work wrap write
"""

_FINDING = (
    r"(?:debug(?:s|ging)?|detect(?:s|ing)?|diagnos(?:es?|ing)|find(?:s|ing)?|fix(?:es|ing)?|"
    r"repair(?:s|ing)?|trac(?:es?|ing)|troubleshoot(?:s|ing)?)"
)
_FAULT_FINDING = re.compile(rf"^{_FINDING}\s+(?!(?:and|or|\w+ ways? around)\b)\w", re.IGNORECASE)


def _any_form(verbs: str) -> str:
    """Return a pattern for verbs as *verify* and *verifies*, *push* and *pushes*."""
    return "|".join(
        rf"{verb[:-1]}(?:y|ies|ys)" if verb.endswith("y") else rf"{verb}(?:e?s)?"
        for verb in verbs.split()
    )


_ONESELF = r"(?:i|you|we)\s+"
_WHO = rf"(?:{_ONESELF}|(?:the\s+)?(?:students?|learners?|candidates?)\s+)"
_ANY = rf"\w{{2,}}ing|{_any_form(_KNOWING + _DOING)}"
_HOW = r"(?:\s+(?:also|confidently|fluently|independently|routinely))?"
_OBJECT = (
    rf"{_HOW}\s+(?:(?:about|between|for|in|into|off|out|through|to|up|with)\s+)?"
    r"(?:(?:an?|basic|custom|different|first|my|our|own|simple|small|the|their|various|your)\s+)*"
    r"(?!(?:and|or)\b)(?=\w)"
)
_ABLE = re.compile(
    r"^(?:given\s+[^,]+,\s+)?"
    rf"(?:{_WHO}(?:can|should|must|will)\s+(?:be\s+)?|"
    rf"(?:can|should|must|will)\s+(?:be\s+)?(?=(?:{_ANY}|able)\s)|"
    rf"{_ONESELF}(?=[a-z]+\s))?"
    r"(?:(?:(?:am|are|be|is)\s+)?able to\s+|ability to\s+|(?:(?:knows?|learns?)\s+)?how to\s+)?",
    re.IGNORECASE,
)
_AND_MORE = rf"(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s+&\s+)(?>(?:{_ANY}|{_FINDING})\b))*"
_AT_HOME = (
    r"(?:(?:am|are|is|be|feels?|get(?:s|ting)?|becom(?:es?|ing))\s+)?(?:"
    r"(?:at home|comfortable|confident|familiar|proficient)\s+(?:at|in|on|using|with)|"
    r"aware\s+of|hands-on(?:\s+experience)?\s+with|finds?\s+(?:my|our|their|your)\s+ways?\s+around|"
    r"(?:(?:has|have|with)\s+)?(?:an?\s+)?(?:(?:basic|deep|firm|general|good|practical|solid|sound|"
    r"strong|thorough|working)\s+)*"
    r"(?:awareness|command|experience|familiarity|grasp|knowledge|proficiency|understanding)\s+"
    r"(?:in|of|with))\s+(?:the\s+)?"
)
_TO_KNOW = re.compile(
    rf"^(?:{_AT_HOME}|(?:{_any_form(_KNOWING)}){_AND_MORE}{_OBJECT})", re.IGNORECASE
)
_HAVING_DONE = (
    r"(?:have|has)\s+(?:\w{2,}ed|built|chosen|drawn|given|led|made|put|read|run|sent|set|shown|taken|"
    r"written)"
)
_TO_DO = re.compile(
    rf"^(?:\w{{2,}}ing|{_any_form(_DOING)}|{_HAVING_DONE}){_AND_MORE}{_OBJECT}", re.IGNORECASE
)
_BY_ONESELF = re.compile(rf"^{_ONESELF}", re.IGNORECASE)
_DONE_BY_ONESELF = re.compile(rf"^(?:{_HAVING_DONE}|\w+){_AND_MORE}{_OBJECT}", re.IGNORECASE)
"""Whatever somebody says to do is a verb: *step* in *I step through my code*."""
_ASPECT = re.compile(
    r"^(?:basics|benefits|characteristics|components?|concepts?|differences?|features|functions?|"
    r"idea|importance|kinds|lifecycle|need|principles|purpose|role|structure|types?|use)\s+"
    r"(?:between|for|of)\s+(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
_ANSWERED = (
    r"\s+(?:(?:is|are)(?:\s+(?:for|used))?|means?|works?|does|do|looks?\s+like|stands?\s+for)"
)
_QUESTION = re.compile(
    r"^(?:how|what|when|where|why)\s+(?P<asked>(?:(?:to\s+)?use|do|does|is|are|(?:we|you)(?:\s+use)?)"
    rf"\s+)?(?:(?:an?|the)\s+)?(?P<thing>\S.*?)(?(asked)(?:{_ANSWERED})?|{_ANSWERED})"
    r"(?:(?:\s+and|[,:;]|\s+\()\s+.*)?$",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"\s+(?:across|after|at|because|before|between|correctly|daily|during|effectively|efficiently|"
    r"into|others|properly|safely|securely|sensibly|so|that|through|under|until|when|where|which|"
    rf"while|within|without|to\s+(?=(?:{_any_form(_KNOWING + _DOING)})\s))\b.*$",
    re.IGNORECASE,
)
"""What does not belong to the thing: *that fail safely*, *before they expire*, *to clean data*."""


def without_circumstance(name: str) -> str:
    """Return what a name is about, without what it adds: *Feature flags that do not pile up*."""
    return _CIRCUMSTANCE.sub("", name)


def is_fault_finding(name: str) -> bool:
    """Say whether a name is about finding faults: who debugs pods and services knows both."""
    return bool(_FAULT_FINDING.match(name))


def without_ability(name: str) -> str:
    """Return a goal without what says that it is one: *join tables* of *I can join tables*."""
    return _ABLE.sub("", name.rstrip(_STOPS))


@lru_cache(maxsize=10_000)
def subject_of(name: str) -> tuple[str, float] | None:
    """Return what a goal is about, and how surely that is what is learned; None if it is no goal.

    Examples:
        >>> subject_of("I can explain the role of DNS")
        ('DNS', 0.95)
        >>> subject_of("Configures and verifies load balancers without downtime")
        ('load balancers', 0.69)
        >>> subject_of("DNS records")
        >>> subject_of("Troubleshoot pods")
    """
    able = without_ability(name)
    if is_fault_finding(able):
        return None
    subject, certainty = _TO_KNOW.sub("", able), _OF_KNOWING
    if subject == able:
        done = _DONE_BY_ONESELF if _BY_ONESELF.match(name) else _TO_DO
        subject, certainty = done.sub("", able), _OF_DOING
    subject = _ASPECT.sub("", subject)
    if question := _QUESTION.match(subject):
        subject, certainty = question["thing"], _OF_KNOWING
    if subject != able:
        subject = without_circumstance(subject)
    return None if subject == name.rstrip(_STOPS) else (subject, certainty)
