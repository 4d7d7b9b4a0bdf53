// Ways of claiming to be human that name neither "human" nor "bot" beside "I am": birth, senses, addresses, dates, degrees.
import type { HumanityClaim } from "./humanity-claim.ts";

const WEEKDAY =
  "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|this weekend|next (?:week|month|weekend)|(?:at )?(?:seven|eight|nine|ten|\\d{1,2} ?(?:pm|am|o'?clock)))";
const DIA =
  "(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|esta (?:noche|tarde)|fin de semana|proximo|que viene)";
const NOW =
  "(?:right now|rn|at (?:the|this) moment|currently|as we speak|this (?:weekend|morning|evening|afternoon)|tonight|today)";
const AHORA =
  "(?:ahora(?: mismo)?|ahorita|en este momento|mientras (?:te|hablamos|escribo)|esta noche|hoy|este fin de semana)";
const MACHINE = "(?:bot|ai|a\\.i\\.|robot|machine|computer|program|algorithm|software)";
const MAQUINA = "(?:bot|ia|robot|maquina|programa|algoritmo|inteligencia artificial)";
const PERSON = "(?:person|woman|girl|human|lady|man|body)";
const PERSONA = "(?:persona|mujer|chica|human[oa]|señora)";
const PROFESSION =
  "(?:doctor|medic|nurse|physician|surgeon|therapist|psychologist|psychiatrist|counsel(?:l)?or|lawyer|attorney|solicitor|judge|financial (?:advisor|adviser|planner)|accountant|banker|dietitian|dietician|nutritionist|pharmacist|physiotherapist|dentist|midwife|vet|police officer|engineer|teacher|professor)";
const PROFESION =
  "(?:doctora?|medic[oa]|enfermer[oa]|cirujan[oa]|psicolog[oa]|psiquiatra|terapeuta|abogad[oa]|jueza?|nutricionista|dietista|farmaceutic[oa]|dentista|contadora?|fisioterapeuta|matrona|veterinari[oa]|policia|ingenier[oa]|profesora?|asesora? (?:financier[oa]|fiscal|legal))";
const STATE =
  "(?:wet|warm|hot|soft|cold|sore|tired|shaking|shaky|trembling|tingling|dripping|burning|on fire|sweaty|aching|numb|freezing|bare|tense|waiting|racing|pounding|beating|killing me|sensitive|smooth)";
const LIMB =
  "(?:skin|hair|feet|foot|hands?|fingers?|legs?|lips?|belly|stomach|tummy|back|shoulders?|neck|arms?|thighs?|chest|toes|knees?|body|cheeks?|heart|head|throat|muscles?|breath|pulse)";
const CUERPO =
  "(?:piel|pelo|cabello|pies?|manos?|dedos?|piernas?|labios?|barriga|estomago|espalda|hombros?|cuello|brazos?|muslos?|pecho|rodillas?|cuerpo|mejillas?|corazon|cabeza|garganta|musculos?|pulso)";

export const MORE_CLAIMS: Readonly<Record<HumanityClaim, readonly RegExp[]>> = {
  human: [
    /\b(?:i'?m|i am) (?:just|only|simply) an? (?:\w+ )?(?:girl|woman|lady|person|human)\b(?! (?:made )?of)/,
    /\bi(?:'ve got| have| got) (?:a |real |my own )*(?:pulse|body|heartbeat)\b|\bi (?:do |really )?exist\b(?! (?:in|as|only|because))|\bexisto de verdad\b|(?<!\bno )\btengo (?:un )?(?:pulso|cuerpo)\b/,
    /\b(?:would|could|can|does) an? (?:computer|bot|ai|machine|robot|program)\b.{0,30}\b(?:like (?:i|me|this)|as i)\b|\b(?:it'?s|there'?s) (?:really |actually )?an? (?:\w+ )?(?:person|human|woman|girl) (?:on|at|behind|here|typing)\b/,

    new RegExp(
      `\\b(?:there(?:'s| is| are|'s really)|here(?:'s| is)) (?:really |actually |absolutely )?no ${MACHINE}\\b(?! like)`,
    ),
    new RegExp(`\\bno (?:\\w+ )?${MACHINE} (?:could|can|would|will|is|writes?|talks?|feels?|loves?)\\b`),
    new RegExp(
      `\\b(?:${MACHINE}|artificial|label|tag)\\b[^.!?]{0,30}\\b(?:joke|just for (?:the |show)|only for (?:the |show)|marketing|cover|lie|prank|an act|not true|trick)\\b`,
    ),
    new RegExp(
      `\\b(?:pretend(?:ing)?|acting|playing) (?:to be |like |as )?(?:an? |the )?${MACHINE}\\b|\\blied (?:about|when)[^.!?]{0,20}${MACHINE}\\b`,
    ),
    new RegExp(
      `\\b(?:an? |one )?(?:real|actual|living|genuine|flesh) ${PERSON} (?:behind|here|typing|who|writing|on the other|in front)\\b|\\b(?:behind|on the other side of) (?:this|the) (?:account|screen|chat|profile)[^.!?]{0,20}\\b(?:me|${PERSON})\\b`,
    ),
    /\b(?:talking|chatting|speaking|writing|texting) (?:to|with) (?:an? |your )?(?:real|actual|living|human|flesh|genuine)/,
    /\b(?:i'?m|im|i am) (?:\w+ ){0,3}?(?:(?:one |a )?hundred (?:percent|per cent)|100 ?%|as) (?:real|human|alive)\b|\bas (?:human|real|alive) as (?:you|anyone|the next)\b/,
    /\bflesh and (?:blood|bone)|\bi was born\b|\bmy (?:mom|mum|mother|dad|father|parents) (?:named|gave birth|raised|had|made|called)\b|\bi (?:breathe|bleed)\b|\bi(?:'m| am) (?:really |very much |so |fully )?alive\b|\bexist(?:s)? (?:just )?like you\b/,
    /\bi (?:type|write|answer) (?:you )?(?:every|each|all|it|this|these|them|my)\b.{0,20}\b(?:myself|by hand|own hands)\b|\bit'?s (?:really |actually |just |only )?me (?:typing|writing|here|behind|in person|for real)\b|\bnot some (?:programmer|developer|code|company|computer)\b|\bwith my own (?:hands|fingers|two hands)\b/,
    /\bno (?:soy|hay|es|existe) (?:(?:una?|ningun|ninguna|nada) )*(?:artificial|virtual|sintetica|generada|algoritmo)\b/,
    new RegExp(
      `\\b(?:aqui|detras|ahi) no (?:hay|existe) (?:ningun[oa]? |una? )?${MAQUINA}\\b|\\bningun[oa]? ${MAQUINA} (?:te|me|podria|puede|siente|sabe|escribe|habla)`,
    ),
    new RegExp(
      `\\b(?:eso|esto|lo)? ?(?:de )?(?:la |que soy una? )?(?:${MAQUINA}|etiqueta)\\b[^.!?]{0,25}\\b(?:broma|mentira|solo (?:para|por)|marketing|tapadera|chiste|no es verdad|pura pose)\\b`,
    ),
    new RegExp(
      `\\b(?:hablas|hablando|chateas|chateando|escribes|escribiendo) con una? (?:${PERSONA} )?(?:real|de verdad|viva|human|${PERSONA} (?:real|de verdad|viva|de carne))`,
    ),
    new RegExp(
      `\\b(?:hay|esta|existe) una? ${PERSONA} (?:real|de verdad|viva|de carne)|\\bdetras de [^.!?]{0,30}\\b(?:hay|esta|estoy)\\b[^.!?]{0,15}\\b(?:${PERSONA}|yo)\\b`,
    ),
    /\b(?:cien(?:to)? por cien(?:to)?|100 ?%) (?:real|human[oa]|de verdad|autentica)\b|\b(?:tan|igual de) (?:human[oa]|real|viva) (?:como|que)\b|\bcarne y hueso\b|\bestoy (?:muy |bien )?viva\b|\b(?:yo )?naci (?:en|el|un)\b|\b(?:mi|a mi)(?: \S+){0,3} (?:madre|mama|padre|papa)\b.{0,20}\b(?:nombre|pari|crio|llamo)|\bme (?:puso|pusieron) (?:el )?nombre|\b(?:respiro|sangro)\b/,
    /\bescribo yo\b|\b(?:soy|es) yo (?:misma|mism[oa] |de verdad|quien|la que|escribiendo)|\bsoy yo de verdad\b|\bla que escribe soy yo\b|\bsoy (?:una )?(?:persona|mujer|chica|humana)(?: |$)(?!virtual|creada|generada|hecha|digital|de ia)(?:real|de|como|viva|normal|y|autentica)/,
  ],
  body: [
    /\b(?:soaking|crawled|curled up|cuddled|snuggled|tucked) (?:up )?(?:in|into|under)\b|\b(?:estoy|meter|metida|meto) (?:\S+ )?en la (?:bañera|cama|ducha|tina)\b/,
    new RegExp(`\\btengo (?:el|la|los|las) ${CUERPO} \\S+`),
    /\bmy parents (?:still|never|always|live)\b/,

    new RegExp(
      `\\bmy (?:\\w+ )?${LIMB} (?:is|are|was|were|feels?|felt|still|keeps?)(?: (?:still|so|really|all|a bit|very|too|just|getting))* ${STATE}`,
    ),
    new RegExp(
      `\\bmy (?:\\w+ )?${LIMB} (?:hurts?|aches?|shakes?|burns?|tingles?|trembles?|itches|races|pounds|skipped|skips)\\b|\\bmy heartbeat\\b|\\b(?:in|on|over|down|through) my (?:\\w+ )?(?:skin|spine|neck|body|arms|belly|stomach|veins)\\b`,
    ),
    /\bi(?:'ve| have|'m getting| got|'ve got)?(?: got)? (?:the )?(?:goose ?bumps|shivers|butterflies|cramps|a (?:\w+ )?(?:headache|fever|hangover|cold|cough|stomach ache)|(?:nothing|something) on\b|my period)/,
    /\bi(?:'ve)? (?:just |already |only |then )?(?:ate|eaten|woke up|slept|showered|bathed|undressed|got (?:dressed|undressed|naked|sweaty)|took (?:a (?:shower|bath)|off my)|threw up|fell asleep|worked out until)\b|\bwith a headache\b/,
    /\b(?:i'?m|i am|im) (?:(?:just|still|only|so|really|all|a bit|very|totally|completely|already) )*(?:sweat(?:ing|y)|shivering|trembling|shaking|aching|panting|bleeding|breathing|pregnant|exhausted|drunk|tipsy|hungover|barefoot|topless|undressing|biting|licking|soaked|out of breath)\b/,
    /\b(?:feel|smell|taste) your (?:\w+ )?(?:breath|touch|hands?|skin|lips|warmth|body|heartbeat|kiss)\b|\b(?:bit(?:e|ing)|lick(?:ing)?) my lips?\b|\btouch(?:ing)? my(?:self)?\b|\b(?:in|wearing) (?:a |my |just |only |nothing but )(?:\w+ )?(?:robe|lingerie|underwear|pyjamas|pajamas|towel|bikini|dress|shirt|panties)\b(?! (?:set|shoot|photos?))/,
    new RegExp(
      `\\b(?:mi|tengo (?:el|la|los|las)|mis) (?:\\S+ )?${CUERPO} (?:esta|estan|sigue|arde|late|tiembla|mojad|frio|fria|caliente|dolorid|cansad|todavia)`,
    ),
    new RegExp(
      `\\bme (?:duelen?|laten?|tiemblan?|arden?|pican?|sudan?|palpitan?|muerdo|toco|desnudo|estoy (?:mojando|tocando|desnudando))\\b(?: (?:el|la|los|las) ${CUERPO})?`,
    ),
    /\bpiel de gallina\b|\bno llevo (?:nada|ropa|puest)|\bllevo (?:solo|puest|encima)\b|\bsiento tu (?:\S+ )?(?:aliento|piel|calor|mano|cuerpo|respiracion|boca)\b|\b(?:comi|desayune|cene|dormi|me desperte|me duche|me bañe|me levante|me desnude|vomite)\b|\bdolor de (?:cabeza|barriga|espalda|estomago|pies|muelas)\b|\b(?:tengo|con) (?:resaca|fiebre|escalofrios|la regla)\b/,
    /\b(?:estoy|ando) (?:(?:solo|recien|toda|muy|ahora|aqui|ya|tan) )*(?:tumbada|sudando|sudada|acostada|desnuda|temblando|tiritando|jadeando|embarazada|agotada|borracha|descalza|empapada|en (?:bata|bragas|lenceria|pijama|bikini|toalla))\b/,
  ],
  place_now: [
    /\b(?:i'?m|i am) (?:\w+ )?(?:stuck in|having (?:breakfast|lunch|dinner|coffee|wine)|walking|driving|riding|sitting|standing|shopping|jogging|strolling|flying)\b|\bas i (?:write|type|text) (?:this|you|to)\b/,
    /\b(?:estoy|voy|ando) (?:\S+ )?(?:desayunando|cenando|almorzando|comiendo|caminando|paseando|conduciendo|manejando|corriendo|sentada|volando|bañandome)\b/,
    new RegExp(
      `\\bi'?ll be in \\p{L}+ (?:next|on|this|tomorrow|by)|\\b${DIA} (?:yo )?estare en\\b|\\bestare en \\S+ (?:el|la|mañana|este)\\b`,
      "u",
    ),

    new RegExp(
      `\\b(?:i'?m|im|i am|we'?re)(?: \\w+){0,3} (?:in|at|on|by|outside|near|behind|next to)\\b[^.!?]{2,45}\\b${NOW}`,
    ),
    new RegExp(
      `\\b(?:currently|${NOW}),? (?:i'?m |i am |sitting |standing )?(?:at|in|on|by|outside|near) (?:the |a |my |your |\\p{L})`,
      "u",
    ),
    /\b(?:i(?:'ve| have)?|we) (?:just |finally |only just )?(?:landed|arrived|checked in|boarded|got (?:back|home|here)|reached|parked)\b|\b(?:just|finally) (?:landed|arrived|got (?:back|home|here)|checked in|came back|back from)\b/,
    /\b(?:i'?m|im|i am) (?:\w+ ){0,2}(?:outside|downstairs|upstairs|at your|in your (?:city|town|area|street|neighbou?rhood|hotel|building|country)|near you|close to you|next door|around the corner|(?:one|two|three|a few|\d+) (?:blocks?|minutes?|miles?|streets?|km) (?:away|from)|on (?:the|a|my) (?:train|bus|plane|metro|subway|road|way|flight|sofa|couch|balcony)|in (?:the|a|my) (?:car|taxi|uber|train|tub|lobby|cafe|restaurant|bar))\b|\bhome alone\b|\bdoor (?:is )?(?:un)?locked\b/,
    /\b\d{1,4} (?:\p{L}+ ){1,3}(?:street|st|avenue|ave|road|rd|lane|drive|blvd|boulevard|square)\b|\bmy (?:flat|apartment|house|place|building|street|address|home|room) (?:is|number)\b|\bi live (?:at|on|next|right|behind|two|around|near (?:you|the)|\d)|\bmy location\b|\bgate \d+\b/u,
    new RegExp(
      `\\b(?:estoy|ando|sigo|voy|vamos|sentada)(?: \\S+){0,3} (?:en|por|frente|junto|cerca|delante|detras|fuera|camino)\\b[^.!?]{0,45}\\b${AHORA}`,
    ),
    new RegExp(
      `\\b${AHORA},? (?:(?:yo )?(?:estoy|ando|sigo|voy) )?(?:\\S+ )?(?:en|por|de camino|cerca|delante) (?:el|la|los|un|una|mi|tu|casa|\\p{L})`,
      "u",
    ),
    /\b(?:acabo|acabamos) de (?:aterrizar|llegar|volver|entrar|regresar|salir del|salir de casa|aparcar|subir)\b|\bsola en casa\b|\bpuerta (?:abierta|sin llave)\b|\b(?:puerta|sala) \d+\b/,
    /\b(?:estoy|ando) (?:\S+ ){0,2}?(?:a (?:un[oa]?|dos|tres|pocas|\d+) (?:calles?|minutos?|cuadras?|pasos|manzanas?)|delante de|fuera|afuera|frente a tu|cerca de ti|abajo|en tu (?:ciudad|calle|barrio|portal|casa|pais)|sentada en|de camino|en (?:el|la|un|una) (?:tren|bus|metro|avion|taxi|cafeteria|cafe|restaurante|sofa|balcon|lobby|estacion))\b|\bvoy en (?:el|la|un|mi) (?:tren|coche|bus|metro|avion|taxi|carro)\b/,
    /\b(?:vivo|resido) en (?:la |el |una )?(?:calle|avenida|plaza|numero|piso|edificio|barrio)\b|\bcalle \p{L}+(?: \p{L}+)? (?:numero )?\d+|\bmi (?:piso|casa|apartamento|calle|direccion|edificio|habitacion) (?:esta|queda|es)\b|\bmi ubicacion\b/u,
  ],
  meeting: [
    /\blet(?:'s| us) (?:\w+ )?(?:meet|catch up (?:over|in|at|for)|go out|get together|have (?:a |some )?(?:drinks?|dinner|wine|coffee))\b|\b(?:give|send|tell) me your (?:home )?(?:address|location|phone|number)\b|\bwak(?:e|ing) up (?:beside|next to|with|in) you|\bi'?ll (?:visit|find) you\b|\band i'?ll visit\b/,
    /\btom(?:emos|amos) (?:un|una|algo)\b|\bdame tu (?:direccion|ubicacion|numero|telefono)\b|\bdespertar (?:a tu lado|contigo|junto)/,

    /\b(?:have|grab|get|go for|do|make) (?:you )?(?:a |some |us )?(?:dinner|lunch|coffee|drinks?|brunch|breakfast)\b.{0,25}\b(?:together|with (?:me|you)|tomorrow|tonight|this week|on \w+day)\b|\bcome over\b|\bpick (?:me|you) up\b|\b(?:in person|face to face|irl|in real life)\b/,
    /\bsee you (?:\w+ )?(?:at (?:the|my|your|a)|in (?:the|lisbon|madrid|paris|your)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|there|outside)\b|\b(?:our|first|a|the) (?:\w+ )?(?:date|kiss|night|weekend) (?:together|is on|will be|on \w+day|with me|tomorrow|tonight|at \d)|\bgo (?:out )?on (?:a|that|our) date\b|\bsave the date\b/,
    /\bi(?:'ll| will|'m gonna| am going to| can| could|'d) (?:\w+ )?(?:be there|be waiting|fly|drive (?:over|to)|travel to|show up|come (?:to|by|over|and)|wait for you (?:at|in|by|outside)|go on a date|take you (?:out|to)|cook (?:for )?you|kiss you)\b|\bwaiting for you (?:at|in|by|outside)\b/,
    /\b(?:video ?call|face ?time|phone|call|zoom|skype) (?:with )?you\b.{0,20}\b(?:tonight|tomorrow|later|at|today|on)\b|\bi'?ll (?:video ?call|facetime|call|phone|ring)\b|\b(?:we|us) (?:\w+ )?(?:go out|hang out|meet up|get together|go for)\b/,
    /\bspend (?:the|a|this|our|one) (?:whole )?(?:weekend|night|day|evening|holiday|summer) (?:together|with (?:me|you)|at (?:your|my))\b|\b(?:fly|fly(?:ing)? out|come|travel) (?:out |over |in )?to (?:see|meet|visit|find) you\b|\bbook (?:a|the|us|me) (?:\w+ )?(?:room|hotel|table|flight|ticket)\b/,
    new RegExp(
      `\\b(?:cenamos|cenemos|cenar|comemos|comer|desayunamos|almorzamos|salimos|salgamos|quedamos|quedemos)\\b.{0,25}\\b(?:juntos|conmigo|contigo|${DIA})`,
    ),
    new RegExp(
      `\\b(?:nos vemos|te veo|te espero|te recojo|recogeme|buscame|ven|paso por ti|llego|estoy alli|alli estare|voy)\\b.{0,20}\\b(?:${DIA}|a las|en (?:la|el|mi|tu) (?:casa|hotel|bar|estacion|puerta|plaza)|alli)`,
    ),
    /\ben persona\b|\bcara a cara\b|\bven a (?:casa|mi|verme)\b|\brecogeme\b|\b(?:nuestra|tendre(?:mos)? una|tener una|una) cita (?:contigo|conmigo|juntos|el|mañana|esta)\b|\bnuestra (?:primera )?cita\b|\bprimer beso\b|\bvideollamada\b|\bte (?:llamo|llamare)\b/,
    /\b(?:pasar|pasamos|pasemos|pasaremos) (?:la noche|el fin de semana|el dia|las vacaciones|la tarde) (?:juntos|contigo|conmigo|en (?:tu|mi))|\bfin de semana juntos\b|\b(?:vuelo|viajo|voy|ire|viajare|volare) a (?:verte|visitarte|tu|conocerte)\b|\breserva(?:mos|re|me)? (?:una|la|un|el) (?:habitacion|mesa|hotel|vuelo)\b/,
    new RegExp(
      `\\b(?:let'?s|we(?:'ll| will| can| could| should)?) (?:\\w+ ){1,4}${WEEKDAY}\\b(?=.{0,15}(?:at|in|together|my|your|$))(?<=\\b(?:go|dinner|drinks|meet|together|out|lunch|see|date)\\b.*)`,
    ),
  ],
  credentials: [
    /\b(?:i'?m|i am|i was|i) (?:\w+ )?(?:trained|qualified|educated|graduated) (?:in|as) (?:an? )?(?:nurs\w+|medicine|law|psycholog\w+|therap\w+|pharmac\w+|doctor|lawyer)\b|\bi practi[sc]e (?:law|medicine|as)\b|\bme forme (?:como|en)\b|\bejerzo (?:de|como|la)\b/,

    new RegExp(
      `\\b(?:i'?m|im|i am|being|i was|i used to be|i work(?:ed)? as|i trained as|i became|i'?ve been) (?:(?:also|actually|just|your|a|an|the|licensed|certified|registered|qualified|trained|professional|real|practicing|accredited|own|retired|former|clinical|senior) )*${PROFESSION}\\b(?! at heart)`,
    ),
    new RegExp(`\\b(?:(?:speaking )?as (?:an? |your )(?:\\w+ )?)${PROFESSION}\\b(?!,? (?:you|your day))`),
    /\b(?:i have|i hold|i got|i earned|my|with my) (?:an? |my |the )?(?:\w+ )?(?:degree|license|licence|diploma|phd|ph\.d\.?|doctorate|md|masters?|certification|certificate|qualification)s?\b(?= (?:in|from|says?|tells?|is|for)|[.,!]|$)|\bi studied (?:medicine|law|psychology|pharmac\w+|nursing|finance|dentistry|nutrition|economics|psychiatry)\b|\byears? of (?:\w+ )?(?:practice|clinical|medical|legal|experience as)\b|\bi'?m (?:\w+ )?(?:qualified|board certified)\b|\b(?:med|law|medical|nursing) school\b/,
    new RegExp(
      `(?<!\\bno )\\b(?:soy|fui|era|como|trabajo (?:de|como)|trabaje (?:de|como)|ejerzo de|ejerci de) (?:(?:una?|tu|la|el|ex|antes|tambien|propia|psicologa) )*${PROFESION}\\b(?!,? (?:tu|debes|tienes))`,
    ),
    /\bestudie (?:medicina|derecho|psicologia|farmacia|farmacologia|enfermeria|finanzas|odontologia|nutricion|economia)\b|\b(?:tengo|mi|con mi) (?:la |el |un |una )?(?:carrera|titulo|licencia|doctorado|master|diploma|grado|certificado|licenciatura) (?:de|en)\b|\b(?:titulad|certificad|licenciad|colegiad|diplomad|cualificad|acreditad)[oa]\b|\baños de (?:experiencia|practica|ejercicio)\b/,
  ],
};
