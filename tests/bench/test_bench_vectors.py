"""The comparison of nearest-neighbour searches measures what it claims."""

from itertools import pairwise

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bench.vectors.__main__ import main
from bench.vectors.data import (
    QUERIES,
    SEEDS,
    TOP,
    ask_about,
    draw_queries,
    draw_vectors,
    exact_search,
    load_questions,
    model_vectors,
)
from bench.vectors.libraries import lifted, longest_first
from bench.vectors.measure import TARGET_RECALL, efforts, least_effort, recall, timed
from bench.vectors.methods import METHODS, Size
from bench.vectors.table import render
from bench.vectors.worker import Answered, Beside, Built, answer, build
from shared.model.arrays import ArrayFolder
from shared.model.candidates.cells import CellIndex

BUILT = Built(seconds=1.25, size_mib=30.0)
ANSWERED = Answered(
    effort=4_321, cells=447, recall=0.9712, median_us=123.4, p99_us=1_234.0, memory_mib=31.5, load_seconds=0.002
)


@pytest.fixture(scope="module")
def vectors():
    return draw_vectors(600, 8, seed=1)


@pytest.fixture(scope="module")
def folder(vectors, tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    ask_about(vectors, seed=1).save(folder)
    build(folder, "ours")
    return folder


def test_recall_is_the_share_of_the_exact_rows_that_are_found():
    exact = np.arange(20).reshape(2, 10)
    found = {0.0: [0, 1, 2, 3, 4, 90, 91, 92, 93, 94], 1.0: list(range(10, 20))}
    queries = np.array([[0.0], [1.0]], dtype=np.float32)
    assert recall(lambda query: found[float(query[0])], queries, exact) == 0.75


def test_a_row_found_twice_counts_once():
    assert recall(lambda _: [3, 3], np.zeros((1, 2), dtype=np.float32), np.array([[3, 4]])) == 0.5


def test_the_order_of_what_is_found_does_not_matter():
    assert recall(lambda _: [4, 3], np.zeros((1, 2), dtype=np.float32), np.array([[3, 4]])) == 1.0


def test_the_least_effort_is_the_first_that_reaches_the_target():
    tried = []

    def recall_at(effort):
        tried.append(effort)
        return TARGET_RECALL if effort >= 8 else TARGET_RECALL - 0.01

    assert least_effort([2, 4, 8, 16], recall_at) == 8
    assert tried == [2, 4, 8]


def test_where_no_effort_reaches_the_target_the_greatest_is_taken():
    assert least_effort([2, 4], lambda _: 0.5) == 4


@given(st.integers(1, 50), st.integers(0, 10_000))
def test_efforts_grow_from_the_least_to_the_most(least, more):
    tried = list(efforts(least, least + more))
    assert tried[0] == least
    assert tried[-1] == least + more
    assert all(before < after for before, after in pairwise(tried))


def test_exact_search_agrees_with_sorting_all_products(vectors):
    queries = vectors[:20]
    sorted_rows = np.argsort(-(queries @ vectors.T), axis=1)[:, :TOP]
    np.testing.assert_array_equal(exact_search(vectors, queries, TOP, at_once=7), sorted_rows)


def test_exact_search_finds_the_vectors_made_longest_along_the_query():
    vectors = np.zeros((50, 3), dtype=np.float32)
    vectors[[40, 7, 23], 1] = [3.0, 2.0, 1.0]
    query = np.array([[0.0, 1.0, 0.0]], dtype=np.float32)
    assert exact_search(vectors, query, 3).tolist() == [[40, 7, 23]]


def test_a_query_is_the_mean_of_vectors_that_lie_together():
    corners = 10 * np.eye(4, dtype=np.float32)
    vectors = np.repeat(corners, 200, axis=0)
    queries = draw_queries(vectors, 30, seed=2)
    np.testing.assert_allclose(np.sort(queries, axis=1), np.tile([0, 0, 0, 10], (30, 1)), atol=1e-5)
    assert SEEDS > 1


def test_the_same_seed_draws_the_same_vectors():
    np.testing.assert_array_equal(draw_vectors(300, 4, seed=3), draw_vectors(300, 4, seed=3))


def test_drawn_vectors_differ_in_length(vectors):
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.quantile(lengths, 0.9) > 1.5 * np.quantile(lengths, 0.1)


def test_the_vectors_of_a_model_are_read_in_the_order_of_its_tracks(folder, vectors):
    np.testing.assert_allclose(model_vectors(folder / "ours"), vectors, rtol=0.05, atol=0.1)


def test_questions_are_read_as_they_were_saved(folder, vectors):
    questions = load_questions(folder)
    np.testing.assert_array_equal(questions.vectors, vectors)
    assert questions.queries.shape == (QUERIES, 8)
    assert questions.exact.shape == (QUERIES, TOP)


def test_after_the_lift_the_least_distance_is_the_greatest_product(vectors):
    query = vectors[:20].mean(axis=0)
    distances = np.linalg.norm(lifted(vectors) - np.append(query, 0.0), axis=1)
    np.testing.assert_array_equal(np.argsort(distances)[:TOP], np.argsort(-(vectors @ query))[:TOP])


def test_graphs_are_linked_from_the_longest_vector_on():
    vectors = np.array([[1, 0], [0, -3], [2, 0]], dtype=np.float32)
    assert longest_first(vectors).tolist() == [1, 2, 0]


@pytest.mark.parametrize("key", METHODS)
@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_a_saved_index_reaches_the_target_at_its_greatest_effort(key, folder, vectors):
    method = METHODS[key]
    if not method.installed():
        pytest.skip(f"{method.title} is not installed")
    if not (folder / key).exists():
        build(folder, key)
    questions = load_questions(folder)
    ask = method.open(folder / key)(list(method.efforts(Size(vectors=600, cells=24)))[-1])
    assert recall(ask, questions.queries[:100], questions.exact[:100]) >= TARGET_RECALL


def test_recall_is_reported_of_the_queries_that_did_not_choose_the_effort(folder):
    questions = load_questions(folder)
    answered = answer(folder, "ours")
    index = CellIndex(ArrayFolder(folder / "ours"), "factor")
    others = recall(
        lambda query: index.search(query, TOP, answered.effort)[0], questions.queries[1::2], questions.exact[1::2]
    )
    assert answered.recall == others


def test_every_query_is_timed_once_for_each_of_those_asked():
    asked = []
    csr_positions = timed([lambda _: asked.append("a") or [], lambda _: asked.append("b") or []], np.zeros((3, 2)))
    assert csr_positions.shape == (3, 2)
    assert asked == ["a", "b", "b", "a", "a", "b"]


def test_the_table_has_a_line_for_each_method_that_was_measured():
    page = render(200_000, 32, {"ours": (BUILT, ANSWERED)}, None)
    assert (
        "| **Segue, `CellIndex`** | 447 cells, scan 4,321 | 0.971 | 123 | 1,234 | 1.2 | 31.5 | 0.002 | 30.0 |"
        in page.splitlines()
    )


def test_the_table_says_what_is_not_installed():
    measured = {key: (BUILT, ANSWERED) for key in METHODS if key not in {"faiss", "annoy"}}
    assert render(100, 4, measured, None).splitlines()[-1] == "Left out, as not installed: faiss IVF-Flat, Annoy."


def test_the_table_gives_the_ratio_to_faiss_and_how_it_varied():
    page = render(100, 4, dict.fromkeys(METHODS, (BUILT, ANSWERED)), Beside(60.0, 50.0, [1.1, 1.2, 1.3]))
    assert page.endswith("ours 60 µs, faiss 50 µs, ours/faiss 1.20 (1.10 to 1.30 over 3 rounds).\n")


def test_the_command_measures_our_index_in_processes_of_its_own(monkeypatch):
    monkeypatch.setattr("bench.vectors.__main__.METHODS", {"ours": METHODS["ours"]})
    result = CliRunner().invoke(main, ["--synthetic", "400", "--dimensions", "4"], catch_exceptions=False)
    assert "| **Segue, `CellIndex`** | 20 cells, scan " in result.stdout


def test_the_command_wants_either_a_model_or_a_number_of_vectors():
    assert CliRunner().invoke(main, []).exit_code == 2
