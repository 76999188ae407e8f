"""Zhou Ting (not the one of the couple), Chen Hao, Liu Min and Song Yi, who was added yesterday.

Zhou Ting: articles 138 and 148, which give no numbers; those of her sets stand in measures_given.py and are ours.
Chen Hao: his case breaks off in the articles, so no outcome is told. Liu Min: guidance, article 141.
"""

from datetime import date

from practice.demo.cast import reach
from practice.demo.measures_given import CHEN_HAO, LIU_MIN, ZHOU_TING
from practice.demo.others_pages import HAO, MIN, TING
from practice.demo.story import Story, on

ROOM = "Lindenhof, room 2"

TING_MEETINGS = (
    on(1, "08:40", "consent", "counselling"),
    on(1, "08:41", "consent", "supervision"),
    on(1, "08:45", "intake",
       presenting_concern="As soon as a voice in the room turns sharp, also when it is not meant for her, her heart "
       "races and her head is empty. Her partner Jun has begun to "
       "whisper at home; she is ashamed of that.",
       best_hope="That a loud voice is only loud.",
       background="Translator. Lives with Jun for three years, nobody in the flat is violent. One memory from the age "
       "of six that she mentions while putting on her coat."),
    on(1, "08:55", "begin", "attachment-repair", flavour="trauma-to-resources"),
    on(1, "09:00", "meet", place=ROOM, ask=("body_first", "helps_already"),
       better="She could tell it with her feet on the floor.", talked_about="How we work: first what steadies, then, "
       "if at all, the memory. She decides the pace and may stop at any word.",
       step="Noticing when the body is calm, too.", agreed="Collecting what steadies her.",
       safe={"asked": "Asked about fear at home, harm, and thoughts of dying.", "said": "Nobody hurts her. No thoughts "
       "of dying.", "protects": "Jun, choir, the cat."}),
    on(5, "09:00", "phase", "patterns", reflect="yes", willing="yes"),
    on(8, "09:00", "meet", place=ROOM, ask=("first_sign", "did_not_happen"),
       better="Stayed in the tram when somebody shouted into a telephone.", talked_about="Her log. It is the tone and "
       "the suddenness, not the words.", step="Feet, breath, looking for the door "
       "and then for a colour.", agreed="Log goes on; body scan with open eyes."),
    on(14, "08:40", "pause", reason="Two weeks of congress interpreting in Lisbon, agreed beforehand."),
    on(24, "09:00", "resume"),
    on(24, "09:30", "meet", place=ROOM, ask=("smallest_change", "when_to_stop"),
       better="Came back rested. Two sharp voices at the congress, both times she went on interpreting.",
       talked_about="Resources in session: the choir loft, her aunt's hand. She finds both quickly.",
       step="Ten minutes of the choir loft in the evening.", agreed="Next time we look at the memory from a distance, "
       "if she still wants to."),
    on(24, "09:10", "phase", "experience", reflect="yes", willing="yes"),
    on(30, "09:00", "meet", place=ROOM, ask=("expected",), better="She wanted to.",
       talked_about="Memory work, first session. At six she stood in the hall while her father was beside himself; a "
       "vase went to pieces on the tiles. He never laid a hand on her. What stayed: a man's anger "
       "means that I may not survive it. Stopped early at her sign, ended in the choir loft.",
       step="Nothing to work on at home.", agreed="A message next day, one word is enough.",
       safe={"asked": "How she goes home.", "said": "Tired, calm. Jun is at home.", "agreed": "No work on the memory "
       "between sessions."},
       private="I noticed my own wish to go faster because it went well. Bring to Ines."),
    on(31, "12:20", "contact", "message", with_whom="Zhou Ting", line="Her word for the day: \"sleepy\". Slept nine "
       "hours."),
    on(32, "09:00", "phase", "regulation", reflect="yes", willing="yes"),
    on(37, "09:00", "meet", place=ROOM, ask=("way_back", "first_to_know"), better="Jun spoke in his normal voice for a "
       "whole evening.", talked_about="Memory work continued. The tiles are clearer, the voice is further away. She "
       "saw for the "
       "first time that the child looks at the shards because they are pretty.",
       step="Riding out one wave without leaving the room.", agreed="She tells Jun that he need not whisper."),
    on(42, "09:00", "phase", "integration", reflect="yes", willing="yes"),
    on(44, "09:00", "meet", place=ROOM, ask=("whose_sentences", "where_to_begin"), better="A quarrel with Jun about "
       "holidays, both loud, and she stayed in it.",
       talked_about="Memory work. Then and now stand apart: \"that was in the hall, this is my kitchen\". We spoke "
       "about writing it down once, with a light hand.",
       step="Writing the story in her own order.", agreed="Stops when it gets too much, and reads nothing twice."),
    on(47, "08:35", "acknowledge", "Rang her at 8:30. She had written too long and too late. Slept meanwhile, is at "
       "work, wants to keep the page. No danger."),
    on(50, "09:50", "close_flag", "Talked over in the session: it was strong and it passed. Written down what she does "
       "when it rises late in the evening."),
    on(50, "09:00", "meet", place=ROOM, ask=("after_telling",), better="\"It was much and it went over.\"",
       talked_about="The page she wrote and the evening after it. What helps when it rises late: light on, Jun, "
       "singing the alto line. "
       "The memory is still there, she says, but it does not give orders today.",
       step="Light on, Jun, alto line: in this order.", agreed="Next time we look back over the eight meetings.",
       safe={"asked": "About the evening with the strong distress.", "said": "No thoughts of dying, no wish to hurt "
       "herself.", "protects": "Jun was awake."}),
    on(51, "09:00", "phase", "consolidation", reflect="yes", willing="yes"),
    on(57, "09:00", "meet", came=None, place=ROOM),
)  # fmt: skip

HAO_MEETINGS = (
    on(1, "17:40", "consent", "counselling"),
    on(1, "17:41", "consent", "supervision"),
    on(1, "17:45", "intake",
       presenting_concern="In a quarrel he is gone, he says, although he sits there. His girlfriend calls it "
       "disappearing. It is not that he keeps silent on purpose; nothing is there that could be said.",
       best_hope="That I notice when I leave, and can choose.", background="Sound engineer. Third relationship in "
       "which this is the topic. As a boy he was laughed at for crying."),
    on(1, "17:55", "begin", "attachment-repair", flavour="narrative"),
    on(1, "18:00", "meet", place=ROOM, ask=("easy_closeness",), better="He came by himself, nobody sent him.",
       talked_about="The emptiness. Not peaceful, he says, more like a studio with the power off.",
       step="Noticing the last second before the power goes.", agreed="A short log."),
    on(5, "18:00", "phase", "patterns", reflect="yes", willing="yes"),
    on(8, "18:00", "meet", place=ROOM, ask=("trying_to_do", "first_sign"), better="Caught the second before, once: a "
       "pressure behind the eyes.",
       talked_about="We asked the one who switches off what it is afraid of. It has been on duty since school, he "
       "says, and it guards somebody small who was laughed at. He was polite to it. So was I.",
       step="Saying \"I am going\" when it happens, without having to stay.", agreed="Log goes on."),
    on(15, "18:00", "meet", came="cancelled", place=ROOM),
    on(15, "09:30", "contact", "call", with_whom="Chen Hao", line="Concert tour, asks for next week instead."),
    on(12, "18:00", "phase", "experience", reflect="yes", willing="not asked"),
    on(22, "18:00", "meet", place=ROOM, ask=("keep_from_old",), layout="soap",
       subjective="Told his girlfriend the word \"studio\" and she asked what it looks like in there.",
       objective="Sat back for the first time. When we thanked the guard he laughed, then went quiet, and stayed in the room.",
       assessment="Thanking it felt silly to him and then it did not. He leaves later and comes back sooner.",
       plan="Pause before he goes: one breath, one word.\nOne small experiment, the pause only."),
    on(30, "18:00", "meet", came=None, place=ROOM),
)  # fmt: skip

MIN_MEETINGS = (
    on(1, "13:40", "consent", "counselling"),
    on(1, "13:41", "consent", "supervision"),
    on(1, "13:42", "consent", "guidance-agreement"),
    on(1, "13:44", "check_referral", note="Nothing that speaks for another service at present. Looked through "
       "together."),
    on(1, "13:50", "intake",
       presenting_concern="A psychologist who can say exactly what happens to her and is helpless when it does: as "
       "soon as her partner travels she has to know that he is safe and still hers.",
       best_hope="That my stomach believes what my head has known for years.", background="35, works at a counselling "
       "service in another town; no shared colleagues. Partner is a surveyor and away about six nights a month."),
    on(1, "13:55", "begin", "attachment-repair", flavour="guidance"),
    on(1, "14:00", "meet", place="Lindenhof, garden room", ask=("with_others", "helps_already"),
       better="She laughed about her own clever explanations.",
       talked_about="Guidance, not therapy: what that means and where it ends. Knowing and feeling as two languages.",
       step="Writing down the body, not the theory.", agreed="Trigger moments, short version."),
    on(5, "14:00", "phase", "patterns", reflect="yes", willing="yes"),
    on(8, "14:00", "meet", place="Lindenhof, garden room", ask=("know_and_feel", "first_sign"),
       better="Noticed the stomach before the thought.",
       talked_about="Heart, breath, stomach: in this order, always. She would have said it differently in a lecture.",
       step="Hand on the stomach, three slow breaths, then decide.", agreed="Body scan with eyes open."),
    on(10, "12:00", "refer", reason="A racing heart on several evenings a week: a doctor should listen to it, whatever "
       "the reason.",
       options=("Her family doctor", "The cardiology walk-in of the district hospital"), outcome="She saw her family "
       "doctor. Nothing was found that needs care.", follow_up=22),
    on(13, "14:00", "phase", "experience", reflect="yes", willing="yes"),
    on(15, "14:00", "meet", place="Lindenhof, garden room", ask=("five_minutes", "surprised"), better="Five minutes "
       "without writing, timed with the egg timer.",
       talked_about="The first small experiment.", step="The same five minutes on a travel evening.",
       agreed="Afterwards three lines."),
    on(22, "14:05", "check_referral", note="Reviewed. Sleep and work are well. We go on."),
    on(22, "14:00", "meet", place="Lindenhof, garden room", ask=("surprised",), layout="girp",
       goal="That the stomach believes what the head has known for years.",
       intervention="Went through the evening of his flight minute by minute.",
       response="Eleven minutes without writing. In minute seven the stomach went down by itself; she had not expected it.",
       plan="Telling him beforehand that she will not write after ten. He knows and agrees."),
    on(29, "15:30", "meet", came=None, place="Lindenhof, garden room"),
)  # fmt: skip


def _person(name: str, born: date, login: str, passphrase: str, number: int, safely: str, **more) -> dict:
    return {"display_name": name, "birth_date": born, "login": login, "passphrase": passphrase,
            "contact": reach(login, number, safely), **more}  # fmt: skip


def others(today: date) -> tuple[Story, ...]:
    """The four smaller stories."""
    ting = _person("Zhou Ting", date(1992, 2, 8), "ting.zhou", "walnut-choir-amber-field", 41, "By e-mail. She reads "
    "it in the evening.",
                   pronouns="she/her", shared_device=False)  # fmt: skip
    hao = _person("Chen Hao", date(1990, 11, 23), "chen.hao", "copper-studio-slow-heron", 51,
    "By message, afternoons.", pronouns="he/him")
    liu = _person("Liu Min", date(today.year - 35, 1, 5), "liu.min", "linen-garden-quiet-stone", 61,
    "By telephone, not at her office.",
                  pronouns="she/her", shared_device=False)  # fmt: skip
    song = {"display_name": "Song Yi", "contact": reach("song.yi", 71, "By message.")}
    return (
        Story("zhou-ting", "nora", 57, {"ting": ting}, TING_MEETINGS + TING + ZHOU_TING),
        Story("chen-hao", "nora", 24, {"hao": hao}, HAO_MEETINGS + HAO + CHEN_HAO),
        Story("liu-min", "tomas", 29, {"min": liu}, MIN_MEETINGS + MIN + LIU_MIN),
        Story("song-yi", "nora", 2, {"yi": song}),
    )
