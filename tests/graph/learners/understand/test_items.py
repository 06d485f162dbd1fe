from graph.learners.understand.items import is_item, items, left_over, pieces, too_long


def cut(text, spans):
    return [text[start:end] for start, end in spans]


def test_items_stand_between_commas_bars_and_small_words():
    text = "HTTP, REST and GraphQL | SQL / Redis (Streams), Docker."

    assert cut(text, items(text)) == [
        "HTTP", "REST", "GraphQL", "SQL", "Redis", "Streams", "Docker",
    ]  # fmt: skip


def test_what_labels_a_list_is_no_item():
    text = "Databases: SQL, Redis"

    assert cut(text, items(text)) == ["SQL", "Redis"]


def test_no_name_reaches_across_a_comma_but_may_have_a_slash():
    text = "CI/CD pipelines, tests"

    assert [part.strip() for part in cut(text, pieces(text))] == ["CI/CD pipelines", "tests"]


def test_words_stand_alone_in_a_list_and_after_saying_that_one_knows_them():
    def stands_alone(text):
        start = text.index("SQL")
        return is_item(text, (start, start + 3))

    assert all(map(stands_alone, ("SQL", "Git, SQL, C", "I know SQL.", "SQL 12", "Git and SQL")))
    assert not any(map(stands_alone, ("the SQL of my boss", "writing SQL", "Git and SQL servers")))


def test_what_is_left_over_of_a_list_shares_no_place_with_what_was_taken():
    text = "SQL, Redis Streams, Git, what one says in far too many words"

    assert cut(text, left_over(text, [(5, 10)])) == ["SQL", "Git"]


def test_a_text_with_sentences_is_too_long_for_items():
    assert too_long("I have worked with many tools")
    assert not too_long("SQL, Git and Redis")
