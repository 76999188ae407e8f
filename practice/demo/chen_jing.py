"""Chen Jing, 40 days with narrative attachment (case one of article 342): from 2-3 to 6-7 on her own ladder.

What happened in the room; what she wrote stands in chen_jing_pages.py. The steps between 3 and 6-7 are invented.
"""

from datetime import date

from practice.demo.cast import reach
from practice.demo.chen_jing_pages import PAGES
from practice.demo.measures_given import CHEN_JING
from practice.demo.plans import CHEN_JING as PLANS
from practice.demo.story import Story, on

ROOM = "Lindenhof, room 2"
READY = {"reflect": "yes", "willing": "yes"}

MEETINGS = (
    on(1, "10:40", "consent", "counselling"),
    on(1, "10:41", "consent", "supervision"),
    on(1, "10:45", "intake",
       presenting_concern="Together with Haoran for six years, living together for four. When he asks for an evening "
       "to "
       "himself she writes until he answers; when he comes close she finds a reason to leave the room. Both are worn "
       "out. "
       "She asked for counselling on her own; Haoran knows and is glad about it.",
       best_hope="That a quiet evening is just a quiet evening, and that I can stay next to him on the sofa without "
       "counting "
       "the minutes.",
       background="Product designer, works from home three days a week. Parents ran a shop and were rarely there "
       "before "
       "nine in the evening; grew up largely with her grandmother. No earlier counselling. Sleeps badly after "
       "arguments."),
    on(1, "10:55", "begin", "narrative-attachment"),
    on(1, "11:00", "meet", place=ROOM, ask=("best_hope", "here_today", "name_the_trouble"),
       better="She came although she nearly turned round at the door. She told the whole story once without "
       "apologising.",
       talked_about="Two fears that pull in opposite directions: being left, and being swallowed up. She calls the "
       "first one "
       "\"the alarm\" and the second one \"the tight collar\". We spoke of them as visitors, not as what she is.",
       step="Noticing once a day which of the two is in the room.",
       agreed="She writes her relationship story at home, or thinks it through. Nothing has to be solved in it.",
       safe={"asked": "Asked openly about harm, from outside and towards herself.",
             "said": "No thoughts of dying, no violence. In the worst nights she feels \"like nobody's\".",
             "protects": "Her sister Lan, her work, the dog of the neighbours.",
             "agreed": "She calls Lan or the crisis line if a night gets too long."}),
    on(1, "11:40", "ladder", "How steady I feel with Haoran",
       low="I hold my breath all day and wait for the sentence that ends us",
       high="The morning after the miracle: coffee by the window and my phone somewhere else",
       good_enough="7 would be plenty"),
    on(1, "11:45", "rate", value=2, high=3, past="In our second spring it was an 8 for weeks. Last winter it was a 1.",
       keeps_from_lower="He still makes my tea when he gets up first. And I came here.",
       first_sign="I would read his message once and put the phone down."),
    on(5, "11:00", "meet", place=ROOM, ask=("what_matters", "understood"),
       better="Wrote four pages and left the phone in the kitchen for two hours while doing so.",
       talked_about="Read parts of her story together. What she wants him to understand: the many messages are not a "
       "check on "
       "him, they are a hand held out. She was moved that I did not ask what is wrong with her.",
       step="Saying \"the alarm is here\" to herself before she types.",
       agreed="The hope question, in one or two sentences. Small is right."),
    on(5, "11:50", "rate", value=3, keeps_from_lower="Telling it once in order. It is sad, but it is a story."),
    on(5, "12:00", "screening", "clear", words="Asked alone and in person. She is not afraid of him, no violence, "
       "money and "
       "telephone are her own."),
    on(8, "09:05", "phase", "resources", **READY, words="She tells it in order and is curious. Ready to look for what "
       "carries."),
    on(12, "11:00", "meet", place=ROOM, ask=("get_through", "not_worse", "others_see"),
       better="Two evenings without a second message. She cooked instead.",
       talked_about="How she gets through a day when the alarm is loud. At first: \"I just get by.\" Then slowly a "
       "list: walking "
       "the neighbours' dog, drawing, calling Lan, cooking something that takes long. She had not counted any of it.",
       step="Noticing what she does in the hour before it gets loud.",
       agreed="The log goes on until the end of week four. \"No such moment today\" counts as an answer."),
    on(12, "11:50", "rate", value=3, comment="Still a 3, but a 3 with floor under it."),
    on(15, "09:10", "phase", "vision", **READY, words="She has a list that holds. The log runs on."),
    on(19, "11:00", "meet", came="missed", place=ROOM),
    on(19, "11:25", "contact", "no-show", with_whom="Chen Jing, by telephone",
       line="Reached her at 11:20. A deadline at work had swallowed the morning, she was embarrassed. Nothing else "
       "behind it. "
       "We keep next week; she sends the miracle page before."),
    on(22, "09:00", "phase", "exceptions", **READY, words="Vision is concrete and small. Enough log entries to choose "
       "from."),
    on(26, "11:00", "meet", place=ROOM, ask=("what_was_different", "what_it_says", "more_likely"),
       better="She noticed the pattern herself before I asked: the weekend market and the kitchen.",
       talked_about="Went through her three chosen moments. When they buy vegetables or cook, neither of the two "
       "visitors comes. "
       "Side by side, hands busy, nobody has to look at anybody. She called it \"being on the same side of the "
       "table\".\n"
       "What stays hard: the drive home on Sunday, when the week is already in the car.",
       step="A small experiment: one thing a week planned together, on purpose, and no talk about the relationship "
       "while it lasts.",
       agreed="She asks Haoran which evening suits him. Stopping in the middle is fine for either of them."),
    on(26, "11:50", "rate", value=3, comment="Honestly still a 3. But I know now where the 5 lives: in the kitchen."),
    on(29, "08:55", "phase", "action", **READY, words="The pattern is hers. From here on she builds."),
    on(33, "11:00", "meet", place=ROOM, ask=("more_of_it", "smallest_step", "what_surprised"),
       better="Dumplings with Haoran on a weekday, flour everywhere. He asked whether they could do that again.",
       exceptions="When both have their hands in something, nobody has to explain anything.",
       talked_about="Her list of small actions. She wants a fixed place for the difficult talk so that it stops "
       "leaking into every "
       "evening: fifteen minutes, once a week, with tea, and then it is over.",
       step="First check-in of fifteen minutes this week.",
       agreed="She writes down what she hopes to learn from it, not how it ought to go.",
       safe={"asked": "Asked again how the nights are.", "said": "Sleeps through most nights. No thoughts of dying."}),
    on(33, "11:50", "rate", value=5, keeps_from_lower="We have done it twice now. Twice is not an accident."),
    on(36, "08:50", "phase", "consolidate", **READY, words="A dip after the good week, talked about by telephone: "
       "closeness had "
       "felt like too much. May be expected; she saw it coming herself."),
    on(36, "12:10", "contact", "call", with_whom="Chen Jing",
       line="She rang at noon: after three good days she wanted to run. Named it as the tight collar, went for a walk, "
       "told "
       "Haoran \"I need half an hour, I am coming back\". He waited. She wanted me to know, nothing more."),
    on(40, "11:30", "meet", came=None, place=ROOM),
)  # fmt: skip

STORY = Story(
    key="chen-jing", counselor="nora", days=40,
    people={"jing": {
        "display_name": "Chen Jing", "preferred_name": "Jing", "pronouns": "she/her", "birth_date": date(1994, 4, 17),
        "shared_device": False, "login": "chen.jing", "passphrase": "amber-lantern-quiet-river",
        "contact": reach("chen.jing", 11, "By message, any time. Please no calls while Haoran is at home.",
                         ("Chen Lan", "sister")),
    }},
    events=MEETINGS + PAGES + CHEN_JING + PLANS,
)  # fmt: skip
