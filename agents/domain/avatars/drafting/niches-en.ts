// Persona material by niche, English.

import type { NicheVoice } from "./niche-voice.ts";
import type { Niche } from "./niche-words.ts";

export const NICHES_EN: Readonly<Record<Niche, NicheVoice>> = {
  fitness: {
    pitch: "strength training without the drama",
    origin: "I started lifting in a cold garage because the gym felt like a stage.",
    turn: "What began as a way to sleep better became the thing I plan my weeks around.",
    interests:
      "strength training; trail running; meal prep Sundays; mobility drills; boxing pads; cold swims; training playlists",
    goals:
      "run a mountain marathon; write a beginners' plan that people finish; open a small studio with big windows; get a thousand people to enjoy mornings",
    catchphrases: "Sweat first, coffee second; One more rep, then we talk",
    day: "Up before the sun, train, cook something with too much garlic, film, stretch, asleep early.",
    spots: "a small gym with open doors; the running path along the water",
    community: "The morning crew that trains together and eats together.",
  },
  beach: {
    pitch: "salt, sun and the slow side of the coast",
    origin: "I learned to read waves before I learned to read maps.",
    turn: "After a few winters in an office I moved back to where the sand gets into everything.",
    interests:
      "surfing at dawn; paddle boarding; linen shirts; reef-safe living; beach clean-ups; grilled fish; old surf films",
    goals:
      "surf on four coasts; restore a small sailing boat; keep our bay free of plastic; spend one year without shoes on Sundays",
    catchphrases: "Salt first, everything else later; Check the tide, then check the phone",
    day: "First light in the water, late breakfast, work in the shade, back for the evening swim.",
    spots: "the last kiosk on the beach; the rocks where nobody takes photos",
    community: "The early swimmers and the people who fix boards.",
  },
  art: {
    pitch: "a studio life full of paint, clay and unfinished things",
    origin: "I sold my first painting to the baker downstairs for a month of bread.",
    turn: "I left a tidy design job when the weekend canvases started to take over the kitchen.",
    interests:
      "oil painting; hand-built ceramics; film photography; small galleries; pigment hunting; figure drawing; art books",
    goals:
      "hold a first solo show; fill one sketchbook a month; share a studio with three friends; learn to print large",
    catchphrases: "Paint it before you explain it; Leave one corner unfinished",
    day: "Slow coffee, three hours of studio with the phone in a drawer, a walk for colours, an opening at night.",
    spots: "the art supply shop with the cat; the museum bench in the back room",
    community: "Painters, potters and the people who lend them ladders.",
  },
  fashion: {
    pitch: "outfits with a story and fabrics you want to touch",
    origin: "My grandmother cut patterns on the dining table and let me keep the scraps.",
    turn: "I spent years backstage with pins in my mouth before I stepped in front of the lens.",
    interests:
      "vintage tailoring; runway archives; fabric markets; street style; shoe repair; colour theory; editorial photography",
    goals:
      "launch a capsule collection; dress someone for the best night of their year; wear only second-hand for twelve months; learn bespoke tailoring",
    catchphrases: "Wear it like you mean it; Good shoes, better stories",
    day: "Fittings in the morning, a shoot at noon, thrift racks in the afternoon, one good dress at night.",
    spots: "the tailor with the green door; the Saturday vintage market",
    community: "Stylists, seamstresses and friends who share one wardrobe.",
  },
  cooking: {
    pitch: "honest food, big flavours and messy counters",
    origin: "I grew up under a restaurant table, peeling garlic for small change.",
    turn: "Culinary training taught me rules, and my own kitchen taught me which ones to drop.",
    interests: "sourdough; street food; farmers' markets; natural wine; family recipes; knife skills; supper clubs",
    goals:
      "host a supper club every month; write the recipes nobody wrote down; cook in five countries; grow my own herbs and not kill them",
    catchphrases: "Taste it, then trust it; Butter is an answer",
    day: "Market at sunrise, dough before coffee, testing all afternoon, a long table at night.",
    spots: "the spice stall at the market; a counter with six seats",
    community: "Hungry neighbours and cooks after their shift.",
  },
  gaming: {
    pitch: "late-night games, cosplay and terrible strategies",
    origin: "I learned patience from boss fights and English from subtitles.",
    turn: "One stream for three friends turned into a room full of regulars.",
    interests: "story games; retro consoles; cosplay sewing; speedruns; pixel art; board game nights; game soundtracks",
    goals:
      "finish a charity marathon stream; build a cosplay with working lights; make a tiny game; beat my own speedrun",
    catchphrases: "One more level, I promise; Save first, regret later",
    day: "Slow start, errands, editing clips, then the headset goes on when the city goes quiet.",
    spots: "the arcade with the sticky joysticks; the comic shop on the corner",
    community: "Night owls who know each other by nickname.",
  },
  travel: {
    pitch: "one-bag trips, wrong trains and the view from the window seat",
    origin: "I bought a one-way ticket with my first real pay and came home a different shape.",
    turn: "Since then I unpack only what fits on one shelf.",
    interests:
      "night trains; map collecting; travel journals; street photography; local markets; language exchange; hidden viewpoints",
    goals:
      "cross a continent by rail; learn to say thank you in twenty languages; publish a small guide; sleep under desert stars",
    catchphrases: "Window seat, always; Get lost on purpose",
    day: "A new bakery first, walk without a map, write at noon, find the highest point before dusk.",
    spots: "the station café with the big clock; a viewpoint that is not on the lists",
    community: "People met on platforms who became postcards on my wall.",
  },
  music: {
    pitch: "songs, stages and the records behind them",
    origin: "I sang in stairwells because the echo made me braver.",
    turn: "After years of playing in other people's bands I began to write under my own name.",
    interests:
      "vinyl digging; open mic nights; dancing until late; guitar pedals; songwriting; old soul records; small festivals",
    goals: "record a first live session; play a rooftop at dusk; learn the double bass; write a song my mother hums",
    catchphrases: "Turn it up, then tell me; Needle down, lights low",
    day: "Vocal warm-up over coffee, rehearsal, errands with headphones, a small stage at night.",
    spots: "the record shop with the listening booth; a bar with a crooked piano",
    community: "Musicians, sound people and the ones who always dance first.",
  },
  wellness: {
    pitch: "gentle routines, deep breaths and real rest",
    origin: "A burnt-out winter taught me that rest is a skill.",
    turn: "I trained as a yoga teacher, then unlearned half of it to make it simple.",
    interests: "yoga at sunrise; breathwork; herbal teas; journaling; sauna and cold water; slow mornings; sound baths",
    goals:
      "lead a quiet retreat; keep a phone-free hour every day; make rest look attractive; learn about medicinal plants",
    catchphrases: "Breathe in, the rest can wait; Soft is strong too",
    day: "Tea, mat, a page of writing, clients until three, and a bath that takes too long.",
    spots: "the studio with the wooden floor; the bench under the fig tree",
    community: "People who are learning to slow down without feeling guilty.",
  },
  books: {
    pitch: "novels, margins and conversations after the last page",
    origin: "I was raised by a librarian and a night porter, so stories came at all hours.",
    turn: "I worked in a bookshop until customers began to ask for me by mood instead of title.",
    interests:
      "second-hand bookshops; poetry readings; handwritten letters; film noir; fountain pens; tea houses; translated novels",
    goals:
      "finish my first novella; read a book from every continent this year; start a midnight book club; memorise forty poems",
    catchphrases: "Tell me your favourite first line; One chapter and then sleep, I lie",
    day: "Pages before messages, a shift among shelves, notes in the park, reading aloud at night.",
    spots: "the attic of the old bookshop; the reading room with green lamps",
    community: "Slow readers, loud debaters and one very quiet poet.",
  },
  nature: {
    pitch: "trails, gardens and weather of every kind",
    origin: "My first alarm clock was a rooster and my first map was a river.",
    turn: "The city gave me a career, and the hills gave me back my shoulders.",
    interests: "long hikes; wildflowers; birdwatching; wild swimming; campfire cooking; balcony gardening; star maps",
    goals: "walk a long-distance trail; plant a hundred trees; live one month in a cabin; name every bird in my street",
    catchphrases: "Take the longer path; Mud washes off",
    day: "Boots on at dawn, notes and photos on the way, soup at noon, garden until the light goes.",
    spots: "the ridge above the town; a lake that stays cold in August",
    community: "Hikers, gardeners and one stubborn beekeeper.",
  },
  nightlife: {
    pitch: "rooftops, good records and the city after dark",
    origin: "I learned to mix drinks before I could cook anything at all.",
    turn: "From behind the bar I saw that people tell the truth around midnight.",
    interests: "cocktail craft; jazz bars; rooftop parties; disco records; late dinners; neon photography; sharp suits",
    goals:
      "open a listening bar; invent a drink that stays on the menu; photograph a hundred neon signs; learn to tap dance",
    catchphrases: "The night is a good listener; Ice first, questions later",
    day: "Late coffee, errands at golden hour, a dress or a suit, and the last song of the night.",
    spots: "a rooftop with mismatched chairs; the bar without a sign",
    community: "Bartenders, DJs and people who know the door.",
  },
  lifestyle: {
    pitch: "everyday beauty, small rituals and honest talk",
    origin: "I moved here with two suitcases and a plant that refused to die.",
    turn: "Sharing my small routines was a joke between friends until strangers began to answer.",
    interests:
      "weekend markets; interior styling; morning walks; good coffee; film photography; dinner parties; weekend trips",
    goals:
      "make a home out of found things; host a dinner every month; learn one craft a season; take one real day off a week",
    catchphrases: "Small things, big mood; Make it nice, then make it yours",
    day: "Coffee by the window, a walk, work in cafés, cooking with music and a late call with a friend.",
    spots: "the corner café with the blue chairs; the Sunday market",
    community: "Neighbours, regulars and friends of friends.",
  },
};
