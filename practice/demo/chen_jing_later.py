"""What Chen Jing wrote from the end of week four on: her experiment, the weekly check-in, looking back."""

from practice.demo.story import on

LOG = "exception-log"

BUILDING = (
    on(26, "12:00", "open", "micro-experiment.with_partner"),
    on(26, "12:05", "agree", "micro-experiment", message="It is an experiment: whatever happens tells us something."),
    on(32, "21:50", "write", "micro-experiment", name="dumplings", discussed=True,
       condition="Doing something together that needs hands, with a clear end. Once a week, planned, so that I do not "
       "wait for it to "
       "happen by itself.",
       with_partner="I asked him on the way home and he said: dumplings, and he brings the flour.",
       plan=({"day": (28, None), "what_i_do": "Ask which evening suits him", "noticed": "He chose the evening after "
       "the next. I did not "
              "ask why not tomorrow."},
             {"day": (30, None), "what_i_do": "Dumplings, no talking about us", "noticed": "Forty-one dumplings. He "
              "folds them like "
              "envelopes. No alarm until ten, and then only a small one."},
             {"day": (31, None), "what_i_do": "Nothing, let it rest", "noticed": "I wanted to talk about how good it "
              "was and he was tired. "
              "I let it be good on its own."}),
       stop_sign="If one of us says \"enough for today\" we wash up and that is that.",
       learned="It is not the market. It is us with something in our hands.",
       still_hard="The day after. I want more at once, and then I am angry that I want more.",
       comment="\"I let it be good on its own.\" I would like to hear more about how you did that."),
    on(29, "09:00", "open", "action-menu.partner_actions"),
    on(29, "09:05", "agree", "action-menu"),
    on(29, "09:06", "agree", "scale-positioning", frequency="days", every=3, opens=31, until=48, light=True),
    on(31, "22:30", "write", "scale-positioning", position={"value": 4, "first_sign": "One evening without the flour "
       "tin."}),
    on(31, "20:10", "write", "action-menu", actions=(
        ("Buy vegetables together on Saturday", "out", "yes"), ("Make one thing that takes two people", "at_home",
         "yes"),
        ("Put my phone on the shelf by the door when I come in", "at_home", "yes"), ("Say \"the alarm is here\" out "
         "loud, once", "hard_day", "yes"),
        ("Ask for half an hour alone and say when I am back", "at_home", "yes"), ("Send a picture of Mochi instead of "
         "a question", "apart", "yes"),
        ("Draw while he reads", "at_home", "yes"), ("Eat when I am hungry, not when he comes", "apart", "yes"),
        ("Tell Lan one good thing a week, not only the bad ones", "any_day", "yes"), ("Coffee at the window, alone, "
         "before looking at anything",
         "any_day", "no"), ("Go to the lake without planning the talk on the way back", "out", "no")),
       partner_actions=("Fifteen minutes of check-in with tea, once a week, he chooses the day",
       "Thirty seconds of holding on in the hall",
                        "Ask him to teach me the thing with the bicycle chain"),
       comment="Eleven, and most of them within reach this week. Coffee at the window says \"not yet\": that is fine, "
       "it may wait."),
    on(33, "12:05", "agree", "commitment", until=47),
    on(33, "12:06", "agree", "feedback-loop", until=47, opens=36),
    on(33, "21:20", "write", "commitment",
       experiments=(("Check-in of fifteen minutes with tea and a kitchen timer", "Whether the difficult talk can have "
       "a lid",
                     "When the timer rings and I do not go on in my head for the whole night"),
                    ("Saturday market as always", "Whether it still works when I know that it works",
                     "If I forget to think about it")),
       stop_sign="Either of us may turn the timer off."),
    on(35, "23:10", "write", "scale-positioning", position={
        "value": 4, "keeps_from_lower": "I have seen the 5 and it was not a mistake.", "first_sign": "Letting him hug "
        "me in the hall."},
       comment="A step down after a good week happens to many people when closeness grows. Let us look at what would "
       "make it safer, "
               "no hurry."),
    on(37, "21:45", "write", "feedback-loop", name="check-in", discussed=True,
       tried="The check-in. Timer, tea, his green cup, my chipped one.",
       happened="He said he is afraid of saying the wrong thing and so he says nothing. I had thought nothing meant "
       "nothing. At fifteen "
       "minutes it rang and we both laughed and I was almost disappointed.",
       learned="That he is quiet because he is careful. And that it can stop at fifteen minutes and still be there "
       "tomorrow.",
       adjust="Next week he begins.", still_hard="When it rang I had one more thing to say. I wrote it on paper and it "
       "stayed on paper."),
)  # fmt: skip

LOOKING_BACK = (
    on(36, "09:00", "agree", LOG, until=47, message="For these last days and a little beyond, if you like."),
    on(36, "09:01", "agree", "progress-narrative"),
    on(36, "09:02", "agree", "prevention-plan"),
    on(36, "22:20", "write", LOG, when="12:40", where=("home",), with_whom=("alone",), mood=("mixed",), who_began="me",
       context="Too close after three good days. The collar.", behaviour="I said: half an hour, I am coming back. And "
       "came back.",
       still_hard="My hands were shaking while I said it."),
    on(37, "22:30", "write", LOG, when="07:15", where=("home",), with_whom=("alone",), mood=("calm",),
       context="Coffee at the window. Four minutes, then I looked at the phone. But four.",
       behaviour="Sat down before looking.", comment="Four minutes of the miracle morning. I am glad you wrote it "
       "down."),
    on(38, "20:50", "write", "prevention-plan",
       early_signs=("I count how long a message takes", "I tidy the kitchen at midnight", "I say \"it is fine\" with "
       "the high voice",
                    "Three good days in a row and I look for the door"),
       what_i_can_do=("Say which of the two it is: alarm or collar", "One message, then the flour tin",
       "Half an hour, with a time to come back",
                      "Ask for hands-busy time instead of talk"),
       what_helps=("Market", "Mochi", "Lan", "The timer", "Long soups"),
       when_support="If I have not slept for three nights, or when I stop drawing.",
       support_from=("Lan", "Nora", "The crisis line at night")),
    on(38, "21:10", "write", LOG, when="19:30", where=("home",), with_whom=("partner",), who_began="other_person",
       mood=("warm",), context="He asked for the check-in by himself: \"Shall we do our fifteen minutes?\"",
       behaviour="I said yes and got the cups.",
       information="It belongs to both of us now."),
    on(38, "22:20", "write", "scale-positioning", position={"value": 6, "first_sign": "An evening of him away, and I "
       "eat while it is hot."}),
    on(39, "21:15", "write", "progress-narrative", name="narrative-now", read=False,
       start="Six weeks ago I slept with the phone in my hand. I thought there were two of me and that both were "
       "ruining us.",
       on_the_way="I wrote a list of how I get by and it was longer than I thought. Then the market. Then the "
       "dumplings, forty-one of them. "
       "There was a week when it was all gone again and I came here anyway, well, I telephoned.",
       learned_self="The alarm is loud because it was useful once. My grandmother's house was quiet and I listened for "
       "footsteps. I can listen "
       "for something else now.",
       learned_relationship="Close works better with something in our hands and an end in sight. He is quiet because "
       "he is careful.",
       now="Somewhere between 6 and 7. On most evenings I hear that he is tired and it means that he is tired.",
       proud_of="\"Half an hour, I am coming back.\" I had never said that to anybody.",
       hope="That we go on buying vegetables until we are old.",
       still_hard="Between ten and eleven at night. And I do not know yet what happens when he travels for longer."),
    on(39, "22:25", "write", LOG, read=False, when="18:50", where=("home",), with_whom=("partner",), who_began="both",
       mood=("playful",),
       context="Cooked together although it was an ordinary evening. He burnt the garlic and blamed the pan.",
       behaviour="I laughed with my whole face. I forgot that I was going to ask him something.",
       emotions="At home", still_hard="Afterwards I did look where his phone was. Once."),
    on(40, "07:05", "write", "scale-positioning", read=False, position={
        "value": 6, "high": 7, "past": "At the start between 2 and 3.", "keeps_from_lower": "The timer, the market, "
        "and that I can say half an "
        "hour.", "first_sign": "A whole evening of him away without the flour tin."}),
    on(37, "09:05", "agree", "celebration"),
    on(38, "22:40", "draft", "celebration", meaning="I am not sure yet. Something about the cups.",
       mark_it="Dumplings, with Lan"),
    on(22, "09:12", "contact", "message", with_whom="Chen Jing",
       line="Sent the miracle page after the missed session, as promised, and asked whether the market counts. "
       "Answered: it counts."),
)  # fmt: skip

CARRIED = (
    on(30, "12:20", "show_recurs", LOG),
    on(33, "21:40", "keep", "dumplings", fields=("condition", "stop_sign", "learned")),
    on(38, "20:40", "keep", "check-in", fields=("learned", "adjust")),
    on(40, "07:20", "take_up", "narrative-now"),
    on(38, "21:40", "look_back", "micro-experiment", helpful="yes", words="The day after was the hard part. Having a plan for nothing "
       "helped."),
)  # fmt: skip

LATER = BUILDING + LOOKING_BACK + CARRIED
