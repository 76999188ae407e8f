"""What the clients of the sample practice answered to measures. Every number is invented, and none of them is large.

Chen Jing: one PHQ-9 with a question left out, and once a thought that had to be asked about. Liu Jia: one CORE-10 that was
filled up. Zhou Ting: the sets of her EMDR target. The couple: each alone, never beside the other.
"""

from practice.demo.story import on

CHEN_JING = (
    on(1, "12:10", "agree_measure", "phq9", every=18), on(1, "12:11", "agree_measure", "gad7", every=18),
    on(1, "11:52", "in_session", "sessioncheck", answers=(6, 7, 6)),
    on(2, "20:40", "at_home", "phq9", answers="2122111211"), on(2, "20:50", "at_home", "gad7", answers="2222121"),
    on(3, "09:10", "acknowledge", "Rang her at 9:05. In the worst nights she thinks it would be easier not to be there; no "
       "plan, no wish to do anything. Lan sleeps at her place tonight. We talk about it when she comes."),
    on(5, "11:30", "crisis_plan",
       signs="Between ten and eleven at night, when he is not home\nI count how long a message takes",
       alone="Phone into the flour tin\nThe teapot, drawn once more", places="The night café at the bus station",
       people="Lan: 0171 39200 61", professionals="Nora: 030 23125 014",
       safer="Lan keeps the sleeping tablets from last year."),
    on(5, "11:40", "in_session", "scssf", answers="432422245242"),
    on(5, "11:52", "in_session", "sessioncheck", answers=(8, 8, 7)),
    on(5, "11:55", "close_flag", "Asked about it openly and written down what helps in such an hour. The thought comes as a wish "
       "for quiet; she knows whom to ring. Asked again in week five."),
    on(5, "12:15", "show", "phq9"), on(5, "12:16", "show", "gad7"), on(5, "12:17", "show", "scssf"),
    on(5, "12:10", "agree_measure", "phq4", every=7),
    on(5, "20:10", "at_home", "phq4", answers="2212"), on(6, "08:40", "show", "phq4"),
    on(12, "11:52", "in_session", "sessioncheck", answers=(8, 8, 8)),
    on(12, "21:15", "at_home", "phq4", answers="2211"), on(13, "08:40", "show", "phq4"),
    on(19, "21:30", "at_home", "phq4", answers="2221"), on(20, "08:40", "show", "phq4"),
    on(22, "21:05", "at_home", "phq9", answers="1122.11101"), on(22, "21:15", "at_home", "gad7", answers="2112121"),
    on(26, "11:52", "in_session", "sessioncheck", answers=(9, 8, 8)),
    on(26, "12:15", "show", "phq9"), on(26, "12:16", "show", "gad7"),
    on(26, "20:30", "at_home", "phq4", answers="1211"), on(27, "08:40", "show", "phq4"),
    on(33, "11:52", "in_session", "sessioncheck", answers=(9, 9, 8)),
    on(33, "20:30", "at_home", "phq4", answers="1111"), on(34, "08:40", "show", "phq4"),
    on(38, "12:00", "agree_measure", "scssf"),
    on(38, "21:20", "at_home", "scssf", answers="333333333333"), on(39, "08:40", "show", "scssf"),
    on(40, "06:50", "at_home", "phq9", answers="1121111001"), on(40, "07:00", "at_home", "gad7", answers="1111111"),
    on(40, "08:10", "show", "phq9"), on(40, "08:11", "show", "gad7"),
)  # fmt: skip


def _partner(who: str, first: int, alone: str, weeks: tuple[str, ...], start: str, end: str, shown: int) -> tuple:
    """One of the couple: asked alone about safety, then content with the two of them each week, and at both ends."""
    told = [
        on(first, alone, "in_session", "hark", who=who, answers="0000"),
        on(first, "20:00", "agree_measure", "csi4", who=who, every=7),
        on(first, "20:01", "agree_measure", "csi16", who=who, every=36),
        on(first, "20:40", "at_home", "csi16", who=who, answers=start),
        on(first + 36, "20:40", "at_home", "csi16", who=who, answers=end),
    ]
    for week, answers in enumerate(weeks):
        told.append(on(first + 7 * week, "20:30", "at_home", "csi4", who=who, answers=answers))
        if week < shown:
            told.append(on(first + 7 * week + 1, "08:50", "show", "csi4", who=who))
    return tuple(told)


COUPLE = (
    *_partner("lei", 3, "17:50", ("1111", "1111", "2111", "2212", "2222"), "1111111110121211", "2322222221222222", 2),
    *_partner("ting", 4, "16:20", ("0111", "1101", "1211", "2211", "3222"), "0111112111122111", "3232232222222232", 5),
)  # fmt: skip

LIU_JIA = (
    on(1, "10:58", "agree_measure", "core10", every=7),
    on(2, "21:00", "at_home", "core10", answers="2122302122"), on(8, "10:50", "show", "core10"),
    on(16, "21:10", "at_home", "core10", answers="1221201.11"), on(22, "10:50", "show", "core10"),
    on(23, "21:00", "at_home", "core10", answers="2122202112"),
)  # fmt: skip

ZHOU_TING = (
    on(8, "09:40", "in_session", "pcptsd5", answers="111110"),
    on(8, "10:05", "agree_measure", "pcl5", every=30),
    on(25, "20:00", "at_home", "pcl5", answers="22122332012021212222"),
    on(30, "09:20", "target", memory="The hall and the vase, at six", image="Shards on black and white tiles",
       negative="I may not survive it when a man is angry", positive="That was then, and I am here",
       emotion="Fright, and shame about the fright", body="Throat and hands"),
    on(30, "09:25", "sets", told=((8, 2, "Very near. The voice more than the picture."), (8, 2, "Cold hands."),
                                  (7, 2, "Enough for today, she raises her hand."))),
    on(30, "09:48", "show", "pcl5"),
    on(37, "09:15", "sets", told=((6, 3, "The tiles are clearer, the voice is further away."), (5, 3, "He is small from up here."),
                                  (5, 3, "The child looks at the shards because they are pretty."))),
    on(44, "09:15", "sets", told=((4, 4, "That was in the hall."), (3, 5, "This is my kitchen."))),
    on(50, "09:25", "sets", told=((2, 5, "Loud and long ago."), (1, 6, "A vase, a cat, a morning."))),
    on(55, "20:20", "at_home", "pcl5", answers="11112221011011112122"),
    on(56, "12:00", "agree_measure", "phq4"),
)  # fmt: skip

CHEN_HAO = (
    on(8, "18:45", "in_session", "phq4", answers="1121"), on(9, "09:30", "show", "phq4"),
    on(22, "18:55", "agree_measure", "phq4"),
)  # fmt: skip

LIU_MIN = (
    on(8, "14:45", "in_session", "phq4", answers="2110"), on(9, "09:30", "show", "phq4"),
    on(22, "14:55", "agree_measure", "phq4"),
)  # fmt: skip
