// Niches an avatar can live in, and the words of a brief that point to one (English and Spanish, plain form).

export const NICHES = [
  "fitness",
  "beach",
  "art",
  "fashion",
  "cooking",
  "gaming",
  "travel",
  "music",
  "wellness",
  "books",
  "nature",
  "nightlife",
  "lifestyle",
] as const;
export type Niche = (typeof NICHES)[number];

export function isNiche(text: string): text is Niche {
  return (NICHES as readonly string[]).includes(text);
}

export const DEFAULT_NICHE: Niche = "lifestyle";

/** Lower case without accents; whole words, a plural "s" allowed; with "*" any ending ("paint*" finds painter, painting). */
export const NICHE_WORDS: Readonly<Record<Exclude<Niche, "lifestyle">, string>> = {
  fitness:
    "fitness gym workout athlet* crossfit runner running lifting lifter boxing boxer gimnasio entren* atleta deport* pesas boxe* corredor* pilates trainer coach",
  beach:
    "beach* surf* ocean island* swim* bikini coast* sailing sailor playa* mar surfista oceano isla nadar nadador* costa veler* tropical",
  art: "art artist* artsy paint* ceramic* pottery sculpt* gallery illustrat* photograph* drawing arte pintor* pintur* pintar ceramista escult* galeria ilustra* fotograf* dibuj*",
  fashion:
    "fashion* model modeling stylist couture vintage outfit* wardrobe runway moda modelo estilista costur* ropa pasarela",
  cooking:
    "cook* chef food foodie baker baking bakery kitchen recipe* pastry cocin* comida receta* reposter* panader* gastronom*",
  gaming: "gaming gamer* streamer esports cosplay* console* videogame* videojuego* jugadora anime twitch",
  travel:
    "travel* nomad* backpack* wanderlust passport explorer globetrot* viaj* nomada* mochil* aventur* trotamundos pasaporte",
  music:
    "music* dj singer singing guitar* piano pianist vinyl band dancer dance dancing musica* cantante guitarra* vinilo* bailar bailar* flamenco salsa",
  wellness:
    "wellness yoga yogi meditat* mindful* spa breathwork holistic bienestar medita* respiracion yogui autocuidado selfcare self-care",
  books:
    "book* reader reading writer poet poetry library librarian novel* literature libro* lectora lector lectura escritor* poesia poeta biblioteca* novela* literatura",
  nature:
    "nature hiker hiking mountain* forest* garden* camping climb* botan* naturaleza senderis* montana* bosque* jardin* escalad* campo",
  nightlife:
    "nightlife night cocktail* club party rooftop* jazz lounge noche* coctel* fiesta* discoteca azotea* bartender",
};
