"""One page, whatever was written: words are shortened, then items left out, and the page says how many."""

from hypothesis import given
from hypothesis import strategies as st

from practice.planning.fitting import LINES, Block, Item, begun, column, height, width

WORDS = st.text(alphabet="ab 我们 W", max_size=900)
BLOCKS = st.lists(st.builds(Block, st.just("Title"), st.lists(st.builds(Item, WORDS, st.sampled_from(["", "a note"])), max_size=30),
                            st.just(40)), max_size=8)  # fmt: skip


@given(BLOCKS)
def test_a_column_never_takes_more_than_its_lines_and_counts_what_is_left_out(blocks):
    kept, _lines = column(blocks, shortest=3)
    assert sum(map(height, kept)) <= LINES
    for block in kept:
        whole = next(len(one.items) for one in blocks if len(one.items) == len(block.items) + block.more)
        assert whole == len(block.items) + block.more


def test_what_fits_is_whole_and_leaves_room_to_write():
    kept, lines = column([Block("Plan", [Item("Check in", mark="5 min")], 60), Block("Nothing", [], 60)], shortest=2)
    assert [block.title for block in kept] == ["Plan"] and lines == 9


def test_every_block_comes_before_a_second_item_of_any():
    kept, _lines = column([Block(str(n), [Item("word " * 200)] * 20, 40) for n in range(6)], shortest=3)
    assert len(kept) == 6 and all(block.more for block in kept)


def test_words_are_cut_between_words_and_chinese_where_it_is_full():
    assert begun("one two three four", 12) == "one two …"
    assert begun("我们一起做饭，然后去散步。", 14).endswith(" …") and width(begun("我们" * 40, 30)) <= 30
    assert begun("short\nlines", 50) == "short lines"
