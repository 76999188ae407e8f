"""What Zhou Ting, Chen Hao and Liu Min wrote between their sessions."""

from practice.demo.story import on

TRIGGER, SCAN = "trigger-log", "body-scan"

TING = (
    on(1, "09:55", "agree", "steady-ground", message="Before anything else. Three things are plenty."),
    on(3, "21:10", "write", "steady-ground", discussed=True, places=("The choir loft on a rehearsal evening",
       "The bench behind the tram depot"),
       people=("Aunt Fang", "Jun when he reads the newspaper aloud"), body_helps=("Both feet flat",
       "Cold water over the wrists", "Humming the alto line"),
       reminder="I am in Berlin. It is not that hall.", still_hard="When it comes without any warning."),
    on(5, "09:10", "agree", TRIGGER, until=17),
    on(5, "09:11", "agree", SCAN, until=13, opens=8),
    on(6, "20:30", "write", TRIGGER, discussed=True, when="12:15", situation="At lunch somebody at the next table told "
       "off a waiter.",
       stirred_up="That nobody moved. We all looked at our plates.", sensations=("heart_fast", "blank"),
       thoughts="Be small.", emotion="Fear, then shame",
       urge=("go_quiet", "leave"), what_i_did="Counted the forks."),
    on(9, "21:00", "no_moment", TRIGGER, how="A quiet day. Rehearsal, we sang the one with the long breath."),
    on(10, "20:10", "write", TRIGGER, when="18:40", situation="Jun called from the bathroom because the water was "
       "cold. Just loud, not angry.", stirred_up="The tiles. His voice on tiles.",
       sensations=("heart_fast", "breath_short", "cold"), thoughts="I knew it is the water. My knees did not.",
       urge=("leave",), what_i_did="Went to the balcony. Came back. Told him why.",
       comment="\"His voice on tiles\": thank you. We will keep that, and go near it only when you say so."),
    on(9, "07:20", "write", SCAN, way="eyes_open", minutes=6, state_before="activated", sensations=("tight", "cold"),
       state_after="settled", notes="Stopped at the throat and went round it."),
    on(12, "07:15", "write", SCAN, way="shorter_eyes_open", minutes=4, state_before="mixed", sensations=("warm",),
       state_after="settled"),
    on(32, "09:10", "agree", SCAN, until=60),
    on(34, "07:10", "write", SCAN, way="full", minutes=10, state_before="settled", sensations=("heavy", "warm"),
       state_after="settled", notes="All the way through for the first time."),
    on(44, "09:55", "agree", "attachment-narrative", message="With a light hand. Stop when it gets too much, that is "
       "part of it."),
    on(46, "23:40", "write", "attachment-narrative", distress_after=8, discussed=True,
       how_it_formed="I learned to hear footsteps before I learned to read. My father was a gentle man on most days. "
       "On the others the air changed before he opened his mouth, and I became very good at "
       "the air.\n\nThere was the evening in the hall. I was six. It was about money, I think, or about nothing. The "
       "vase was blue. He shouted at the wall and not at me and then it was on the tiles "
       "and everybody was very quiet. He never touched me. For years I thought that because of this it does not count.",
       what_it_protected="Being quiet kept everything whole. If nobody moves, nothing else breaks.",
       key_experiences="Aunt Fang came next morning and swept, and gave me one of the blue pieces to keep. Nobody else "
       "said a word about it.",
       still_hard="That I made myself so small that I can still feel the edges.",
       rewrite="A man was angry, a vase broke, a child survived and picked up something blue. Today a man is loud "
       "because the water is cold.",
       comment="I read it this morning and have called you. It is a strong and clear page. It may rest now; we will "
       "look at it together."),
    on(53, "20:40", "agree", "corrective-experiment"),
    on(56, "21:15", "write", "corrective-experiment", read=False, my_version="When a voice gets sharp: one breath, "
       "both feet, and I say \"one moment\" before I go quiet.",
       when_try="At the family dinner", stop_rule="If my hands get cold I go to the balcony. Always allowed.",
       how_it_went="Uncle was loud about football. I said one moment, and he stopped and asked whether I want more "
       "soup.", still_hard="My voice was very thin."),
)  # fmt: skip

HAO = (
    on(1, "18:55", "agree", TRIGGER, until=21, light=True, message="A word or two is enough."),
    on(3, "23:50", "write", TRIGGER, when="22:00", situation="She asked what I am thinking.", sensations=("numb",
       "blank"), thoughts="Nothing. Really nothing."),
    on(4, "23:30", "write", TRIGGER, when="21:10", situation="She was crying. I fetched water and stayed in the "
       "kitchen.", sensations=("heavy",), thoughts="Wait until it is over."),
    on(7, "00:20", "write", TRIGGER, when="23:00", discussed=True, situation="Quarrel about the dishes. It was not "
       "about the dishes.", sensations=("blank", "A pressure behind the eyes"),
       thoughts="There was one second before. It was like a hand on the fader.", comment="One second is a lot. What "
       "does the hand want to prevent?"),
    on(11, "23:40", "no_moment", TRIGGER, how="At the mixing desk all day. Nobody wants anything from me there."),
    on(13, "23:10", "decline", TRIGGER, how="not-now", why="On tour."),
    on(22, "18:55", "agree", "corrective-experiment"),
    on(23, "23:55", "write", "corrective-experiment", read=False, my_version="Before I go: one breath and the word "
       "\"studio\". Then I may go.", when_try="Whenever it happens", stop_rule="If I feel pushed I just leave."),
)  # fmt: skip

MIN = (
    on(1, "14:55", "agree", TRIGGER, until=12, light=True),
    on(2, "22:40", "write", TRIGGER, when="21:30", situation="He is in Graz. The hotel has no signal, he told me so.",
       sensations=("heart_fast", "breath_short", "stomach_tight"),
       thoughts="I could hold a lecture about this. My stomach does not attend lectures."),
    on(4, "22:55", "write", TRIGGER, discussed=True, when="22:10", situation="Call not answered. Eleven minutes.",
       sensations=("heart_fast", "breath_short", "stomach_tight"),
       thoughts="An accident. Or somebody. I know the base rates of both."),
    on(6, "21:00", "no_moment", TRIGGER, how="He was at home. We watched a film about whales."),
    on(9, "22:30", "write", TRIGGER, when="20:00", situation="He packed.", sensations=("stomach_tight",),
       thoughts="It begins with the zip of the suitcase, not with the absence.",
       comment="The zip. That is much earlier than we thought. There is a lot of room between the zip and the door."),
    on(8, "14:55", "agree", SCAN, until=30),
    on(10, "21:40", "write", SCAN, way="eyes_open", minutes=8, state_before="activated", sensations=("tight",
       "restless"), state_after="settled", notes="Looked at the lamp the whole time."),
    on(14, "21:45", "write", SCAN, way="full", minutes=10, state_before="mixed", sensations=("warm", "tingling"),
       state_after="settled"),
    on(19, "22:05", "write", SCAN, way="skipped", notes="Fell asleep. On a travel evening!"),
    on(15, "14:55", "agree", "corrective-experiment"),
    on(20, "22:20", "write", "corrective-experiment", discussed=True, my_version="The egg timer. Five minutes in which "
       "I do not write and do not look up the flight.", when_try="The evening of his flight",
       stop_rule="If I feel ill I ring my sister.", how_it_went="Eleven minutes. In minute seven something let go, low "
       "down, without being asked.",
       still_hard="That it has to be practised, by me, with an egg timer, at 35.", comment="Minute seven. I would call "
       "that your stomach attending after all."),
    on(22, "14:55", "agree", "after-each-attempt"),
    on(27, "22:15", "write", "after-each-attempt", read=False, when="21:50", feeling="Steady for most of it. A short "
       "wave at the end.", reaction="Hand on the stomach. Did not write.",
       notice="The zip was quieter this time.", still_hard="The second night, always the second."),
)  # fmt: skip
