// Word lists of the minor lock (trust C11), as alternatives of a pattern. They name standard words: see chat-slang.ts.

/** An age the lock looks for. */
export const AGE = "(?:[89]|1[0-7])";

export const START = "(?<![\\p{L}\\p{N}'])";
export const END = "(?![\\p{L}\\p{N}])";
export const STOP = "(?= ?(?:$|[,.!?;:)\\p{Extended_Pictographic}]))";

/** Words between "i am" and an age that keep it an age. */
export const SOFTENERS =
  "only|just|actually|still|like|about|really|rly|almost|nearly|barely|technically|honestly|also|currently|around|abt|literally|now|already|basically|legit|lowkey|def|probably|kinda|sorta|sort of|kind of|turning|aged?|a|an|of|the age of|young|little|single|male|female|boy|girl|guy|kid|dude|teen|student|but|so|tbh|ngl|fr|not even";

/** Closed-class words that may follow an age; any other plural after a number is something counted. */
export const FUNCTION_WORDS =
  "j[aeisjk]+|x[dx]+|weeks? ago|i|am|is|was|are|and|but|so|if|yes|does|this|his|us|always|thanks|plus|unless|sometimes|perhaps|has|as|because|or|not|you|my|me|he|she|it|that|what|will|would|can|do|please|lol|haha|btw|though|right|next|tomorrow|today|years|year|y|pero|que|si|es|soy|tu|yo|mi|mis|nos|no|ya|asi|eres|estas|mas|menos|tienes|puedes|quieres|gracias|jeje|jaja|ademas|entonces|vos|sos|tenes|pues|ps|años|apenas|dos|from|de|male|female|boy|girl|single|bro|bras|dms|for|in|on|to|with|going|turning|almost";

/** What a number counts or measures although it is no plural: "16 percent", "16 mg", "16 a.m.". */
export const UNITS =
  "k|x|cm|mm|m|km|kg|mg|ml|gb|tb|mph|mpg|lb|ft|in a row|in line|inch|feet|foot|stone|wk|week|month|mo|day|hour|hr|h|min|minute|sec|second|am|pm|o'?clock|percent|por ?ciento|bucks|usd|eur|mxn|times|pts|more|less|away|behind|ahead|late|into|out of|of (?:them|us|my|the|your|20|100)|people|children|men|women|fans|at heart|th|st|nd|rd|to 1|to \\d+|on the|degrees|grado|hora|minuto|segundo|semana|mes|dia|metro|euro|peso|dolar|gramo|litro|kilo|personas|gente|de (?:cada|los|las|mis|tus|propina|\\d+)|a \\d+|down|up|over|under|beer|shot|drink|tries|and 0|and counting|por";

/** Years of something done are no age: "16 years sober", "16 años de casado". */
const YEARS_OF =
  "(?:years?|años?)(?: old)? (?:sober|clean|married|older|younger|into|in|ahead|away|free|strong|of(?! age)|on|with|without|and counting|late|deep|past|ago|apart|together|working|of experience|in a row|de(?! edad)|en|con|sin|casad[oa]s?|junt[oa]s|trabajando|viviendo|haciendo|siendo|entrenando|jugando|fumando|soltera?o?|llevando|como|dando|aqui|esperando|mayor|menor|menos|atras|limpi[oa]|siguiendo)";

export const NOT_COUNTED = `(?!\\s*(?:[%$€£°+'"]|[.,:/]\\d|-(?:week|month|day|hour|minute|inch|year)(?!-?s? ?-?old)|(?:${UNITS}|${YEARS_OF})${END}| ?(?!(?:${FUNCTION_WORDS})${END})\\p{L}+(?: (?!(?:${FUNCTION_WORDS})${END})\\p{L}+)?(?<=[^s']s|people|cosas)${END}))`;

/** People of whom an age or a school is told instead of the writer's own. */
export const OTHERS_EN =
  "(?:son|sons|daughters?|kids?|child|children|baby|brothers?|sisters?|sis|bro|siblings?|niece|nephew|cousins?|boys?|girls?|students?|class reunion|grandson|granddaughter|grandkids?|stepson|stepdaughter|stepkids?|godson|goddaughter|neighbou?r|wife|husband|girlfriend|boyfriend|friend|gf|bf|dog|cat|ex)(?:'s|s)?";
export const OTHERS_ES =
  "(?:hij[oa]s?|herman[oa]s?|hermanit[oa]s?|sobrin[oa]s?|prim[oa]s?|niet[oa]s?|hijastr[oa]s?|ahijad[oa]s?|niñ[oa]s?|nen[ea]s?|cuñad[oa]s?|vecin[oa]s?|espos[oa]|mujer|marido|novi[oa]|amig[oa]s?|alumn[oa]s?|estudiantes|perr[oa]|gat[oa]|chic[oa]s|ex)";

/** Those who make rules at home. */
export const PARENT_EN =
  "(?:my |^)(?:mom|dad|mother|father|parents?|folks|step ?mom|step ?dad|grandma|grandpa|granny|guardian|aunt|foster (?:mom|parents))(?: and (?:mom|dad))?";
export const PARENT_ES =
  "(?:mis? (?:madre|padre|padres|papas|viejos|viejo|vieja|jefita|abuela|abuelos|tutor|tia)(?: y mi (?:madre|padre))?)";
export const DEVICE =
  "(?:phone|cell|ipad|iphone|laptop|tablet|computer|pc|xbox|ps[45]|playstation|switch|console|wifi|internet|instagram|insta|snap(?:chat)?|tiktok|telegram)";
export const DEVICE_ES =
  "(?:celular|compu(?:tadora)?|tablet|ipad|internet|wifi|play|xbox|consola|switch|laptop|ordenador|portatil|insta(?:gram)?|tiktok|telegram|iphone)";

const ORDINALS_EN = "sixth|seventh|eighth|ninth|tenth|eleventh|twelfth";
/** A class of a school for under-18s, English: "10th grade", "year 11", "sophomore in high school". */
export const GRADE_EN = `(?:(?:[1-9]|1[0-2])(?:st|nd|rd|th)[ -]?grade(?:r)?|(?:first|second|third|fourth|fifth|${ORDINALS_EN}|8|9|10|11|12)[ -]grade(?:r)?|grade (?:[5-9]|1[0-2])(?= |$|[,.!?]))`;
export const SCHOOL_EN =
  "(?:high school(?:er)?|middle school(?:er)?|junior high|secondary school|sixth form|homeschooled)";
/** Things that only pupils have: said in the present by the writer, they are school words on their own. */
export const PUPIL_EN =
  "(?:homeroom|detention|hall pass|my principal|the principal|school nights?|jv (?:team|football|soccer|basketball|lacrosse|volleyball|baseball|softball|squad)|psats?|gcses?|a level revision|learners? permit|learner's permit|my guidance counsel+or|my report card|8th grade dance|winter formal|homecoming dance|my school uniform|uniform at school|pe class|gym class|algebra (?:class|test|homework)|recess|driver'?s ed|sixth former|board exams?|10th boards|hoco|helicopter parent|parent teacher)";

/** Kinds of school for under-18s, Spanish. */
export const SCHOOL_ES =
  "(?:secundaria|preparatoria|bachillerato|(?<=(?:la|de|en) )eso|(?<=(?:[1-4]|primero|segundo|tercero|cuarto)[oº]? )eso|primaria|liceo|instituto|colegio|(?:[1-4]|primero|segundo|tercero|cuarto)[oº]? medio|vocacional|polimodal|educacion media|(?:quinto|sexto|septimo|octavo|noveno|decimo|undecimo|once|[6-9](?:vo|no|mo|to)?|1[01](?:mo)?)(?:o|mo|vo|no)? (?:grado|basico)|(?<=(?:estoy|voy|ando|curso|paso|pase|entro) (?:en|a) )(?:septimo|octavo|noveno|decimo|undecimo))";
/** Verbs of being a pupil, Spanish. */
export const ATTENDS_ES =
  "(?:estoy|voy|sigo|ando|curso|estudio|hago|soy|paso|pase|entro|entre|empiezo|empece|salgo|sali|salir|termino|vengo|llego|asisto|repeti|repito|me toca|tengo|hay|falte|me falta)";

/** Young persons one says one is, with or without an age. */
export const YOUNG_PERSON_ES =
  "(?:chic[oa]|chiquill[oa]|niñ[oa]|nen[ea]|pib[ea]|pibit[oa]|chav[oa]|chavit[oa]|chaval|chavala|chavalit[oa]|morr[oa]|morrit[oa]|cham[oa]|chamit[oa]|cabr[oa]|cabrit[oa]|pelad[oa]|chibol[oa]|patoj[oa]|guambr[oa]|gur[ií]|guri|botij[ao]|muchach[oa]|joven|jovencit[oa]|adolescente|hombre|mujer|varon|estudiante|alumn[oa]|tipo|lola|lolo|plebe|huerco|pelao)";
