from graph.learners.understand.passages import passages


def texts(text):
    return [passage.text for passage in passages(text)]


def test_bullets_numbers_boxes_and_emphasis_are_left_out():
    assert texts("- [x] **HTTP**\n1. `JSON`\n\u2022 REST\n> SQL") == ["HTTP", "JSON", "REST", "SQL"]


def test_lines_of_a_sentence_are_put_together_and_keep_their_numbers():
    text = (
        "One\n\nI have worked with a number of tools in the last years, such\nas Docker and Redis."
    )

    one, sentence = passages(text)

    assert sentence.text.endswith("such as Docker and Redis.")
    assert one.line(0) == 1
    assert sentence.line(sentence.text.index("tools")) == 3
    assert sentence.line(sentence.text.index("Docker")) == 4


def test_a_line_that_ends_in_a_comma_goes_on():
    assert texts("Kubernetes, Docker, Redis, PostgreSQL, RabbitMQ,\nKafka") == [
        "Kubernetes, Docker, Redis, PostgreSQL, RabbitMQ, Kafka"
    ]


def test_lines_of_a_list_stay_apart():
    text = "Kubernetes, Docker, Redis, PostgreSQL, RabbitMQ\nKafka\nSQL"

    assert texts(text) == text.split("\n")


def test_a_heading_is_known_by_its_mark_or_its_colon():
    text = "## Skills\nSkills:\nI know SQL"

    assert [passage.is_heading for passage in passages(text)] == [True, True, False]


def test_a_few_words_in_capitals_may_be_a_heading():
    text = "WORK EXPERIENCE\nSQL\nI know SQL"

    assert [passage.is_shouted for passage in passages(text)] == [True, True, False]


def test_a_long_line_is_cut_at_spaces_and_nothing_of_it_is_lost():
    line = "skill " * 1000 + "x" * 5000

    cut = list(passages(line))

    assert "".join(passage.text for passage in cut).replace(" ", "") == line.replace(" ", "")
    assert max(len(passage.text) for passage in cut) <= 2000
    assert {passage.first_line for passage in cut} == {1}
