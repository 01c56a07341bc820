"""The buckets of who asks for public pages."""

from web.public import limiting
from web.public.limiting import Limiter


def test_a_bucket_fills_again_at_its_rate():
    now = [0.0]
    limiter = Limiter(6, lambda: now[0])
    assert [limiter.wait("192.0.2.1") for _ in range(8)] == [0] * 6 + [10, 10]
    now[0] = 10.0
    assert [limiter.wait("192.0.2.1") for _ in range(2)] == [0, 10]
    now[0] = 1000.0
    assert [limiter.wait("192.0.2.1") for _ in range(7)] == [0] * 6 + [10]


def test_a_household_is_one_address_and_others_are_others():
    limiter = Limiter(1, lambda: 0.0)
    assert limiter.wait("2001:db8:1:2::1") == 0
    assert limiter.wait("2001:db8:1:2:3:4:5:6") > 0
    assert limiter.wait("2001:db8:1:3::1") == 0
    assert limiter.wait("::ffff:192.0.2.1") == 0
    assert limiter.wait("192.0.2.1") > 0
    assert limiter.wait("no address") == 0


def test_memory_stays_bounded_whoever_asks(monkeypatch):
    monkeypatch.setattr(limiting, "MOST_ADDRESSES", 50)
    limiter = Limiter(1, lambda: 0.0)
    for number in range(200):
        limiter.wait(f"10.0.{number // 250}.{number % 250}")
    assert len(limiter._buckets) == 50
