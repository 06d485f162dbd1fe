"""What a skill that is worded as a goal is about: *Images* for *Build your first images*.

Training plans, certificates and self-assessments say what somebody does (*Configures VLANs*,
*I can explain the role of DNS*) where other maps name a thing. The verbs are those that taxonomies
of learning objectives recommend (Anderson and Krathwohl 2001, table 5.1), and those of work.

What surrounds the thing is taken away piece by piece, in this order:

    I can    explain the    role of    DNS    before it is cached
    _ABLE    _TO_KNOW       _ASPECT           _CIRCUMSTANCE
             _TO_DO         _QUESTION
"""

import re
from functools import lru_cache

_OF_KNOWING, _OF_DOING = 0.95, 0.69
"""How surely what is to be known is what is learned; and what something is done with."""

_STOPS = " .?!"
_FLAGS = re.IGNORECASE | re.VERBOSE
"""Blanks and line ends in a pattern mean nothing: a space that counts is `[ ]`."""


def _any_form(verbs: str) -> str:
    """Return a pattern for verbs as *verify* and *verifies*, *push* and *pushes*."""
    forms = (
        rf"{verb[:-1]}(?:y|ies|ys)" if verb.endswith("y") else rf"{verb}(?:e?s)?"
        for verb in verbs.split()
    )
    return rf"(?:{'|'.join(forms)})"


_KNOW = _any_form("""
    apply compare contrast define demonstrate describe differentiate discuss distinguish employ
    examine explain explore grasp handle identify interpret know learn outline practise read recall
    recognise recognize say summarise summarize tell understand use utilise utilize
""")

_DO = _any_form("""
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
""")

_FIND_FAULTS = r"""(?:
    debug(?:s|ging)? | detect(?:s|ing)? | diagnos(?:es?|ing) | find(?:s|ing)? | fix(?:es|ing)?
    | repair(?:s|ing)? | trac(?:es?|ing) | troubleshoot(?:s|ing)?
)"""

_DOING = r"\w{2,}ing"
"""*Baking*; but not *ring*."""

_HAVE_DONE = r"""(?:
    (?:have|has)\s+
    (?:\w{2,}ed|built|chosen|drawn|given|led|made|put|read|run|sent|set|shown|taken|written)
)"""
"""*Has configured*, *have built*."""

_KNOW_OR_DO = rf"(?:{_KNOW}|{_DO})"
_VERB = rf"(?:{_DOING}|{_KNOW_OR_DO})"

_ONESELF = r"(?:i|you|we)\s+"
_SOMEBODY = rf"(?:{_ONESELF}|(?:the\s+)?(?:students?|learners?|candidates?)\s+)"
_EASILY = r"(?:(?:also|confidently|fluently|independently|routinely)\s+)"
_CAN = r"(?:can|should|must|will)\s+(?:be\s+)?"
_A_OR_THE = r"(?:(?:an?|the)\s+)?"

_ABLE = re.compile(
    rf"""
    ^(?:given\s+[^,]+,\s+)?                    # given three servers,
    (?:
        {_SOMEBODY}{_CAN}                      # the students should be
        # can, of "can join tables": not of "CAN bus"
        | {_CAN}(?={_EASILY}?(?:{_VERB}|able)\s)
        | {_ONESELF}(?=[a-z]+\s)               # I, of "I join tables"
    )?
    (?:
        (?:
            (?:(?:am|are|be|is)\s+)?able       # is able to
            | ability                          # ability to
            | (?:(?:knows?|learns?)\s+)?how    # knows how to
        )[ ]to\s+
    )?
    {_EASILY}?                                 # confidently, of "I confidently join tables"
    """,
    _FLAGS,
)
"""*I am able to* of *I am able to join tables*; always matches, if need be nothing."""

_FAULT_FINDING = re.compile(rf"^{_FIND_FAULTS}\s+(?!(?:and|or|\w+[ ]ways?[ ]around)\b)\w", _FLAGS)
"""*Debugs pods*; but neither *find and fix pods* nor *find their way around pods*."""

_MORE_VERBS = rf"""(?:
    (?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)
    (?>(?:{_VERB}|{_FIND_FAULTS})\b)
)*"""
"""*, tests and fixes* of *Builds, tests and fixes images*.

Atomic (`?>`): some verbs fit in two ways (*bring*), and a long row of them has to be read at once.
"""

_UNTIL_THING = rf"""
    {_MORE_VERBS}
    \s+{_EASILY}?(?:(?:about|between|for|in|into|off|out|through|to|up|with)\s+)?
    (?:(?:an?|basic|custom|different|first|my|our|own|simple|small|the|their|various|your)\s+)*
    (?!(?:and|or)\b)(?=\w)
"""
"""*And tests fluently with their own* of *Builds and tests fluently with their own images*."""

_AT_HOME = r"""
    (?:(?:am|are|is|be|feels?|get(?:s|ting)?|becom(?:es?|ing))\s+)?
    (?:
        # (feels) at home in
        (?:at[ ]home|comfortable|confident|familiar|proficient)\s+(?:at|in|on|using|with)
        # (is) aware of
        | aware\s+of
        # hands-on experience with
        | (?:(?:has|have)\s+)?hands-on(?:\s+experience)?\s+with
        # finds their way around
        | finds?\s+(?:my|our|their|your)\s+ways?\s+around
        # has a good working knowledge of
        | (?:(?:has|have|with)\s+)?
          (?:an?\s+)?
          (?:(?:basic|deep|firm|general|good|practical|solid|sound|strong|thorough|working)\s+)*
          (?:awareness|command|experience|familiarity|grasp|knowledge|proficiency|understanding)
          \s+(?:in|of|with)
    )
    \s+(?:the\s+)?
"""

_TO_KNOW = re.compile(rf"^(?:{_AT_HOME}|{_KNOW}{_UNTIL_THING})", _FLAGS)
"""*Feels at home in the* of *Feels at home in the shell*, *Explain the* of *Explain the shell*."""

_TO_DO = re.compile(rf"^(?:{_HAVE_DONE}|{_DOING}|{_DO}){_UNTIL_THING}", _FLAGS)
"""*Has set up*, *Setting up*, *Set up your first* of *Set up your first alarm*."""

_BY_ONESELF = re.compile(rf"^{_ONESELF}", _FLAGS)
_DONE_BY_ONESELF = re.compile(rf"^(?:{_HAVE_DONE}|\w+){_UNTIL_THING}", _FLAGS)
"""Whatever somebody says to do is a verb: *step* in *I step through my code*."""

_ASPECT = re.compile(
    rf"""
    ^(?:
        basics|benefits|characteristics|components?|concepts?|differences?|features|functions?|idea
        | importance|kinds|lifecycle|need|principles|purpose|role|structure|types?|use
    )
    \s+(?:between|for|of)\s+{_A_OR_THE}
    """,
    _FLAGS,
)
"""*Role of a* of *role of a load balancer*."""

_ANSWERED = r"""(?:
    \s+(?:(?:is|are)(?:\s+(?:for|used))?|means?|works?|does|do|looks?\s+like|stands?\s+for)
)"""
"""*Is for* of *what DNS is for*."""

_QUESTION = re.compile(
    rf"""
    ^(?:how|what|when|where|why)\s+
    (?P<asked>(?:(?:to\s+)?use|do|does|is|are|(?:we|you)(?:\s+use)?)\s+)?
    {_A_OR_THE}
    (?P<thing>\S.*?)
    (?(asked){_ANSWERED}?|{_ANSWERED})    # what is DNS, what DNS is: but not "what DNS"
    (?:(?:(?:\s+and|[,:;])\s|\s\().*)?$   # and when I need it
    """,
    _FLAGS,
)
"""*What is a load balancer*, *how load balancers work*: the thing is the load balancer."""

_CIRCUMSTANCE = re.compile(
    rf"""
    \s+(?:
        after|at|before|daily|during|until|when|while                           # before they expire
        | across|between|into|through|under|where|within                        # across regions
        | correctly|effectively|efficiently|properly|safely|securely|sensibly
        | because|others|so|that|which|without                                  # that fail safely
        | to\s+(?={_KNOW_OR_DO}\s)                                              # to clean data
    )\b.*$
    """,
    _FLAGS,
)
"""What does not belong to the thing: *before they expire* of *keys before they expire*."""


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
