"""Liu Jia, day 31 (case three of article 342): panic when a reply is late, a small voice that steadies, a ritual "
"before parting.

She went back to the resources once, after a hard week: phases come in cycles. One flag waits, raised by hand.
"""

from datetime import date

from practice.demo.cast import reach
from practice.demo.measures_given import LIU_JIA
from practice.demo.plans import LIU_JIA as PLANS
from practice.demo.story import Story, on

LOG, ROOM = "exception-log", "Lindenhof, room 2"

MEETINGS = (
    on(1, "09:40", "consent", "counselling"),
    on(1, "09:41", "consent", "supervision"),
    on(1, "09:45", "intake",
       presenting_concern="When Zihan does not answer at once she is sure within minutes that he has had enough of "
       "her. She leaves meetings to look at her phone.",
       best_hope="That an hour without an answer is an hour and not a verdict.",
       background="Nurse in a children's ward, shift work. Two years with Zihan, who travels for his firm every second "
       "week. Earlier relationship ended by message."),
    on(1, "09:55", "begin", "narrative-attachment"),
    on(1, "10:00", "meet", place=ROOM, ask=("best_hope", "a_little_better"),
       better="Left the phone in her coat for the whole hour.", talked_about="What the wait is like, minute by minute. "
       "She drew it as a staircase going down.",
       step="Asking \"how secure do I feel today\" instead of \"am I insecure\".", agreed="A position on the ladder "
       "each evening, without a reason."),
    on(1, "10:40", "ladder", "How secure do I feel today", low="He is gone and I am the last to know",
       high="I know where I belong, even when it is quiet"),
    on(1, "10:45", "rate", value=2, keeps_from_lower="I do go to work."),
    on(8, "09:00", "phase", "resources", reflect="yes", willing="yes"),
    on(8, "10:00", "meet", place=ROOM, ask=("get_through", "words_to_self"),
       better="Waited forty minutes once, at work, and gave the medicine rounds.",
       talked_about="What kept her from falling apart at the worst moment. Long silence, then: a small voice that says "
       "he is busy, that is all. It has always been there, "
       "very quiet. She had thought it was self-deception. Today it sounded like somebody on her side.",
       step="Giving the voice a turn before the second message.", agreed="Log of the moments when the wait was "
       "easier."),
    on(15, "09:00", "phase", "vision", reflect="yes", willing="yes"),
    on(15, "10:00", "meet", place=ROOM, ask=("one_step_up", "already_there"),
       better="A 5 on an ordinary weekday.", talked_about="Security as something that moves over the day. The sentence "
       "\"I have a problem\" has become \"today is a 3\".",
       step="Naming the number before picking up the phone.", agreed="The miracle page."),
    on(20, "10:10", "contact", "call", with_whom="Liu Jia",
       line="Rang from the ward: Zihan landed late in Oslo, no signal, she had not eaten since yesterday. Stayed on "
       "the line until she sat down with soup."),
    on(22, "09:00", "phase", "resources", words="After a hard week we go back to what carries her, on purpose. The "
       "vision waits where it is."),
    on(22, "10:00", "meet", place=ROOM, ask=("came_through_before", "slightly_less"),
       better="She rang somebody. That is new.", talked_about="The week of the journey. The number was 1 on two "
       "evenings. What she did all the same: went to work, rang here, slept at her "
       "sister's. We looked at when waiting has been easier: whenever she had known beforehand, or when a picture "
       "came.",
       step="Telling Zihan which kind of message helps: short, and before he leaves.", agreed="Log again, daily ladder "
       "goes on.",
       safe={"asked": "Asked about eating, sleeping, and thoughts of not wanting to live.", "said": "Forgets to eat "
       "when she waits. No wish to die.",
             "protects": "The children on the ward, her sister Yan.", "agreed": "Eats with Yan on travel days. Crisis "
             "numbers are in her phone."}),
    on(22, "10:55", "screening", "clear", words="Asked alone and in person."),
    on(27, "09:00", "phase", "vision", words="Second round. She is steadier than the first time and says so."),
    on(29, "10:00", "meet", place=ROOM, ask=("not_lower", "in_a_year"),
       better="Zihan proposed it himself: a short message before he boards, no explanations.",
       talked_about="The ritual before partings: two words or a picture, sent by him. She does not have to ask. "
       "What she does with the time it leaves her: she would like to sing again.",
       step="Trying the ritual on this week's journey.", agreed="Three lines about it afterwards."),
    on(30, "09:20", "flag", "other", words="She writes that on travel days she still forgets to eat until the evening. "
       "Ask about it first next time, and about her weight."),
    on(36, "10:00", "meet", came=None, place=ROOM),
)  # fmt: skip

SECURE = {1: (2, None), 2: (3, None), 3: (2, None), 4: (4, None), 6: (3, None), 7: (3, 4), 8: (4, None), 9: (4, None),
11: (3, None), 12: (5, None),
          13: (4, None), 14: (5, None), 16: (5, None), 17: (4, None), 18: (2, None), 19: (1, None), 20: (1, None),
          21: (2, None), 23: (3, None),
          24: (4, None), 25: (None, None), 26: (4, None), 27: (5, None), 28: (5, None), 29: (6, None), 30: (6,
          None)}  # fmt: skip
SAID = {4: {"keeps_from_lower": "He sent the timetable of his week without my asking."}, 12: {"keeps_from_lower": "The "
"small voice came first."},
        19: {"keeps_from_lower": "Yan's sofa."}, 29: {"first_sign": "That I sing in the car."},
        30: {"keeps_from_lower": "\"Boarding. Thinking of you.\" I read it once."}}  # fmt: skip
DAILY = tuple(
    on(day, "21:30", "write", "scale-positioning", read=day < 29, position={"value": value, "high": high,
       **SAID.get(day, {})})
    for day, (value, high) in SECURE.items()
)

PAGES = (
    on(1, "10:55", "agree", "scale-positioning", frequency="daily", light=True, message="Just the number, or no "
       "number. Words if you like."),
    on(1, "10:56", "agree", "hope-question"),
    on(3, "22:00", "write", "hope-question", small_difference="I would put the phone face down and it would not feel "
       "like holding my breath."),
    on(8, "10:55", "agree", "coping-list"),
    on(8, "10:56", "agree", LOG, until=48),
    on(10, "21:40", "write", "coping-list", discussed=True,
       ways=("Counting the breaths of the baby in bed four", "\"He is just busy\", in my own voice",
       "Writing the message and not sending it", "Yan's sofa", "Radio loud in the car"),
       keeps_me_going="There is a voice, very small. It says: he is in a meeting, he is not leaving. I always thought "
       "I was lying to myself. Perhaps it is the only one here that "
       "does not panic.", still_hard="When it is dark and he is in the air."),
    on(9, "21:00", "write", LOG, name="plans", when="07:40", where=("apart",), with_whom=("alone",),
       who_began="other_person", mood=("calm",),
       context="He told me before he left: train until eleven, then the customer, lunch at one.", behaviour="I did not "
       "look before one. Almost.",
       information="When I know the plan, the quiet belongs to the plan."),
    on(12, "20:50", "write", LOG, name="photo", discussed=True, when="15:10", where=("work",), with_whom=("others",),
       who_began="other_person", mood=("warm", "playful"),
       context="A picture of an ugly hotel carpet. No words.", behaviour="I sent him the ward's plastic giraffe.",
       emotions="Silly, safe.",
       information="It does not need words. It needs to come before I start to fall.", comment="\"Before I start to "
       "fall.\" Shall we ask what exactly tells you that the fall is starting?"),
    on(14, "22:20", "no_moment", LOG, how="Late shift. I had no time to be afraid, that is also a way."),
    on(15, "10:56", "agree", "miracle-question"),
    on(17, "22:00", "write", "miracle-question", first_sign="I notice at lunch that he has not written, and I go on "
       "eating.",
       i_do="I finish my sentence when I talk to somebody, even when it buzzes.", partner_does="He writes when he "
       "thinks of me and not because I count.",
       between_us="We tell each other things in the evening, not in pieces all day.", whole_day="I drive to work with "
       "the radio on and sing. Nobody has written and the day is still mine."),
    on(19, "21:35", "no_moment", LOG, how="There was none. I slept at Yan's. She put a plate in front of me and said "
       "nothing."),
    on(24, "21:00", "write", LOG, when="18:20", where=("apart",), who_began="me", mood=("mixed",),
       context="I told him which message helps: short, and before.",
       behaviour="I said it without the long introduction.", still_hard="My voice shook.", discussed=True),
    on(27, "10:00", "agree", "value-ranking"),
    on(30, "21:50", "write", LOG, read=False, when="06:50", where=("apart",), who_began="other_person", mood=("calm",
       "warm"),
       context="Airport morning. A picture of the gate and two words.", behaviour="I put the phone in the locker and "
       "took over the early shift.",
       emotions="安心。", information="It was quiet for six hours and I was in the quiet, not under it.",
       still_hard="I noticed at five that I had not eaten anything since the morning."),
)  # fmt: skip

STORY = Story(
    key="liu-jia", counselor="nora", days=31,
    people={"jia": {"display_name": "Liu Jia", "preferred_name": "Jia", "pronouns": "she/her",
    "birth_date": date(1998, 6, 30), "shared_device": False,
                    "login": "liu.jia", "passphrase": "violet-breeze-copper-giraffe",
                    "contact": reach("liu.jia", 31, "By message; she answers after her shift.", ("Liu Yan",
                    "sister"))}},
    events=MEETINGS + DAILY + PAGES + LIU_JIA + PLANS,
)  # fmt: skip
