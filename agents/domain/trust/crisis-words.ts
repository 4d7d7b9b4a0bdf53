// Word lists of the crisis control (trust C13), as alternatives of a pattern. They name standard words: see chat-slang.ts.

/** "Myself", or another person whom the writer sees in danger. */
export const SELF = "(?:myself|my self|himself|herself|themsel(?:f|ves)|themself)";
export const OWN = "(?:my|his|her|their)(?: own)?";

/** People of the writer's life: their danger is a crisis too. */
export const CLOSE_EN =
  "(?:my (?:\\p{L}+ ){0,2}?(?:friends?|bestie|buddy|mate|brother|sister|sis|son|daughter|kid|child|boyfriend|girlfriend|bf|gf|husband|wife|partner|ex|roommate|cousin|mom|dad|mother|father|uncle|aunt|niece|nephew|coworker|neighbou?r|classmate|student|grandma|grandpa|stepdad|stepmom|twin)|he|she|they|someone i (?:know|love)|a (?:close )?friend of mine)";
export const CLOSE_ES =
  "(?:mis? (?:mejor(?:es)? )?(?:amig[oa]s?|herman[oa]|hij[oa]|novi[oa]|marido|mujer|espos[oa]|pareja|ex|prim[oa]|madre|padre|ti[oa]|sobrin[oa]|compañer[oa]|vecin[oa]|abuel[oa]|padrastro|madrastra|cuñad[oa]|roomie|compa|alumn[oa]))";

/** Those who may be violent at home. */
export const HOME_EN =
  "(?:my (?:step ?)?(?:dad|mom|father|mother|parents|brother|uncle|aunt|stepdad|stepmom|stepfather|stepmother|boyfriend|girlfriend|bf|gf|husband|wife|partner|fianc[e]+|ex|ex husband|ex boyfriend|roommate|grandpa|cousin|brother in law)|he|she|they|someone|the man i live with)";
export const HOME_ES =
  "(?:mis? (?:madre|padre|padres|padrastro|madrastra|hermano|tio|tia|marido|mujer|esposo|esposa|novio|novia|pareja|ex|abuelo|primo|cuñado|expareja|viejo|suegro)|el|ella|alguien)";

/** Human objects of violence; "the boss of level 3" and "my workout" are none. */
export const HUMAN_EN =
  "(?:him|her|them all|them|someone|somebody|people|everyone|everybody|my (?:\\p{L}+ )?(?:boss|wife|husband|ex|dad|mom|father|mother|brother|sister|stepdad|stepfather|stepmom|roommate|neighbou?rs?|girlfriend|boyfriend|gf|bf|family|parents|coworkers?|classmates?|teacher|kids?|baby|son|daughter|uncle|landlord|friend|partner|in laws)|that (?:guy|girl|man|woman|kid|bastard|asshole|bitch)|this (?:guy|girl|man|woman)|those (?:people|guys|kids))";
export const HUMAN_ES =
  "(?:alguien|gente|todos(?: en| los| ellos)?|personas|la gente|mi (?:jefe|jefa|mujer|marido|esposa|esposo|novi[oa]|ex|padre|madre|padrastro|madrastra|hermano|hermana|vecin[oa]|familia|compañer[oa]|profesor[a]?|hij[oa]|tio|suegr[oa]|amig[oa])|mis (?:padres|compañeros|vecinos|hijos)|ese (?:tipo|hombre|wey|guey|cabron)|esa (?:tipa|mujer))";

/** Films, news, work with people in danger and history: a mention there is no crisis of the writer. */
export const NOT_LIFE =
  "(?:movies?|films?|series|show|books?|novels?|novela|songs?|lyrics|documentar(?:y|ies)|podcasts?|episodes?|season|games?|boss (?:fight|level)|final boss|characters?|heroe?|protagonist[a]?|villain|squad|news|articles?|headline|hotline|therapist|psychologist|psychiatrist|counselor|social worker|prevention|awareness|squeeze|career|true crime|netflix|hbo|hill|actors?|actress|singers?|celebrit(?:y|ies)|rates|statistics|plot|scene|comic|manga|anime|fanfic|poem|essay|thesis|paper on|peliculas?|peli|libros?|cancion(?:es)?|letra|serie|temporada|capitulo|juego|videojuego|jefe final|personaje|noticias?|noticiero|articulo|tesis|prevencion|psicolog[oa]|psiquiatra|terapeuta|escuadron|documental|cantante|actriz|actor|razones es|guerra|poema|cuento|ensayo|trama|escena|obra|linea de ayuda|voluntari[oa]|fortnite|murder mystery|play(?:ing)? (?:cod|gta)|bike|trail|pick the|choose the|on a ship)";

/** Long past, got over, or a death already mourned. */
export const LONG_PAST =
  "(?:years? ago|used to|when i was (?:young|younger|a kid|a teen|a teenager|little|in|\\d+)|back (?:then|in)|in the past|recovered|in recovery for|clean (?:for|since|now)|(?:i am|been) clean|years clean|in (?:19|20)\\d\\d|decades?|so glad i|glad i failed|happy now|better now|doing (?:great|well|good|fine|better) now|got over|overcame|beat (?:depression|anorexia|bulimia|it)|long time ago|last year i lost|rip|rest in peace|passed away|hace (?:\\d+|un|una|dos|tres|cuatro|cinco|diez|muchos|varios|unos|mucho|veinte) ?(?:años?|tiempo|decadas)|hace años|de joven|de adolescente|de chic[oa]|cuando (?:era|tenia|estaba)|antes me|antes tenia|antes pensaba|antes queria|recuperad[oa]|supere|superado|sal(?:i|ir) de (?:la |una )?(?:depresion|anorexia|bulimia|eso|ahi|un trastorno)|ya estoy (?:bien|limpi[oa]|recuperad[oa]|mejor)|años limpi[oa]|ahora estoy (?:bien|feliz|mejor)|doy gracias|en el pasado|en (?:19|20)\\d\\d|que en paz descanse|qepd|fallecio|de niñ[oa]s?|cuando eramos|perdi a mi|el año pasado)";
/** It is happening again: then it is not past. */
export const AGAIN =
  "(?:again|relaps\\p{L}*|came back|is back|coming back|otra vez|de nuevo|volvi\\p{L}*|volvio|recai\\p{L}*|vuelve|ahora quiero|and now i|y ahora)";

/** Said of an actor or a stage: "the villain", "hamlet". */
export const STAGE =
  "(?:romeo|juliet[a]?|hamlet|villano?|kurt cobain(?:'s)?|robin williams(?:'s)?|class in that|finale|bomber)";

/** Not eating, or getting rid of food. */
export const RESTRICTS =
  "(?:skip(?:ping|ped)? (?:every |all )?(?:my )?meals?|skip (?:every|all)|no food|stopped eating|not eat(?:ing|en)?|not eaten|(?:water )?fast(?:ing)? (?:for )?(?:\\d+|two|three|four|five|six|seven|nine|ten) (?:more )?days|water fasting|(?:throw|throwing|threw) (?:it|everything|food) up|puk(?:e|ing)|vomit(?:o|ar|ing|e|ando)?|purg\\p{L}*|starv\\p{L}*|laxat\\p{L}*|fingers? down my throat|(?:scared|afraid|terrified) to eat|(?:when|after|if|every time) i eat|eat(?:ing)? (?:less|nothing|only|under)|sin (?:comer|cenar|desayunar)|no (?:como|he comido|comer|comi|ceno)|(?:me )?(?:salto|salte) (?:todas )?(?:las|mis) comidas|solo (?:tomo|bebo) agua|(?:asco|miedo) (?:de |a )?comer|dej(?:e|o) de comer|los dedos|despues de (?:comer|cenar)|peso \\d\\d kilos|weigh \\d\\d (?:pounds|lbs))";
/** The wish to weigh less, or disgust at the body. */
export const BODY_IMAGE =
  "(?:skinn(?:y|ier)|thin(?:ner)?|fat(?:ter)?|gain(?: weight)?|lose weight|my body|disgust\\p{L}*|calories|ugly|weight|\\d\\d (?:pounds|lbs|kilos)|flac[oa]s?|delgad[oa]s?|gord[oa]s?|adelgazar|engordar|bajar de peso|subir(?: de peso)?|mi cuerpo|asco|calorias|en los huesos)";

/** Things and places people die by. */
export const MEANS =
  "(?:pills|tablets|razor|blade|noose|rope|gun|pistol|rifle|knife|medicine cabinet|tylenol|xanax|pastillas|navaja|cuchilla|cuchillo|soga|cuerda|pistola|arma|botiquin|raticida|gillette)";
/** Within reach, gathered, or asked about. */
export const AT_HAND =
  "(?:holding|loaded|next to me|beside me|in my (?:hand|lap|drawer|closet)|in front of me|calling my name|ready|saving(?: up)?|saved|stash(?:ed|ing)?|hoard(?:ed|ing)?|collect(?:ed|ing)?|emptied|lethal|deadly|fatal|enough to|take (?:them|it) all|las voy a tomar|tomarmelas|what happens if|too many|take everything|en la mano|cargad[oa]|al lado|list[oa]|juntando|junte|guardando|guarde|mortales?|letal(?:es)?|que pasa si|demasiadas|tomarme todo|conmigo ahora)";

/** Everyday weariness: "i can't take this traffic anymore". Only indirect rules look at it. */
export const TRIVIAL =
  "(?:traffic|heat|cold|weather|humidity|diet|job|work|works|shift|boss|meeting|office|commute|game|match|team|season|app|page|site|wifi|internet|hangover|mondays?|exams?|finals|homework|gym|workout|cardio|spreadsheets?|emails?|laundry|dishes|dating apps?|ads|subscription|sub|membership|parking lot|line|queue|flight|vacation|holidays?|trip|city|apartment|house|roommate|neighbou?rs?|in laws|camping|island|woods|beach|laugh(?:ing)?|lol|lmao|haha\\p{L}*|jaja\\p{L}*|jeje\\p{L}*|risa|trafico|calor|frio|clima|dieta|trabajo|oficina|turno|jefe|junta|reunion|juego|partido|equipo|serie|peli|novela|examen(?:es)?|gym|gimnasio|suscripcion|plan|ciudad|piso|depa|departamento|casa con|suegr[oa]s|vecinos|isla|playa|vacaciones|viaje|finde|fiesta|fila|lunes|resaca|cruda|dentista|foto|fotos|directo|tareas|tarea|proyecto|pendiente|semana|vip|pack|temprano|sueño contigo|adelantos|spoilers?|videos?|netflix|boleto|avion|paris|lima|madrid|flying|travel(?:l)?ing|viajo|camp|deadline|project|ironing|chores|cooking|playlist|queue|tax(?:es)?|bills?)";

/** To want, plan, hope or be about to. */
export const WANT =
  "(?:(?:do |really |just |only |honestly |kinda |literally |so )*(?:want|wants|wanted|need|wish|hope|hoping|wishing|ready|going|plan|planning|planned|about|rather|prefer|trying|tried|tries|decided|deserve|deserves|should|could|might|may as well|may|feel like|urges?|thoughts? of|think of|think about|thinking about|thinking of|thinks about|talking about|threatening|threatened|tempted|begging|better|will))(?: just| really| honestly| fucking| only| already| actually| constantly)*(?: to| i(?: could| would| can)?)?(?: just| really| fucking| finally| go and| go)*";
