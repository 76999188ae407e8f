"""What Zhao Lei and Zhou Ting wrote, each in a private room; a few pages were shared by whoever wrote them."""

from practice.demo.story import on

LOG, STORY = "exception-log", "relationship-story"

LEI = (
    on(3, "17:58", "agree", STORY, who="lei", message="Short is fine. Thinking it through is fine as well."),
    on(6, "23:15", "write", STORY, who="lei", how="thought", important="That the light is on when I come home.",
       struggles="I do not start, because whatever I start with is the wrong end.", hopes="A normal tone of voice."),
    on(9, "17:55", "agree", "coping-list", who="lei"),
    on(11, "23:20", "write", "coping-list", who="lei", share=True, discussed=True,
       ways=("Work, until late", "Climbing on Thursdays", "Repairing the bicycle, also when it is not broken",
       "Ringing my brother, talking about football"),
       keeps_me_going="At work I know what the next step is.", still_hard="It feels like hiding. At my desk I am fine "
       "and then I think of the flat."),
    on(16, "17:55", "agree", LOG, who="lei", until=28, light=True, message="One line is plenty."),
    on(17, "23:00", "write", LOG, who="lei", context="She had left the hall light on.", behaviour="I switched it off "
       "quietly."),
    on(19, "23:10", "no_moment", LOG, who="lei", how="Work. Then I walked home instead of taking the tram."),
    on(21, "22:50", "write", LOG, who="lei", context="We met in the kitchen by mistake. She moved the sugar towards "
       "me.",
       behaviour="I said thank you. Out loud.", still_hard="Then I did not know what comes after thank you."),
    on(22, "18:00", "open", "micro-experiment.with_partner", who="lei"),
    on(22, "18:01", "agree", "micro-experiment", who="lei"),
    on(28, "23:30", "write", "micro-experiment", who="lei", share=True, discussed=True,
       condition="Something small, every day. No talking needed.", with_partner="She knows that we both try. Not what, "
       "and not when.",
       plan=({"day": (23, None), "what_i_do": "A cup of jasmine tea on her desk. She likes jasmine.",
       "noticed": "The cup was empty in the evening. And washed."},
             {"day": (24, None), "what_i_do": "Pumped up the tyres of her bicycle", "noticed": "Nothing. That is all "
              "right."},
             {"day": (25, None), "what_i_do": "Tea again", "noticed": "She said: it was hot. That was the first "
              "sentence."},
             {"day": (27, None), "what_i_do": "Left her the window seat", "noticed": "She sat down while I was still "
              "there."}),
       stop_sign="If it feels like a bribe, I stop.", learned="It does not have to be the right end. It can be any "
       "end.",
       still_hard="I wait for her to do something back and I do not want to wait for that.",
       comment="\"It can be any end.\" I would put that one on the wall."),
    on(29, "17:55", "agree", "commitment", who="lei", until=49),
    on(30, "23:00", "write", "commitment", who="lei", name="lei-tries", experiments=(
        ("Ask how her day was, once, with my voice", "Whether I can stand the pause afterwards", "If I am still in the "
         "room after a minute"),)),
    on(36, "18:00", "agree", "feedback-loop", who="lei", until=49),
    on(37, "22:40", "write", "feedback-loop", who="lei", tried="Asked how her day was.", happened="She told me about a "
       "boy who eats paper. It took ten minutes. "
       "I forgot to be careful.", learned="She laughs with her hand before her mouth, still.", still_hard="I still owe "
       "her an answer for two months."),
)  # fmt: skip

TING = (
    on(4, "16:30", "agree", STORY, who="ting"),
    on(7, "20:10", "write", STORY, who="ting", how="wrote", discussed=True,
       important="We used to talk in bed with the light off, about nothing, about the price of pears. I did not know "
       "that this was the marriage. I thought it "
       "was the part before sleeping.",
       struggles="I know the sound of his key, of his shoes, of his cup. I know everything about him except what he "
       "thinks. In the first weeks I was angry. Now I "
       "rehearse sentences on the way home and at the door they are gone.\n\nThe worst is the politeness of the text "
       "messages. \"Please buy rice. Thanks.\"",
       hopes="To hear my name. He has not said it for more than two months.",
       understood="I did not stop talking because I do not care. I stopped because it hurt to hear nothing come back."),
    on(10, "16:25", "agree", "strengths", who="ting"),
    on(12, "20:30", "write", "strengths", who="ting", discussed=True,
       got_through="When my father was ill I went to the hospital every day for a year and still taught. I wrote then "
       "as well, always at the same table.",
       learned="That I need one person who knows. Then I can carry a lot.", others_say="Mei says I am the one who "
       "remembers birthdays, even now, even his mother's.",
       persist="I go on setting out two bowls. I was ashamed of it. Nora asked who taught me that, and I had to think "
       "of my father.",
       still_hard="Evenings between seven and nine."),
    on(16, "17:56", "agree", LOG, who="ting", until=28),
    on(17, "21:00", "write", LOG, who="ting", name="light", when="19:10", where=("home",), with_whom=("partner",),
       who_began="other_person", mood=("mixed",),
       context="I heard that he stood before my door for a moment. Then the light went out, softly.",
       behaviour="I did not put the music louder.",
       information="Somebody who hates you does not switch off a light like that.", still_hard="I cried a bit."),
    on(18, "21:10", "no_moment", LOG, who="ting", how="School, then Anna. We made pear jam and I brought home four "
       "jars. I put one on his shelf, without a note."),
    on(20, "20:50", "write", LOG, who="ting", when="07:20", where=("home",), who_began="nobody", mood=("calm",),
       context="The jar was open. A spoon was in it.",
       behaviour="I left the spoon where it was."),
    on(23, "21:20", "write", LOG, who="ting", name="tea", share=True, discussed=True, when="16:45", where=("home",),
       with_whom=("partner",), who_began="other_person",
       mood=("warm",),
       context="I came back from school and there was a cup on my desk, with a saucer on top so that it stays warm. "
       "Jasmine. He must have gone to the shop at the "
       "station for it, ours had been empty for weeks.",
       behaviour="I sat in front of it in my coat. Then I drank it, all of it, also the cold rest.",
       thoughts="He remembers which one.", emotions="As if somebody had opened a window in winter.",
       information="A cup can say a thing that neither of us can say.", still_hard="I was afraid to be glad."),
    on(25, "20:40", "write", LOG, who="ting", when="17:00", where=("home",), who_began="me", mood=("calm", "tense"),
       context="Tea again. He was still at the door, putting on his shoes.", behaviour="I said: it was hot. It was the "
       "only thing that came.",
       emotions="Ridiculous and happy."),
    on(22, "18:05", "open", "micro-experiment.with_partner", who="ting"),
    on(22, "18:06", "agree", "micro-experiment", who="ting"),
    on(28, "20:30", "write", "micro-experiment", who="ting", condition="One small kind thing a day, without looking "
       "whether he sees it.",
       with_partner="We said it in the room with Nora, that both of us try.",
       plan=({"day": (23, None), "what_i_do": "Pear jam next to the bread", "noticed": "Half of it is gone."},
             {"day": (25, None), "what_i_do": "A yellow note: the heating man comes at nine", "noticed": "He wrote "
              "\"thank you, Ting\" under it. My name, on paper."},
             {"day": (26, None), "what_i_do": "Told his mother he is well", "noticed": "He heard me say it on the "
              "telephone."}),
       stop_sign="When I do it only so that he must do something.", learned="I like myself more when I am kind. It is "
       "not only for him.",
       still_hard="We still have not talked about why."),
    on(29, "17:56", "agree", "scale-positioning", who="ting", frequency="weekly", light=True, until=49),
    on(36, "20:15", "write", "scale-positioning", who="ting", position={"value": 4, "first_sign": "That he says my "
       "name at breakfast."}),
    on(36, "18:05", "agree", "commitment", who="ting", until=49),
    on(37, "20:35", "write", "commitment", who="ting", name="ting-tries", read=True, stop_sign="We may always stop.", experiments=(
        ("Answer with a whole sentence when he asks", "Whether he stays to hear the end", "If I hear myself tell a "
         "story"),
        ("Invite Mei while he is at home", "Whether the flat can be loud", "If he says good evening to her"))),
    on(36, "18:06", "agree", "celebration", who="ting"),
    on(38, "16:00", "decline", "celebration", who="ting", how="not-now", why="Not another one this week please. The "
       "listening is enough.",
       comment="Of course. One thing is plenty."),
    on(42, "06:50", "write", "scale-positioning", who="ting", read=False, position={
        "value": 5, "keeps_from_lower": "He said it. Ting, do you want more tea.", "first_sign": "Talking in bed with "
        "the light off, about pears."}),
    on(40, "21:00", "write", "relationship-story", who="ting", read=False, how="wrote", important="The price of pears. "
       "We spoke about it yesterday, at the stove, for no "
       "reason.", hopes="I would like to ask him one day what the silence was like in there."),
)  # fmt: skip

BOTH = (
    on(39, "12:10", "agree", "listening-turns", scribe="ting"),
    on(39, "20:15", "write", "listening-turns", who="ting", date="", setting="with_counselor", discussed=False,
       turns=(("Lei", "Ting", "He stayed silent because he was afraid that every word would break something more. It "
       "was not indifference.",
               "The part about listening at the door. I had not known that he stands there.",
               "That he missed the sound of my lessons, when I prepare them aloud."),
              ("Ting", "Lei", "She went on setting the table for two. She was alone, not angry.", "The two bowls.",
               "That nobody was told at her school.")),
       debrief="Five minutes are very long and then very short. Nobody had to be right.", how_far="both_turns"),
)  # fmt: skip

OPENED = (
    on(39, "12:20", "ask_to_open", "lei-tries"), on(39, "12:21", "ask_to_open", "ting-tries"),
    on(39, "20:30", "say_yes", "lei-tries", who="lei"),
    on(39, "21:00", "say_yes", "ting-tries", who="ting", holds_back=("stop_sign",)),
    on(40, "18:20", "open_pages", "commitment"),
)  # fmt: skip

PAGES = LEI + TING + BOTH + OPENED
