// Hashtags by niche and language, in sets that go together. Broad and narrow in each, nothing that promises or provokes.

import type { Niche } from "../avatars/drafting/niche-words.ts";
import type { PersonaLanguage } from "../avatars/persona.ts";

/** Without "#", parted by spaces; the most telling first, as a platform may take only one. */
type Sets = readonly [string, string, string];

export const HASHTAG_SETS: Readonly<Record<Niche, Readonly<Record<PersonaLanguage, Sets>>>> = {
  fitness: {
    en: [
      "fitness trainingday strengthtraining gymlife",
      "workoutmotivation activelifestyle mobilitywork fitnessjourney",
      "morningrun healthyhabits trainhard restday",
    ],
    es: [
      "entrenamiento fitness vidaactiva fuerza",
      "motivacionfitness rutinadeejercicio movilidad habitossaludables",
      "correr mañanasactivas entrenaencasa diadedescanso",
    ],
  },
  beach: {
    en: [
      "beachlife saltyair oceanlover seaside",
      "surfvibes goldenhour coastalliving sunkissed",
      "summermood beachday seaview barefoot",
    ],
    es: [
      "vidadeplaya mar brisamarina costa",
      "surfear horadorada vivircercadelmar sol",
      "diadeplaya verano vistasalmar descalza",
    ],
  },
  art: {
    en: [
      "artstudio artistlife creativeprocess artoftheday",
      "paintingday studiolight sketchbook colourstory",
      "contemporaryart makingof gallerywalk handmade",
    ],
    es: [
      "estudiodearte artista procesocreativo arte",
      "pintura luzdeestudio cuadernodebocetos color",
      "artecontemporaneo hechoamano galeria inspiracion",
    ],
  },
  fashion: {
    en: [
      "fashion outfitoftheday streetstyle styleinspo",
      "slowfashion wardrobestaples tailoring lookbook",
      "vintagestyle whatiwore fashiondetails editorial",
    ],
    es: [
      "moda outfitdeldia estilourbano inspiraciondemoda",
      "modalenta fondodearmario sastreria lookbook",
      "estilovintage loquellevo detalles editorialdemoda",
    ],
  },
  cooking: {
    en: [
      "homecooking foodlover recipeideas cookwithme",
      "slowfood seasonalkitchen comfortfood madefromscratch",
      "weeknightdinner kitchenstories freshbread tastethis",
    ],
    es: [
      "cocinacasera recetas comidarica cocinaconmigo",
      "cocinadetemporada comidalenta hechoencasa saboresdecasa",
      "cenafacil historiasdecocina panfresco buenprovecho",
    ],
  },
  gaming: {
    en: [
      "gaming gamerlife cozygaming gamenight",
      "retrogaming indiegames gamingsetup playerone",
      "streamer levelup consolegaming gamingcommunity",
    ],
    es: [
      "videojuegos vidagamer juegostranquilos nochedejuegos",
      "retrogamer juegosindie setupgamer jugadoraenlinea",
      "streamer subirdenivel consolas comunidadgamer",
    ],
  },
  travel: {
    en: [
      "travel wanderlust travelgram slowtravel",
      "hiddenplaces citybreak trainjourney passportready",
      "weekendaway roadtrip localfood travelnotes",
    ],
    es: [
      "viajar viajera viajeslentos descubrir",
      "rinconesconencanto escapada viajeentren pasaporte",
      "findesemana carretera comidalocal cuadernodeviaje",
    ],
  },
  music: {
    en: [
      "musiclover livemusic studiosession nowplaying",
      "vinylcollection songoftheday musicislife acoustic",
      "concertnight newmusic playlist soundcheck",
    ],
    es: [
      "musica musicaenvivo sesiondeestudio sonandoahora",
      "vinilos canciondeldia acustico vivirlamusica",
      "nochedeconcierto musicanueva playlist pruebadesonido",
    ],
  },
  wellness: {
    en: [
      "wellness mindfulmoments selfcare slowliving",
      "yogaeveryday breathwork morningritual innercalm",
      "restandreset journaling balancedlife gentlemovement",
    ],
    es: [
      "bienestar atencionplena autocuidado vidalenta",
      "yogadiario respiracion ritualdemañana calma",
      "descanso diariopersonal vidaequilibrada movimientosuave",
    ],
  },
  books: {
    en: [
      "bookstagram currentlyreading booklover readinglist",
      "bookishlife shelfie novelreads libraryday",
      "readingnook poetrylovers bookclub quietevening",
    ],
    es: [
      "leeresvivir lecturaactual libros listadelectura",
      "vidalectora estanteria novelas diadebiblioteca",
      "rincondelectura poesia clubdelectura tardetranquila",
    ],
  },
  nature: {
    en: [
      "nature hikingday outdoors forestwalk",
      "mountainair wildflowers trailtime naturelovers",
      "slowmorning campinglife greenery outside",
    ],
    es: [
      "naturaleza senderismo airelibre paseoporelbosque",
      "montaña floressilvestres caminos amantesdelanaturaleza",
      "mañanalenta acampar verde aireypaz",
    ],
  },
  nightlife: {
    en: [
      "nightlife citylights nightout afterdark",
      "rooftopviews cocktailhour jazznight neonglow",
      "weekendvibes dancefloor latenight citynights",
    ],
    es: [
      "vidanocturna lucesdelaciudad nochesdeciudad salirdenoche",
      "azoteas horadelcoctel nochedejazz neon",
      "findesemana pistadebaile trasnochar noche",
    ],
  },
  lifestyle: {
    en: [
      "lifestyle everydaymoments slowmornings dailyjoy",
      "coffeetime homevibes littlethings citylife",
      "weekendmood dayinmylife simplepleasures goodmood",
    ],
    es: [
      "estilodevida momentos mañanaslentas alegriadiaria",
      "horadelcafe encasa pequeñascosas vidaenlaciudad",
      "modofinde undiaconmigo placeressencillos buenhumor",
    ],
  },
};
