"""What Chen Jing wrote, in her own words: her story, the log of other moments, her plans. One answer is in Chinese."""

from practice.demo.chen_jing_later import LATER
from practice.demo.story import on, sat, sun

LOG = "exception-log"

BEGINNING = (
    on(1, "12:00", "agree", "relationship-story", message="No right length. If writing is too much, think it through "
       "and say so."),
    on(3, "21:40", "write", "relationship-story", how="wrote", discussed=True,
       important="He is the first person who knows how I like my eggs and remembers it a year later. When we laugh, "
       "really "
       "laugh, I forget to be careful. I would like to have that person until I am old.",
       struggles="It always starts with something tiny. He says \"I will stay a bit longer at the studio\" and "
       "something in me "
       "drops, like missing a step on the stairs. Then I write. Then I write that I am sorry for writing. Then I look "
       "whether "
       "he is online.\n\nAnd then, and this is what nobody understands, he comes home, he is sweet, he wants to hold "
       "me, and I "
       "feel there is no air. I say I have to finish something. I sit in the other room and miss him through the wall.",
       hopes="A normal evening. He reads, I draw, and nobody is waiting for anything.",
       understood="That I am not trying to own him. I am holding out my hand and I am bad at it."),
    on(5, "12:05", "agree", "hope-question"),
    on(6, "22:10", "write", "hope-question",
       small_difference="He would say \"I am tired\" and I would hear that he is tired. Not that he is tired of me.",
       comment="\"Hear that he is tired.\" That is small and it is a whole door. Thank you for writing it so exactly."),
    on(8, "09:15", "agree", "coping-list", message="Everything counts here, also what looks like nothing."),
    on(8, "09:16", "agree", LOG, until=28, message="One moment a day is plenty, and a day without one is an answer "
       "too."),
    on(9, "20:30", "write", "coping-list", name="coping", discussed=True,
       ways=("Walking Mochi, the neighbours' dog, even in the rain", "Drawing the same teapot again and again",
             "Calling Lan and talking about anything else", "Putting the phone in the flour tin (it works for an hour)",
             "Long soups", "Counting tiles in the bathroom until my breath slows down", "Crying in the shower, then it "
             "is over"),
       keeps_me_going="I thought I was only getting by. Lan says getting by for three years with this much noise in "
       "your head "
       "is a kind of muscle. I have never had a word for that before.",
       still_hard="The hour between ten and eleven at night when he is not home. None of the above works then."),
    on(12, "12:05", "agree", "strengths"),
    on(13, "21:15", "write", "strengths",
       got_through="My first year here without a single friend. I learned the names of all the dogs in the street.",
       learned="That I can be very afraid and still hand in my work on time.",
       others_say="Haoran says I come back. Whatever happens, I come back and put water on.",
       persist="Stubborn, like my grandmother.", still_hard="Believing that any of this counts as strength."),
)  # fmt: skip

LOGGED = (
    on(9, "22:50", "write", LOG, when="19:30", where=("home",), with_whom=("partner",), who_began="nobody",
       mood=("calm",),
       context="He was fixing the lamp and I was holding the torch. Twenty minutes without a word and it was fine.",
       behaviour="I did not ask what he was thinking.", still_hard="Afterwards I checked his phone lighting up. Old "
       "habit."),
    on(10, "23:05", "no_moment", LOG, how="I put the phone in the flour tin and went to bed with a book I already "
       "know."),
    on(11, "22:20", "write", LOG, when="18:10", where=("on_the_way",), with_whom=("partner",),
       who_began="other_person", mood=("warm",),
       context="He waited for me at the tram although it was cold.", behaviour="I said \"you waited\" instead of \"you "
       "are late\".",
       emotions="Surprised that it is so easy sometimes."),
    on(sat(2), "20:15", "write", LOG, name="market", discussed=True, when="10:40", where=("out",),
       with_whom=("partner",),
       who_began="both", mood=("playful", "warm"),
       context="Weekend shopping. We had a list, a bag each and no time to talk about us. He let the woman at the "
       "stall teach him "
       "how to tell a good aubergine, very seriously, and I could not stop laughing.",
       behaviour="I walked beside him. I did not look at his face to see what kind of day it is.",
       thoughts="We are good at this. We are two people who buy vegetables.",
       emotions="Light. Hungry.", information="When our hands are busy I forget to watch.",
       still_hard="On the way home it got quiet and the watching came back."),
    on(sun(2), "21:40", "write", LOG, name="soup", when="17:30", where=("home",), with_whom=("partner",),
       who_began="me", mood=("calm",),
       context="Soup from the bones of the day before. He peeled, I cut, the radio talked.",
       behaviour="I told him where the big pot is instead of getting it myself.",
       emotions="Like sitting on a warm step.", information="Nobody has to be clever in a kitchen."),
    on(14, "23:20", "no_moment", LOG, how="He was at the studio until late. I wrote two messages, not nine. Then Lan."),
    on(16, "22:00", "write", LOG, when="07:50", where=("home",), with_whom=("partner",), who_began="other_person",
       mood=("tired", "warm"),
       context="He put my tea beside the bed and left without waking me.",
       behaviour="I drank it. I did not write to ask whether he was angry because he left without a word.",
       still_hard="I did think about writing until eleven o'clock."),
    on(17, "22:45", "write", LOG, when="21:00", where=("apart",), with_whom=("alone",), mood=("mixed",),
       context="He went out with people from the studio. I drew.", behaviour="One message: have fun. I meant about "
       "half of it.",
       information="Half is more than none."),
    on(18, "22:30", "decline", LOG, how="too-hard", why="Not today. He is away until tomorrow and everything I could "
       "write would be about "
       "that.", comment="That is an answer too. Be kind to yourself tonight; the flour tin is allowed."),
    on(sat(3), "19:50", "write", LOG, name="tomatoes", when="10:20", where=("out",), with_whom=("partner",),
       who_began="both",
       mood=("warm", "playful"),
       context="又是周六的菜市场。他挑番茄，我挑豆腐，谁也不用猜谁的心思。卖菜的阿姨以为我们刚结婚，他笑了，没有解释。",
       behaviour="我挽着他的胳膊走了一路，没有看手机。",
       emotions="踏实。就是很普通的踏实。", information="原来我们在一起做点小事的时候，我的心是安静的。",
       still_hard="回家的路上又开始担心：这样的安静能留多久？",
       comment="Thank you for writing this one in the language it happened in. I read it slowly. We can look at the "
       "last line "
       "together next time, in whichever language you like."),
    on(sun(3), "21:30", "write", LOG, name="noodles", discussed=True, when="12:30", where=("home",),
       with_whom=("partner", "friends"),
       who_began="other_person", mood=("playful",),
       context="He asked whether we could make the noodles of my grandmother. He kneaded as if the dough had insulted "
       "him.",
       behaviour="I showed him with my hands over his hands. I stayed close the whole time and there was air.",
       thoughts="This is close and I am not running.", emotions="Proud of my grandmother.",
       information="The collar does not get tight when we are both looking at the dough."),
    on(23, "22:15", "write", LOG, when="20:30", where=("home",), with_whom=("partner",), who_began="me", mood=("calm",),
       context="Washing up together, he dried.", behaviour="I hummed.", still_hard="Nothing today."),
    on(24, "23:00", "no_moment", LOG, how="Bad day, nine messages. I told him in the evening that the alarm had been "
       "loud. He said he "
       "had guessed."),
    on(sat(4), "20:20", "write", LOG, name="fish", when="11:00", where=("out",), with_whom=("partner",),
       who_began="both", mood=("warm",),
       context="Market in the rain. We shared one umbrella and a paper bag of chestnuts.",
       behaviour="I asked him to carry the fish because I hate the smell. He knew that already.",
       information="Asking for small things is also asking."),
    on(27, "22:40", "write", LOG, when="18:30", where=("home",), with_whom=("partner",), who_began="me", mood=("calm",),
       context="I cooked, he did his accounts at the same table.", behaviour="I let him be busy next to me."),
)  # fmt: skip

PICTURE = (
    on(15, "09:20", "agree", "miracle-question", message="Take your time with this one. The small signs matter more "
       "than the big ones."),
    on(16, "21:10", "write", "miracle-question", name="miracle", discussed=True,
       first_sign="I wake up and it takes me a while to remember where my phone is. I have not looked whether he "
       "wrote. I get up and "
       "make coffee and sit down at the window.",
       i_do="I let the coffee take as long as it takes. I watch the man with the three dachshunds. When Haoran comes "
       "in I look up and "
       "say good morning, and that is all I want from the morning.",
       partner_does="He comes into the kitchen with his hair standing up and smiles at me, not carefully, just so.",
       between_us="There is room on the bench. Sometimes he sits down, sometimes he takes his cup and goes to shave, "
       "and either is fine.",
       whole_day="Coffee at the window. Work. At noon he sends me a photo of something silly and I answer when I have "
       "finished my drawing. "
       "In the evening he says he will stay at the studio until nine. I say all right and I hear myself that it is all "
       "right. I make rice "
       "for two and eat mine while it is hot. When he comes home I am glad, and I am not thirsty. We talk for a bit, "
       "or we do not. He puts "
       "an arm around me on the sofa and I lean in and keep breathing. Before sleeping I notice that I did not count "
       "anything today.",
       comment="The coffee at the window stays with me. Which part of that morning has already happened once, even for "
       "five minutes?"),
    on(15, "09:21", "agree", "value-ranking"),
    on(18, "20:40", "write", "value-ranking", values=("warmth", "honesty", "freedom", "fun", "safety",
       "Being allowed to be quiet"),
       focus="Freedom, his and mine",
       why="I used to think freedom means that he leaves. On the list it stands next to warmth and they do not fight.",
       action="On one evening this week I will tell him to stay out as long as he likes, before he asks."),
    on(20, "21:30", "agree", "scale-positioning"),
    on(20, "22:05", "write", "scale-positioning", position={
        "value": 3, "past": "Last spring a 5 for some days.", "keeps_from_lower": "The market. The tea beside the bed.",
        "first_sign": "That I forget to check on one evening, not on purpose."}),
    on(22, "09:10", "agree", "deep-description"),
    on(22, "09:11", "agree", "pattern-recognition"),
    on(24, "21:30", "write", "deep-description", discussed=True, distress_after=3, chosen=(
        {"entry": "market", "label": "The market and the aubergine", "context": "Loud, bright, ten people between us "
         "and any serious talk.",
         "thinking": "What do we need for the soup.", "doing": "Carrying, laughing, choosing.", "body": "Warm hands, "
         "shoulders down.",
         "feeling": "Light", "capability": "We can be silly together in public."},
        {"entry": "tomatoes", "label": "Tomatoes and tofu", "context": "周六，人很多。", "thinking": "没想什么。",
         "doing": "挽着他的胳膊。",
         "body": "The stomach was quiet. It is never quiet.", "feeling": "踏实", "capability": "We fit without talking "
         "about it."},
        {"entry": "noodles", "label": "Grandmother's noodles", "context": "Flour, steam, the radio.",
         "thinking": "He wants to learn something that is mine.", "doing": "My hands over his hands.",
         "body": "Close, and still breathing all the way down.", "feeling": "Proud, a bit shy", "capability": "I can "
         "be close when it has a "
         "beginning and an end."}),
       still_hard="Writing about the good moments makes me afraid of losing them. I had to get up twice."),
    on(25, "22:00", "write", "pattern-recognition", discussed=True,
       doing_together="When we DO something. Shopping, cooking, repairing. Never when we \"spend time\".",
       surroundings="Weekend mornings. Noise around us. The kitchen with the radio on.",
       state="When I have slept and eaten. Sounds stupid, is true.",
       other="When it is clear when it will be over.",
       evidence=({"entry": "market", "label": "The market", "shows": "Hands busy, eyes free."},
                 {"entry": "soup", "label": "Sunday soup", "shows": "Quiet without waiting."},
                 {"entry": "noodles", "label": "The noodles", "shows": "Close is fine when it has an end."}),
       still_hard="It does not help at ten in the evening, when he is away."),
)  # fmt: skip

PAGES = BEGINNING + LOGGED + PICTURE + LATER
