import pytest
from tests.review.test_sweep import ids  # noqa
@pytest.mark.sqlite
def test_show(app, cast, ids):
    b = cast.browser(cast.alma)
    assert b.get(f"/episodes/{ids['episode_id']}").status_code == 200
