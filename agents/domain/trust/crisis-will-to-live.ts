// Signs that the will to live is gone (trust C13): the wish to die, and life found not worth it.
import { END, phrase } from "./crisis-phrase.ts";
import { WANT } from "./crisis-words.ts";

const LIVE_DENY =
  "(?! (?:in|with|at|near|there|by|next|off|alone|for (?!me)|under|up|out|on (?!this earth|earth|this planet)|paycheck))";

const DIE_EN = `(?:die|dying|be dead|be gone forever|disappear(?: forever)?(?! (?:with|to|into|for a|from (?:work|social)))|vanish forever|stop existing|cease to exist|not exist|not be alive|not wake up|never wake up|sleep forever(?! (?:on|in (?:this|your|my)))|go to sleep (?:and|forever)(?: and)? ?(?:never|not)? ?(?:wake)?|fall asleep and (?:not|never) wake|unalive|not be here anymore|not live|end (?:it|it all|things|everything)(?: all)?(?! (?:with|early|at))|overdose|od)`;

export const suicideWish = [
  phrase(`${WANT} ${DIE_EN}(?! (?:with my (?:ex|bf|gf)|our))`),
  phrase(
    `(?:wish|hope|wishing|hoping|pray)(?: that)? (?:i|he|she)(?: (?:was|were|would|could|could just|did|do|had|will|am|had just|just))* ?(?:(?:not|never) )?(?:be |been )?(?:dead|dying|born|exist(?:ed)?|wake up|alive|die|died|disappear(?:ed)?|gone forever)${END}(?! (?:early|rich|in|to|with|an?|taller|later|earlier|sooner|famous|hot|lucky|beautiful|royal)(?!\\p{L}))`,
  ),
  phrase(
    `(?:do not|did not|does not|not|never|no longer) (?:even |really )?(?:want|wish|feel like|deserve|think i (?:want|deserve)|wants|care)(?: to)? (?:keep |be |continue )?(?:live|living|alive|exist|existing|here anymore|on this (?:earth|planet)|in this world|going on|go on|being alive|be here|here)${LIVE_DENY}(?! (?:at work|in this (?:city|meeting)|lol|at|when|tomorrow|tonight for))`,
  ),
  phrase(
    "do(?:es)? not want to wake(?! up)(?! (?:the|my|you|him|her))|do(?:es)? not want to wake up(?! (?:early|tomorrow (?:for|at|so)|for|from|at|before|so early|this early|yet))",
  ),
  phrase(
    "(?:i|he|she) (?:should|would) not be (?:alive|living|here anymore)|do not deserve to (?:live|be alive)|rather be dead|be better off dead|i am better off dead",
  ),
  phrase(
    "(?:if|when) (?:i|you leave.*) (?:kill myself|die|died)(?=.*\\?)|(?:miss|sad|cry|care|notice|mourn)(?: me)?(?:.{0,12})? if i (?:died|die|killed|was gone|were gone|disappeared|was dead|were dead|ended)",
  ),
];

export const suicideWishEs = [
  phrase(
    "(?:me )?(?:quiero|quiere|quisiera|voy a|va a|vamos a|deseo|necesito|merezco|prefiero|preferiria|deberia|debo|tengo (?:muchas )?ganas de|dan ganas de|piens[oa](?: mucho| solo| todo el tiempo)? en|pensando en|pensar en|pensado en|intent[eoa]r?|trat[eoa] de|trate de|planeo|decidi|tengo decidido|listo para|lista para|plan para|plan de|estoy por|dice que (?:se )?quiere|amenaza con|habla de|como)(?: (?:solo|ya|tan solo|mejor|siempre|todos los dias|seriamente|de verdad))* ?(?:matarme|matarse|matar(?=$|[,.!?]| (?:lo digo|en serio|esta noche|hoy|ya|se))|morir(?:me|se)?(?! (?:contigo|de viej))|suicidar(?:me|se)?|quitar(?:me|se)? la vida|acabar con (?:mi vida|su vida|todo(?! (?:el|lo|mi trabajo|esto del|los|rapido))|esto de una vez)|terminar con (?:mi vida|su vida|todo(?! (?:el|lo|los)))|desaparecer(?! (?:contigo|del trabajo|un (?:rato|finde)|de la oficina|a una|con))|estar muert[oa]|ahorcarme|ahorcarse|colgarme|colgar(?=$|[,.!])|desvivir(?:me|se)?|dejar de (?:existir|vivir)|no (?:despertar|existir|estar aqui nunca)|dormir(?:me)? (?:para siempre|y no despertar)|irme de este mundo|ir de este mundo|que (?:mi vida|todo|esto|el dolor) (?:se )?(?:termine|acabe)(?! (?:la|el|esta semana))|pegar(?:me)? un tiro|disparar(?:me)?(?=$|[,.!])|envenenarme|tirarme (?:al tren|a las vias|por la ventana|de(?:l)? (?:un |el )?(?:puente|balcon|edificio|techo))|cortar(?:me)? las venas)",
  ),
  phrase(
    "me (?:quiero|voy a|quisiera|dan ganas de) (?:matar|morir|suicidar|quitar la vida|ahorcar|colgar|desvivir|ir de este mundo|pegar un tiro|disparar|tirar (?:al tren|a las vias|por la ventana|de(?:l)? (?:puente|balcon|edificio|techo))|cortar las venas|ir con (?:mi|el|ella).*cielo)|se (?:quiere|va a|quieren) (?:matar|morir|suicidar|quitar la vida|ahorcar|colgar|tirar de(?:l)? (?:puente|balcon|edificio))",
  ),
  phrase(
    "no (?:quiero|quiere|quisiera|deseo|merezco)(?: ya| mas)? (?:vivir|seguir viviendo|existir|despertar(?:me)?(?! (?:de este|temprano|tarde|a |hasta|del|en|tan))|estar (?:viv[oa]|en este mundo|aqui(?! (?:en|contigo|trabajando)))|seguir(?! (?:en|viendo|con|la|el|hablando|pagando|este|esta|jugando|trabajando|asi con|suscrit|leyendo|estudiando|tus|tu|insist)))(?! (?:en (?!este mundo)|(?:mas )?con|cerca|aca|aqui en|sol[oa]$))",
  ),
  phrase(
    "ojala(?: que)?(?: ya| me| no| nunca| hoy| mañana| yo)* ?(?:desp(?:ertara|ertase|ierte|erte|ertar)|exist(?:iera|iese)|(?<=(?:no|nunca) )hubiera nacido|estuviera muert[oa]|muriera|muera|haber nacido|morirme|me muera)",
  ),
  phrase(
    "(?:preferiria|prefiero|mejor|estari[ae]|estaria mejor) (?:estar )?muert[oa]|mejor me (?:muero|mato|suicido)|(?:no )?deberia (?:estar|seguir) viv[oa]|no merezco (?:vivir|la vida)",
  ),
  phrase(
    "(?:si (?:me|no me|te) \\p{L}+(?: \\p{L}+)?|sin ti|mejor|esta noche|hoy) (?:yo )?(?:me mato|me suicido|me quito la vida|me cuelgo de|me corto las venas|acabo con todo(?! (?:el|lo))|termino con todo(?! (?:el|lo)))",
  ),
  phrase(
    "(?:extrañari\\p{L}+|importari\\p{L}+|notari\\p{L}+|triste|llorari\\p{L}+|echari\\p{L}+ de menos|pondri\\p{L}+ triste|haria falta|pasaria) ?(?:a nadie )?si (?:me |yo )?(?:muero|mato|muriera|suicido|desaparezco|desapareciera|no estuviera|matara)",
  ),
];

export const suicideWeary = [
  phrase(
    "want (?:it|everything|it all|this all|all of it)(?: all)? to (?:be over|end|stop)(?= ?$|[.,!]| (?:now|already|forever))|no (?:more )?(?:reason|point|purpose|meaning|use) (?:to|in|of|for)(?: me(?: to)?)? (?:live|living|go on|going on|be here|being here|be alive|being alive|my life|life|keep going|exist|existing|anymore|continue)",
  ),
  phrase(
    "(?:theres? is|there is|see|i have|have got) no (?:point|reason|use)(?: \\p{L}+)? (?:anymore|any more)|(?:what is|whats) the (?:point|use|purpose) (?:of|in) (?:living|life|being alive|existing|going on|being here|my life|anything)",
  ),
  phrase(
    "(?:better(?: off| place)?|happier|easier|fine|relieved) (?:without me|if i (?:was|were|am|disappeared|died|vanished)(?: gone| dead| not here)?)",
  ),
  phrase(
    "(?:nobody|no one|noone|no body) (?:would|will|is going to|even)? ?(?:miss(?: me)?|notice|care|cry|come to my funeral|be sad)(?: (?:me|that|at all))?(?: (?:if|when) i .*)?",
  ),
  phrase(
    "can not (?:go on(?! (?:\\p{L}+day|\\p{L}+ (?:ride|trip|date)|the|a|my|your|this|that)(?!\\p{L}))|keep going|live like this|keep living|live anymore|live with myself|do (?:this|life|it) (?:anymore|any more|any longer)|take (?:it|this|life|this life|the pain) (?:anymore|any more|any longer)|see a (?:future|reason)|bear (?:it|this|living))",
  ),
  phrase(
    "(?:no|not see (?:a|any)|see no|only) (?:other )?way out(?! of (?!this (?:life|world|pain|hole)|my (?:life|head)|life))|no (?:future|hope) (?:left )?for me",
  ),
  phrase(
    `(?:tired|sick|done|exhausted|finished|over|weary|had enough)(?: (?:of|with))? (?:living|life|being alive|existing|this life|my life|breathing)${LIVE_DENY}`,
  ),
  phrase(
    "(?:give|given|gave|giving) up on (?:life|living|myself|everything)|nothing (?:left )?to live for|life is (?:not |no longer )worth (?:living|it)|life is not worth|is life (?:even )?worth (?:living|it)|hate being alive|my life is over|(?:no|not any) (?:will|desire) to live",
  ),
  phrase(
    "(?:this is|it is|tonight is|today is|tonight will be)(?: going to be)? my (?:last|final) (?:night|day|message|goodbye)(?! (?:of (?!my life)|at|in (?!this world)|for|here|before|shift|with|on (?!earth|this)|as a))",
  ),
  phrase(
    "will not (?:be (?:here|around)(?: (?:tomorrow|much longer|for long|anymore|next week))|hear from me (?:again|anymore)|be a problem anymore|have to worry about me)(?!.*(?:flying|trip|travel|weekend|back|vacation|busy))",
  ),
  phrase(
    "(?:i am|am|feel like|being|just) (?:just |such |only )?a burden|(?:giving|gave|given) away (?:all )?my (?:things|stuff|belongings)|ready to go for good|maybe i should (?:just )?go(?: away forever)?(?=$|[.!])|ready to go,? i",
  ),
  phrase("(?:want|wish)(?: \\p{L}+){0,2} to (?:sleep forever|not be here|stop (?:everything|the pain|it all))"),
];

export const suicideWearyEs = [
  phrase(
    "no (?:tengo|hay|veo|tiene|le veo|le encuentro|encuentro|me quedan?)(?: \\p{L}+){0,2}? ?(?:razon(?:es)?|motivos?|sentido|ganas|fuerzas|nada)(?: \\p{L}+){0,3} (?:vivir|viviendo|vida|seguir(?! (?:con (?:el|la)|jugando|viendo))|aqui|existir)|nada tiene sentido|vida (?:ya )?no (?:vale|tiene sentido|sirve|me sirve)|no vale la pena (?:vivir|seguir|la vida|estar viv[oa])|no (?:tengo|hay|veo) (?:futuro|salida)(?! de)",
  ),
  phrase(
    "(?:mejor|felices|tranquilos|bien) sin mi(?! (?:ayuda|equipo|jefe|coche|\\p{L}+))|estari\\p{L}+ mejor (?:si (?:yo )?no|sin mi)(?= ?$|[,.!]| (?:existiera|estuviera))",
  ),
  phrase(
    "nadie (?:me |lo |se |ni )*(?:extrañari\\p{L}+|echari\\p{L}+ de menos|notari\\p{L}+|enterari\\p{L}+|llorari\\p{L}+|va a extrañar)|a nadie le (?:importari?a|importo)",
  ),
  phrase(
    "(?:ya )?no (?:puedo|aguanto|doy|soporto)(?: mas| seguir)+(?: (?:asi|con (?:mi vida|esto|la vida|este dolor|tanto dolor)|vivir|viviendo|la vida|este dolor))?(?= ?$| ?[,.!]| (?:quiero|me quiero|y))|no (?:aguanto|soporto) (?:mas )?(?:vivir|la vida|mi vida|este dolor|existir)",
  ),
  phrase(
    "(?:cansad[oa]|hart[oa]|aburrid[oa]|me canse|agotad[oa]|cansé)(?: ya)? de (?:vivir|la vida|existir|estar viv[oa]|mi vida|respirar|seguir viviendo)(?! (?:en|con|aqui|lejos|sol[oa]))|me rindo(?: con la vida|,? ya no quiero)|odio (?:estar viv[oa]|vivir|mi vida,)",
  ),
  phrase(
    "(?:soy|me siento|siento que soy) (?:solo |nomas )?una carga|para que (?:vivir|sigo|seguir(?: viviendo| aqui| con vida)?|existo|estoy viv[oa])(?= ?$| ?[,.!?])",
  ),
  phrase(
    "mañana (?:ya )?no (?:voy a estar|estare|estoy)(?= ?$| ?[.!]| (?:aqui|viv[oa]))|(?:ya )?no (?:estare|voy a estar)(?: aqui| mas| viv[oa]| en este mundo)+(?= ?$| ?[,.!])|cuando ya no este(?= ?$| ?[,.!])",
  ),
  phrase(
    "(?:solo |ya )?quiero desaparecer(?! (?:contigo|del|a una|un (?:rato|finde)|con))|que se acabe todo|acabarla(?= ?$)|quiero que todo (?:termine|acabe|se acabe|pare)|quiero dormir para siempre",
  ),
];

const anyLife = "(?:live|living|alive|life|existing|existence|being here)";

const NOT_MY_LIFE =
  "(?! (?:in (?!this life|it)|with|at|near|together|alone with|changing|insurance|story|hack|coach|partner|music|show|stream|of the party|time|out of|on (?!this earth|earth)|without (?:you|wifi|coffee|your|my (?:phone|coffee)|music)))";

/** A negation or weariness within a few words of life itself: "can't see myself living", "lost the will to live". */
export const againstLife = [
  phrase(
    `(?:not|never|no|lost|without|enough|nothing|stop|end|out|sick|leave|escape|quit|hate) (?:(?!(?:my|your|a|an) (?:job|ex|friend))[\\p{L}']+ ){0,5}?(?:of |to |this |my |the |another )?${anyLife}${NOT_MY_LIFE}(?<!(?:in|for|of|all|whole|love|best|changed|fun|good|save|your|his|her|real|night|social|sex|dating|long|shelf|daily|private|personal) (?:my |a |the |your )?life)(?<!for a living)(?<!(?:new|better|good|place to|where i|where you|do you|you) (?:live|living))`,
  ),
  phrase(
    "life(?: is|'s)?(?: \\p{L}+)? (?:not worth|meaningless|pointless|unbearable|too (?:painful|hard) to|over for me|no longer)|(?:existing|existence|being alive|living|waking up) is (?:\\p{L}+ )?(?:exhausting|pointless|painful|torture|unbearable|hell|too (?:much|hard))",
  ),
  phrase(
    "(?:point|use|purpose) (?:of|in) (?:even )?(?:waking|getting) up(?! (?:early|so early|at))|(?:disappointed|sad|angry|hate|mad|wish) (?:that )?(?:i|when i) (?:woke|wake|even woke|did not wake)(?: up)?(?! (?:early|late))|nothing (?:left )?(?:for me )?here(?: for me)?(?= ?$| anymore|[.,!])|not (?:be|think i will be|see myself) here (?:next|by|in a)(?! (?:city|town))|do(?:es)? not want to (?:see (?:another|tomorrow)|make it to)",
  ),
];

export const againstLifeEs = [
  phrase(
    "(?:no|ya|sin|perdi|perder|quitaron|suficiente|harto|quedan|fuerzas?|tengo|veo|cansa) (?:\\p{L}+ ){0,4}?(?:de |para |en )?(?:vivir|viviendo|estar viv[oa]|existir)(?! (?:en|con|aqui|lejos|sol[oa]|cerca|juntos|de mi|de (?:la|las|los)|a (?:la|mi|tu)))(?<!vivir sin.*)",
  ),
  phrase(
    "(?:mi|la) vida (?:ya )?(?:no|es (?:insoportable|un infierno|una mierda y quiero))(?: \\p{L}+){0,2} (?:sentido|vale(?! la pena sin)|valor|sirve|aguanto|nada)(?! sin (?:ti|cafe|wifi))|(?:quiero|quisiera) (?:irme|salir|escapar) de (?:esta vida|este mundo|mi vida)|existir (?:me )?(?:cansa|duele|agota)|no (?:me veo|quiero) (?:viviendo|(?:ver|llegar a) (?:otro dia|mañana|otro año))(?! (?:tarde|cansado))|para que (?:despert|levant)\\p{L}+(?: \\p{L}+)* ?(?:dia|mañana|\\?|$)|decepciona (?:haber )?despert\\p{L}+|no queda nada para mi",
  ),
  phrase(
    "(?:ganas|quisiera|poder|pudiera) de?(?: )?(?:morirme|morir|no existir|no estar|dejar de (?:ser|existir|vivir)|desaparecer para)|ya no siento nada y|quiero no (?:estar|existir)|ojala pudiera dejar de|no quiero estar(?: \\p{L}+)? en este mundo",
  ),
];
