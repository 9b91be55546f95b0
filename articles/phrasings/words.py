"""The words every phrasing shares: lists with names in capitals, and what carries no meaning.

Names of lists stand in phrasings as LEG or PAIN. Forms of a word (hurts, hurting) and small
slips of the finger are found without being listed; see `articles.phrasings.spelling`.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LISTS: dict[str, str] = {
    "LEG": ("leg, calf, calves, thigh, shin, foot, feet, ankle, toe, knee, limb, hamstring, quad"),
    "ONE": "one, left, right, other, one side, only one, just one",
    "BLUE": (
        "blue, bluish, white, pale, grey, gray, purple, blotchy, mottled, dusky, "
        "marbled, ashen, bluey, greyish, whitish, lilac, violet, colourless, bloodless"
    ),
    "COLD": "cold, freezing, frozen, icy, ice cold, stone cold, chilly, cool",
    "NUMB": (
        "numb, numbness, no feeling, no sensation, lost feeling, lost all feeling, "
        "dead, loss of feeling, lost sensation, feels dead, cannot feel, novocaine, "
        "feels like wood, wooden, gone to sleep"
    ),
    "TINGLING": "tingling, pins and needles, prickling",
    "SWOLLEN": (
        "swollen, swelling, swell, swole, swelled, puffy, puffed, ballooned, "
        "ballooning, twice the size, double the size, bigger, huge, enlarged, fatter, "
        "blown up, balloon, blown, tree trunk, fat, massive, thick, larger, inflated, "
        "doubled size, like football, elephant, puffed up"
    ),
    "HOT": "hot, warm, burning, heat, boiling, on fire, roasting",
    "RED": "red, redness, reddish, darker, discoloured, discolored, purple, inflamed",
    "PAIN": (
        "pain, painful, painfull, hurt, sore, ache, achy, agony, tender, throbbing, "
        "killing me, cramp, spasm, stabbing, discomfort, hurts like hell"
    ),
    "AGONY": (
        "agony, unbearable, excruciating, severe, terrible, extreme, intense, worst, "
        "awful, screaming, insane, horrible, crying, 10 out of 10, 10 10, painkillers "
        "not, painkillers nothing, painkillers dont, hurt so much, hurt so bad, off the "
        "scale, meds not, meds dont, cannot touch, worse and worse, howling, crippling, "
        "blinding, 9 out of 10, 9 10, cannot bear, cannot take, cannot cope, cannot "
        "stand pain, writhing, horrendous, brutal, off the charts, through roof, "
        "unreal, morphine, worst pain, dying"
    ),
    "CANNOT": (
        "cannot, wont, unable, impossible, struggling, hard, trouble, difficulty, "
        "hardly, barely, refuses, refusing, stopped being able, will not, doesnt, does "
        "not, isnt, no longer, difficult, never, havent, hasnt, didnt"
    ),
    "WEAK": (
        "weak, weaker, weakness, paralysed, paralyzed, paralysis, floppy, gave way, "
        "giving way, buckled, not working, doesnt work, dont work, stopped working, "
        "gone dead, limp, jelly, like jelly, gave out, given out, giving out, give way, "
        "given way, wobbly, useless"
    ),
    "PEE": (
        "pee, wee, urine, urinate, piss, pass water, pass urine, peed, weed, whizz, "
        "tinkle, waterworks"
    ),
    "BOWEL": "poo, poop, bowel, bladder, number two, defecate",
    "BREATHE": "breath, breathing, breathe, breaths, air, inhale, lungs",
    "FAINT": (
        "faint, passed out, pass out, blacked out, black out, collapsed, unconscious, "
        "lost consciousness, keeled over, hit the deck, went down, blacking out, "
        "passing out, fell unconscious, swooned"
    ),
    "FEVER": (
        "fever, temperature, feverish, shivering, shivers, shivery, chills, shaking, "
        "rigors, temp, burning up, febrile, 39, 40 degrees, high temperature, hot and "
        "cold, sweats"
    ),
    "PREGNANT": (
        "pregnant, pregnancy, weeks gone, weeks pregnant, gave birth, had a baby, just "
        "delivered, postpartum, c section, newborn, expecting, third trimester, "
        "preggers, preggo"
    ),
    "CHILD": (
        "month old, months old, weeks old, child, toddler, son, daughter, year old, yr "
        "old, little boy, little girl, kid, baby, boy, girl, grandson, granddaughter, "
        "little one, infant, bub, nephew, niece, grandchild, lad, tot, daughters, sons"
    ),
    "WALK": "walk, stand, weight, weightbear, bear weight, steps, limp, crawl, stand up",
    "MASSAGE": (
        "massage, massaged, masseuse, massage gun, foam roll, rubbed, rub, physio, deep tissue"
    ),
    "SUDDEN": ("sudden, suddenly, turned, turning, went, gone, going, goes, woke, minute, now"),
    "WORSE": ("worse, worsening, spreading, growing, bigger, getting, quickly, fast, progressing"),
    "EXERCISE": (
        "workout, exercise, exercising, gym, crossfit, marathon, run, ran, running, "
        "race, spin, squats, leg day, training, ultra, triathlon, ironman, hike, ride, "
        "cycling, event"
    ),
    "CONFUSED": (
        "confused, confusion, disoriented, delirious, not making sense, drowsy, hard to "
        "wake, wont wake, rambling, incoherent, talking nonsense"
    ),
}

# One word for each of these, before anything else is looked at.
SAME = (
    ("can not", "cannot"),
    ("not able to", "cannot"),
    ("unable to", "cannot"),
    ("had a fit", "seizure"),
    ("having a fit", "seizure"),
    ("all of a sudden", "suddenly"),
    ("no longer able to", "cannot"),
)
ONE_WORD = {
    "cant": "cannot",
    "carnt": "cannot",
    "canot": "cannot",
    "cannt": "cannot",
    "couldnt": "cannot",
    "breth": "breath",
    "brethe": "breath",
    "braeth": "breath",
    "breef": "breath",
    "chset": "chest",
    "cheast": "chest",
    "chets": "chest",
    "swoln": "swollen",
    "numbe": "numb",
    "nummb": "numb",
    "cauf": "calf",
    "calfs": "calf",
    "leggs": "leg",
    "ankel": "ankle",
    "purpel": "purple",
    "purpul": "purple",
    "purpal": "purple",
    "wont": "wont",
    "colour": "color",
    "coloured": "colored",
    "oedema": "swollen",
    "edema": "swollen",
    "haemophiliac": "hemophiliac",
    "haemophilia": "hemophilia",
    "siezure": "seizure",
    "2yo": "toddler",
    "3yo": "toddler",
    "4yo": "toddler",
    "5yo": "child",
    "6yo": "child",
    "7yo": "child",
    "8yo": "child",
    "1yo": "baby",
}

# Dropped before words are counted, so that a window holds words that say something.
FILLERS = _words("""
    a also am an and any are as at be been being by for from get gotten had has he hello her hi
    his i im in is it its ive me my of on our please quite really she so some that the their
    these they this those to too very was we were with you your
""")
# They take back up to REACH words that follow, unless the phrasing holds them itself.
DENIALS = _words("""
    aint arent didnt doesnt dont hadnt hasnt havent isnt neither never no none nor not wasnt
    werent without
""")
REACH = 3
# What looks like a denial and denies nothing of what follows.
NOT_DENIALS = (
    "no idea",
    "not sure",
    "dont know",
    "not only",
    "not just",
    "no matter",
    "no joke",
    "dont feel",
    "not feel",
    "not feeling",
    "doesnt feel",
    "doesnt look",
    "not well",
    "not good",
    "not right",
    "not normal",
    "not getting",
    "isnt getting",
    "doesnt help",
    "dont help",
    "not helping",
    "not improving",
    "not better",
    "isnt better",
    "not sleeping",
    "havent slept",
)
TURNS = _words("""
    although because but except however now since though until when yet
""")

PEOPLE = _words("""
    baby boyfriend brother child dad daughter father friend girlfriend gran grandad grandma he
    her hes him his husband ill im ive me mine mom mother mum my partner she shes sister son
    toddler wife
""")
# Small words that stand between an asking word and “i”: “do i”, “should i” tell of nobody.
ASKING = _words("""
    can could did do does how if may must should when will would
""")
NOW = _words("""
    again currently help just morning now since still suddenly today tonight
""")

# Real words that differ by one letter from a word we look for; they are no slips.
OTHER_WORDS = _words("""
    backstroke beating bending blacker bleaching block blocked blocks blond blown booth braces
    bread breadth breaking breaststroke breed breeding brood broom burning calling cheat chess
    chins coming cooling couch coughed crown cycling drown dumbness eight facing faith falling
    fancy feeling filling gaming grain group heading heard hears heath heather hotel leading
    light loving making morning moving mowing night number numbering numbers paint palm passing
    peeling place plane plate point posing pressing price prick pride pulling racing reaching
    reading right rolling running saint sending shade shaking shape shaping share shave sheet
    shine shins shirt shore short sight since sleep sleeping slopped smell smells smelly spice
    spinning sport spots spring standing start steep stepped stiff still sting stopped stops
    store story street stretching strike strikes string strokes strong stung swallow swearing
    sweating sweats sweeping swimming talking teaching there thick thing things think
    thrombosed tights toner tones tools tooth toughing towed trick turning waking walking
    warming wearing weeks weird where while whilst whites word wording words work working works
    world worst worth
""")
