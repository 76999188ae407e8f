"""Goals, phase agreements and what was left out, in three of the stories."""

from practice.demo.story import on

CHEN_JING = (
    on(15, "09:20", "goal", "A quiet evening is just a quiet evening, and I stay next to him on the sofa", every=14,
       sign="The phone lies in the kitchen and I notice it only when I go to bed."),
    on(15, "09:25", "agree_on_phase", purpose="To see a day that would be good enough for you, in small and ordinary pictures.",
       we_do="I ask for the next small thing each time, and I write down your words as you say them. I read your page before we "
       "meet."),
    on(26, "11:55", "goal_said_anew", "We do something with our hands on an ordinary evening, and nobody has to explain anything",
       sign="I ask him what we cook."),
    on(33, "11:55", "goal_stands", "reviewed", words="It is nearer than I thought. I would leave the words as they are.", every=14),
)  # fmt: skip

COUPLE = (
    on(11, "17:50", "goal", "Come home and not listen at the door first", who="lei", sign="My hand is on the handle and I just open."),
    on(12, "16:20", "goal", "Somebody asks how my day was", who="ting", sign="A question that is not about the keys."),
    on(39, "17:40", "goal", "An evening a week that belongs to tea and not to the quarrel", who="both", every=14,
       sign="Two cups stand on the table and nobody has asked for it.",
       ladder=("Our evenings", "Two kettles, two rooms", "One pot, and we forget the time")),
    on(39, "17:45", "rate", who="both", value=4),
    on(39, "17:50", "agree_on_phase", who="both", paper=True,
       purpose="To keep what has begun, in the size it has: one evening, one pot of tea.",
       you_do="Who is tired says so, and that is enough. Nobody has to talk about the two months."),
)  # fmt: skip

LIU_JIA = (
    on(8, "09:05", "left_out", "relationship-story", phase="collaborate",
       why="She told it in the first meeting, step by step down the staircase. Writing it at home would have been going down again."),
    on(15, "10:45", "goal", "An hour without an answer is an hour and not a verdict", every=14,
       sign="I finish the round on the ward before I look."),
    on(22, "10:50", "goal_stands", "resting", words="Not this week. First sleep and soup."),
    on(30, "10:05", "goal_stands", "going", words="Now again, but slowly.", every=28),
)  # fmt: skip
