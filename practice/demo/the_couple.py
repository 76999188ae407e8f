"""Zhao Lei and Zhou Ting, six weeks (case two of article 342): two months of silence, then a cup of jasmine tea.

Each begins alone; nothing is opened before both were asked alone. Their ladders are two,
and are never laid side by side.
"""

from datetime import date

from practice.demo.cast import reach
from practice.demo.measures_given import COUPLE
from practice.demo.plans import COUPLE as PLANS
from practice.demo.story import Story, on
from practice.demo.the_couple_pages import PAGES

ROOM = "Lindenhof, room 1"

FIRST_WEEKS = (
    on(1, "15:40", "consent", "counselling"),
    on(1, "15:41", "consent", "supervision"),
    on(1, "15:42", "consent", "records-policy", policy="limited-secrets"),
    on(1, "15:45", "intake", who="lei",
       presenting_concern="They have not spoken for more than two months. What has to be arranged goes by text "
       "message, also from "
       "one room to the other. He does not remember what the last quarrel was about.",
       best_hope="To come home and not listen at the door first.",
       background="Engineer. Works long hours since the silence began, feels guilty about liking it. Married for nine "
       "years, no children."),
    on(1, "15:50", "intake", who="ting",
       presenting_concern="The same silence from the other side: she eats early so that they do not meet in the "
       "kitchen.",
       best_hope="I would like to be asked how my day was. By him, with his voice.",
       background="Teaches at a primary school. Has two close friends and a notebook. Her mother does not know about "
       "it."),
    on(1, "15:55", "begin", "narrative-attachment"),
    on(1, "16:00", "meet", place=ROOM, ask=("best_hope",),
       better="Both came, by different trams.",
       talked_about="Only how we will work. They do not have to talk to each other here. First each of them alone, for "
       "as long as it takes; "
       "what both sign about private words was read aloud line by line.",
       step="None for the two of them together.", agreed="Two meetings each, one by one. Text messages stay as they "
       "are for now."),
    on(3, "17:00", "meet", who="lei", place=ROOM, ask=("here_today",),
       better="He slept through twice this week.",
       talked_about="The silence began as a pause \"so as not to make it worse\" and then nobody found the way back. "
       "Work is where he knows what "
       "to do next. He is ashamed of that.",
       step="Noticing one moment at home that is not bad.", agreed="The story in his own words, short is fine.",
       safe={"asked": "Asked alone about fear, harm and control, and about himself.", "said": "None of it. He is "
       "afraid of what he might say, "
             "not of what anybody might do.", "protects": "His brother, the climbing hall.", "agreed": "He may ring "
             "between meetings."}),
    on(3, "17:55", "screening", "clear", who="lei", words="Alone, in person."),
    on(3, "17:40", "ladder", "Where we two are", who="lei", low="Two lodgers who avoid the stairs",
       high="We quarrel and it is over by the evening", good_enough="6"),
    on(3, "17:45", "rate", who="lei", value=1, high=2, keeps_from_lower="She has not taken my cup away.",
       first_sign="One sentence that is not about the electricity."),
    on(4, "15:30", "meet", who="ting", place=ROOM, ask=("here_today", "understood"),
       better="A friend cooked for her, and she let it happen.",
       talked_about="Loneliness with somebody in the next room. She writes every evening. What she misses is not the "
       "talk about problems but the "
       "talk about nothing.",
       step="Keeping the notebook, and the friends, without feeling she is cheating on anybody.",
       agreed="Her story, for herself first.",
       safe={"asked": "Asked alone about fear, harm and control, and about herself.", "said": "Not afraid of him, "
       "never was. Cries a lot. No wish "
             "to die.", "protects": "Her class, Mei and Anna.", "agreed": "She calls Mei when the evening is too "
             "long."}),
    on(4, "16:25", "screening", "clear", who="ting", words="Alone, in person."),
    on(4, "16:10", "ladder", "Where we two are", who="ting", low="I talk to the notebook because nobody else lives "
       "here",
       high="He tells me something at breakfast and I forget to go to work"),
    on(4, "16:15", "rate", who="ting", value=1, high=2, past="Seven years ago a 9. I still have the photographs.",
       keeps_from_lower="He locks the door quietly when I am asleep."),
    on(8, "10:00", "phase", "resources", words="For each alone. Nobody is asked to talk."),
    on(9, "17:00", "meet", who="lei", place=ROOM, ask=("get_through", "not_overlook"),
       better="Finished a drawing at work he had put off for a year.",
       talked_about="His work as a way of staying upright, not as flight. That was new to him. He said it twice.",
       step="Coming home at seven on one day.", agreed="The list of what carries him."),
    on(9, "17:45", "rate", who="lei", value=2, keeps_from_lower="I do carry something. I had not seen it as that."),
    on(10, "15:30", "meet", who="ting", place=ROOM, ask=("not_worse", "others_see"),
       better="Read a page of the notebook aloud to Mei and laughed in the middle.",
       talked_about="That she went on being warm, only in another direction: towards friends, towards paper. She kept "
       "it in use.",
       step="One evening a week with Mei or Anna.", agreed="Strength exploration."),
    on(10, "16:15", "rate", who="ting", value=2),
)  # fmt: skip

TOGETHER = (
    on(15, "10:00", "phase", "vision", words="Both wish to look back together, each said so alone."),
    on(16, "17:00", "meet", place=ROOM, ask=("who_notices", "already_there"),
       better="They sat on the same side of the table because of the sun.",
       talked_about="Only one question: when was the silence a little thinner? They searched their nine years, in "
       "turns, on two sheets of paper. On both "
       "sheets: it has always thawed after something small. A look at the bus stop, a cup put down, \"did you eat\" on "
       "the telephone.",
       step="Nothing to be done on purpose yet. Only noticing.", agreed="Each writes down what they notice."),
    on(22, "10:00", "phase", "exceptions", words="They found it themselves: it begins with something small and kind."),
    on(22, "17:00", "meet", place=ROOM, ask=("more_likely", "your_part"),
       better="A \"thank you\" on a yellow note, by whom does not matter.",
       talked_about="Each of them would like to try one small kind thing a day, for one week. No conversation has to "
       "follow from it. It may be overlooked.",
       step="One small kind gesture a day, each on their own side.", agreed="Nobody counts the other's gestures. "
       "Leaving the room is always allowed."),
    on(22, "17:45", "rate", who="lei", value=2), on(22, "17:46", "rate", who="ting", value=2, high=3),
    on(29, "10:00", "phase", "action"),
    on(29, "17:00", "meet", place=ROOM, ask=("more_of_it", "too_much", "what_surprised"),
       better="The jasmine tea. She told it, he looked at the floor and smiled.",
       talked_about="What the week was like from both sides. They are not ready for the quarrel itself, and said so "
       "almost in the same words. That "
       "sentence was their first agreement for a long time.",
       step="Going on with the small things. \"How was your day\" may be said aloud.", agreed="Whoever is tired says "
       "\"tomorrow\"."),
    on(29, "17:45", "rate", who="lei", value=3), on(29, "17:46", "rate", who="ting", value=3, high=4),
    on(35, "17:00", "meet", place=ROOM, ask=("smallest_step", "leave_alone"),
       better="Breakfast at the same table, three times. Once with a sentence about the neighbour's cat.",
       talked_about="They want to hear each other for five minutes each, here, with me in the room. Each was asked "
       "alone whether that feels safe and will be "
       "asked again on the day.",
       step="Breakfast, without a programme.", agreed="Listening in turns next time, only if both say yes that day."),
    on(35, "17:45", "rate", who="lei", value=4, keeps_from_lower="The cat."), on(35, "17:46", "rate", who="ting",
       value=4),
    on(36, "10:00", "phase", "consolidate", words="The wall has a door. They go on slowly."),
    on(38, "12:10", "contact", "message", who="ting", with_whom="Zhou Ting",
       line="Asked whether her private pages stay private if Lei asks. Answered with what both signed: yes, and if "
       "something affects them both I help her say "
       "it herself."),
    on(39, "09:00", "feels_safe", "listening-turns"),
    on(39, "12:00", "open", "listening-turns"),
    on(39, "17:00", "meet", place=ROOM, ask=("what_you_did", "who_saw"), layout="couple",
       agenda=(("How the week was, each in turn", 10), ("Listening in turns: five minutes each, then what was understood", 25),
               ("What to keep, and in which size", 10)),
       a="He listened with his eyes on the cup, every word, and said back more than she had thought he would hear.",
       b="She gave him time to find the end of the sentence.",
       together="Both had said yes, each alone. Five minutes each, then the other one says what they understood. Nobody agreed "
       "with anybody, and that was fine.",
       step="Tea in the evening, five minutes, when both like. Who is tired says so."),
    on(41, "17:00", "meet", who="lei", place=ROOM, ask=("harder_week",), sign=False,
       better="Came home at six, on a weekday, on purpose.",
       talked_about="He wanted one hour alone before the next joint meeting. Guilt about the two months. What he would "
       "like her to know, and that he may take time to "
       "say it.", step="", agreed="He decides whether it is for the joint meeting."),
    on(41, "17:45", "rate", who="lei", value=5, keeps_from_lower="We talk about the cat, the tram, the weather. I did "
       "not know how much that is."),
    on(42, "17:00", "meet", came=None, place=ROOM),
)  # fmt: skip

STORY = Story(
    key="the-couple", counselor="nora", days=42,
    people={
        "lei": {"display_name": "Zhao Lei", "pronouns": "he/him", "birth_date": date(1986, 9, 2), "login": "zhao.lei",
                "passphrase": "cedar-candle-slow-harvest", "shared_device": True,
                "contact": reach("zhao.lei", 21, "By message after six in the evening.", ("Zhao Gang", "brother"))},
        "ting": {"display_name": "Zhou Ting", "pronouns": "she/her", "birth_date": date(1987, 12, 19),
        "login": "zhou.ting",
                 "passphrase": "jasmine-paper-window-tide", "shared_device": True,
                 "contact": reach("zhou.ting", 22, "At school by e-mail only. Never on the landline.", ("Mei Tan",
                 "friend"))},
    },
    events=FIRST_WEEKS + TOGETHER + PAGES + COUPLE + PLANS,
)  # fmt: skip
