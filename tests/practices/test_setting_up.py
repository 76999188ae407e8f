"""The one-time token of set-up."""

from practice.practices import setting_up


def test_a_token_fits_until_it_is_used_up_and_only_its_hash_is_kept(tmp_path):
    token = setting_up.new_token(tmp_path)
    kept = tmp_path / "setup-token"
    assert setting_up.fits(tmp_path, token) and not setting_up.fits(tmp_path, token + "x")
    assert token not in kept.read_text() and kept.stat().st_mode & 0o777 == 0o600
    assert setting_up.use_up(tmp_path) and not setting_up.use_up(tmp_path)
    assert not setting_up.fits(tmp_path, token) and not setting_up.fits(tmp_path, "")


def test_a_new_token_makes_the_earlier_one_worthless(tmp_path):
    first, second = setting_up.new_token(tmp_path), setting_up.new_token(tmp_path)
    assert not setting_up.fits(tmp_path, first) and setting_up.fits(tmp_path, second)
