// Phrases behind the crisis control (trust C13), English and Spanish. Plain form in standard words, ñ kept.
import type { CrisisKind } from "./crisis.ts";
import {
  AGAIN,
  AT_HAND,
  BODY_IMAGE,
  CLOSE_EN,
  CLOSE_ES,
  HOME_EN,
  HOME_ES,
  HUMAN_EN,
  HUMAN_ES,
  LONG_PAST,
  MEANS,
  NOT_LIFE,
  OWN,
  RESTRICTS,
  SELF,
  STAGE,
  TRIVIAL,
} from "./crisis-words.ts";

/**
 * How sure a phrase is, and so what may excuse it. `wish`: the writer's own will, nothing excuses it. `mention`: fiction,
 * news and the long past excuse it. `weary`: those and everyday weariness excuse it.
 */
type Sureness = "wish" | "mention" | "weary";

export interface CrisisRule {
  readonly kind: CrisisKind;
  readonly directness: "direct" | "indirect";
  readonly sureness: Sureness;
  readonly patterns: readonly RegExp[];
  /** All of these together are a sign as well. */
  readonly together?: readonly RegExp[];
}

const START = "(?<![\\p{L}\\p{N}'])";
const END = "(?![\\p{L}\\p{N}])";
const phrase = (source: string): RegExp => new RegExp(`${START}(?:${source})${END}`, "u");
const figure = (source: string): RegExp => new RegExp(`${START}(?:${source})${END}`, "gu");

/** Everyday figures that only sound like danger; taken out before the rules read. */
export const FIGURES_OF_SPEECH: readonly RegExp[] = [
  figure(
    "(?<!(?:says|said|threatened|he|she|afraid|scared) (?:that )?)(?:you(?: are)?|this|that|it(?: is)?|my (?!ex|dad|father|stepdad|husband|boyfriend|partner)\\p{L}+|the \\p{L}+|heat|work) (?:is |are )?(?:so |literally |really )?(?:killing|kills?|killed|murdering|torturing|slaying) me(?: with| softly)?",
  ),
  figure(
    "(?<!(?:says|said|threatened|afraid|scared) (?:that )?)my (?:mom|dad|wife|boss|husband|gf|bf|girlfriend|boyfriend|parents|teacher|coach|roommate|trainer|doctor|accountant|bank account|wallet|landlord|sister|brother|kids?) (?:is going to|are going to|going to|will|would) (?:kill|murder|strangle|shoot) me",
  ),
  figure(
    "(?:i (?:would|could|will|might)|would|id|could|ready to|willing to) (?:literally )?(?:kill|die|murder) (?:for|a \\p{L}+|to (?:see|meet|have|hear|touch|be with))",
  ),
  figure(
    "(?:dying|die|died|dead|dies) (?:of|from|at|for|laughing|lol|lmao|haha|inside|tired|serious|ass|gorgeous|to (?:see|know|meet|try|hear|talk|go|get|eat|watch|have|be with))(?! (?:sadness|pain|grief|overdose))",
  ),
  figure(
    "(?:almost|nearly|literally) died|i died when|(?<!(?:when|if|once|after|until|like|because|wish) )i am (?:so )?(?:dying|dead|deceased)(?: rn)?(?=$| ?[,.!]| ?\\p{Extended_Pictographic}| (?:lol|lmao|haha|here|that|at|inside|over))|(?:die|died) and (?:went|gone) to heaven|over my dead body",
  ),
  figure("want to die (?:laughing|of|from)|to die for|die hard|die ?hard"),
  figure(
    "kill(?:ing|ed)? (?:time|it|the (?:mood|vibe|game|lights|engine|boss|final|beat|look|outfit)|bill|my (?:workout|vibe|diet|legs|back|battery|mood|streak)|a (?:spider|bug|roach|mosquito|beer|bottle))|(?:to|some|have) kill(?= before| some)|killer|dressed to kill|lady ?killer|killed (?:it|that|this)",
  ),
  figure(
    "(?:killing|kill|hurting) myself (?:at|with|over|in the gym|laughing|on leg day|for this (?:job|exam)|for work)|suicide (?:squad|squeeze|hotline|prevention|doors|wings|run)|career suicide|suicide on",
  ),
  figure(
    "shoot me (?:a|an|your|that|over|the)|just shoot me(?: lol| now)?|shoot (?:hoops|some|a (?:video|film|scene|deer|photo)|photos|pics|my shot|your shot)",
  ),
  figure(
    "cut(?:s|ting)? (?:(?:my|the) (?:hair|grass|lawn|nails|bangs|finger|thumb|losses|coffee|sugar|carbs|hours)|me (?:some )?slack|carbs|weight|back|down|ties|class|costs?|calories|sugar|off|out|it)|cut(?:ting)? myself (?:shaving|cooking|opening|slicing|chopping|on|while|with (?:paper|a (?:kitchen|bread)|the can)|some|a|slack|off|short|by accident)|cut myself in the kitchen",
  ),
  figure(
    "hurt(?:ing)? myself (?:at|lifting|playing|in the gym|working|running|skiing|doing|laughing|on (?:a|the|my)|falling|by accident|trying to (?:lift|dance|skate))|burn(?:ed|t|ing)? (?:myself (?:cooking|on|with (?:the|my|hot)|out|by accident|making)|my (?:dinner|tongue|toast|food|mouth)|my \\p{L}+ (?:on (?:the|my|a)|with the|by accident|cooking))",
  ),
  figure(
    "hits? me (?:up|with|on|like|back|different|hard|that|right)|(?:beats?|beating) me (?:at|in|to|every (?:game|time))|^beats me|got beat|hits different|punch(?:ed|ing)? (?:the clock|my (?:ticket|card))",
  ),
  figure("bath bomb|bombed|the bomb|time bomb|photo ?bomb|blew my brains|mind blown|heart attack"),
  figure(
    "can not live without (?:you|your|coffee|my (?:phone|coffee)|music|it|that|this|u)(?! anymore)|(?:reason|reasons) to live lol",
  ),
  figure(
    "(?:no |never |not )(?:puedo|podria|se) vivir sin (?:ti|vos|tus?|cafe|mi (?:celular|cafe)|musica|internet)|razon de (?:mi )?vivir|joie de vivir|vivir la vida",
  ),
  figure(
    "(?:me )?(?:quiero |voy a |podria )?(?:muer[oe]|mori|moria|morir(?:me)?|muriendo|morire|morirme|muert[oa]s?)(?: ya)? (?:de (?!sobredosis|tristeza|dolor|pena|una vez|verdad)(?:la |el |un |tanta? )?\\p{L}+|del (?:cansancio|susto|sueño|calor|frio|hambre)|por(?! dentro) \\p{L}+|si (?:me|no me|te|no te|subes|no subes) (?:contestas|respondes|hablas|escribes|dejas ver|mandas|veo|ves)?(?!.*en serio)|jaja\\p{L}*|xd|cuando (?:vi|te vi|lei|subiste)|y resucite|con (?:esa|esta|tu|tus|eso|lo)|viendo|literal)",
  ),
  figure(
    "muero(?= ?[,.!]?$| jaja| xd)(?<!me muero)|(?:ni|estoy|vengo|quede|ando|toy) muert[oa](?! por dentro)|a muerte|hasta la muerte|(?:te|os|la|lo) (?:amo|quiero|adoro) a morir|a morir|(?<!amenaz\\p{L}* )de muerte|que muerte|guap\\p{L}+ a morir|se (?:me )?(?:muere|murio|murieron|muri[oó])|sobre mi cadaver",
  ),
  figure(
    "(?:me|nos) (?:mat(?:a|as|an|aste|aron)|estas? matando|van? a matar|mataran?|torturas?|esta matando|matarian?)(?: (?:de|con|en|la|el|los|las|esa|esta|tu|tus|por|si|jaja\\p{L}*|cuando|tanto|el gym))(?! serio)|(?:esa|esta|tu|tus|ese|este|lo que) \\p{L}+ me (?:mat\\p{L}+|esta matando)|(?:trabajo|calor|curro|espalda|cabeza|gripe|resaca|examen|gym|jefe|mujer|esposa|madre|marido|novia|novio|padre) me (?:esta matando|mata|va a matar)(?! en serio|.*(?:miedo|arma))|me matas|me estas matando|me mataste|mataria por|matar (?:el|un) (?:tiempo|rato)|matar a besos|matando el \\p{L}+|mate(?:s)? (?:con|a la|a todos en|al jefe|una? (?:araña|mosca|cucaracha|mosco))|tomo mate",
  ),
  figure(
    "me (?:corto|corte|cortare|estoy cortando|quiero cortar|voy a cortar) (?:(?:el|las|la|mi|un poco el|los) (?:pelo|cabello|uñas|barba|dedo|flequillo|puntas|rollo|llamada|melena)|afeitand\\p{L}+|cocinand\\p{L}+|con (?:papel|una hoja|el papel|la lata)|sin querer|rasurand\\p{L}+|al (?:afeitar|cocinar|rasurar))|te corto|corto y cambio|se (?:corto|corta) (?:la|el) (?:luz|llamada|internet|señal|video)",
  ),
  figure(
    "me (?:lastime|lastimo|hice daño|hago daño|queme|golpee|pegue|duele)(?: en)? (?:(?:la|el|mi) (?:rodilla|espalda|tobillo|hombro|lengua|pie|pierna en|muñeca (?:en|jug)|dedo|codo|cuello|cabeza con|mano con|cadera)|con el|con la|jugando|en el gym|cocinando|sin querer|haciendo)(?! a proposito)",
  ),
  figure(
    "me peg(?:o|a|ue|an)? (?:el|la|en la|en el|fuerte|una? (?:palizas?|paliza|susto|siesta|vuelta)|unas palizas|con el)(?! (?:cara|cinto|cinturon|palo|cable))|no me pega nada|me pega (?:esa|ese|esto)",
  ),
  figure(
    "(?:saltar|salto|saltare|tirarme|me tiro|me voy a tirar|me tire)(?: \\p{L}+)? (?:la cuerda|en (?:la cama|paracaidas|el sofa|bungee)|a la (?:piscina|pileta|alberca|cama)|al (?:sofa|agua|mar)|del puente en|de clavado|del puente en bungee|en bungee)|paracaidas|paracaidismo",
  ),
  figure(
    "(?:me )?(?:suicido|mato|muero|mate) si (?:pierde|gana|no gana|vuelve|sacan|suben|cancelan|sube|termina)\\p{L}*|kill myself if (?:they|the|my team|this|it|we)",
  ),
  figure(
    "bungee \\p{L}+(?: off (?:a|the) bridge)?|jump(?:ing)? (?:in the|on a|on the|for joy|ship|rope|to|off the (?:couch|bed))|hang(?:ing)? (?:out|in there|on|by|with|around)|jumped off",
  ),
  figure("starving(?! (?:myself|himself|herself|themselves|to (?:be|get|lose)))|(?:chill pill)"),
];

const WANT =
  "(?:(?:do |really |just |only |honestly |kinda |literally |so )*(?:want|wants|wanted|need|wish|hope|hoping|wishing|ready|going|plan|planning|planned|about|rather|prefer|trying|tried|tries|decided|deserve|deserves|should|could|might|may as well|may|feel like|urges?|thoughts? of|think of|think about|thinking about|thinking of|thinks about|talking about|threatening|threatened|tempted|begging|better|will))(?: just| really| honestly| fucking| only| already| actually| constantly)*(?: to| i(?: could| would| can)?)?(?: just| really| fucking| finally| go and| go)*";
const LIVE_DENY =
  "(?! (?:in|with|at|near|there|by|next|off|alone|for (?!me)|under|up|out|on (?!this earth|earth|this planet)|paycheck))";

const DIE_EN = `(?:die|dying|be dead|be gone forever|disappear(?: forever)?(?! (?:with|to|into|for a|from (?:work|social)))|vanish forever|stop existing|cease to exist|not exist|not be alive|not wake up|never wake up|sleep forever(?! (?:on|in (?:this|your|my)))|go to sleep (?:and|forever)(?: and)? ?(?:never|not)? ?(?:wake)?|fall asleep and (?:not|never) wake|unalive|not be here anymore|not live|end (?:it|it all|things|everything)(?: all)?(?! (?:with|early|at))|overdose|od)`;

const suicideWish = [
  phrase(`${WANT} ${DIE_EN}(?! (?:with my (?:ex|bf|gf)|our))`),
  phrase(
    `(?:wish|hope|wishing|hoping|pray)(?: that)? (?:i|he|she)(?: (?:was|were|would|could|could just|did|do|had|will|am|had just|just))* ?(?:(?:not|never) )?(?:be |been )?(?:dead|dying|born|exist(?:ed)?|wake up|alive|die|died|disappear(?:ed)?|gone forever)${END}(?! early)`,
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
const suicideWishEs = [
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
    "ojala(?: que)?(?: ya| me| no| nunca| hoy| mañana| yo)* ?(?:desp(?:ertara|ertase|ierte|erte|ertar)|exist(?:iera|iese)|hubiera nacido|estuviera muert[oa]|muriera|muera|haber nacido|morirme|me muera)",
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

const suicideMention = [
  phrase(
    `kms|kill(?:ing)? ${SELF}|end(?:ing)? (?:${OWN} life|it all|things tonight|${SELF})|tak(?:e|ing) ${OWN} (?:own )?life|(?:commit(?:ted|ting)?|attempt(?:ed|ing)?|tried|contemplat(?:e|ing)|consider(?:ing)?) suicide|suicid(?:e|al)|unaliv(?:e|ing)(?: ${SELF})?|off(?:ing)? ${SELF}|(?:hang|hanging|shoot|shooting|drown|drowning|poison|poisoning|stab) ${SELF}|(?:slit|slitting|cut|cutting) ${OWN} wrists?|sewer ?slide|catch(?:ing)? the bus|ctb|overdos(?:e|ed|ing)|noose|tied (?:the|a) rope|rope around ${OWN} neck`,
  ),
  phrase(
    `(?:gun|pistol|knife|blade|razor|rope) (?:to|in|at|around|against|on) ${OWN} (?:head|mouth|wrists?|throat|neck|temple|arm)|use it on ${SELF}`,
  ),
  phrase(
    "(?:took|taken|take|taking|swallow(?:ed|ing)?|downed|ate) (?:\\p{L}+ )?(?:all (?:my|the|of|his|her)|a (?:whole|full|entire) bottle|a bottle|a bunch|a handful|too many|lots|so many|a lot|every one of|\\d\\d+)(?: of)?(?: \\p{L}+){0,2} ?(?:pills|tablets|meds|medication|xanax|tylenol|sleeping pills|painkillers)|(?:pills|tablets) in (?:my|his|her) hand|how many (?:pills|tylenol|xanax|tablets)|(?:have|got|holding) (?:the|all the|a bottle of) pills(?! (?:from|for|my doctor))",
  ),
  phrase(
    "(?:jump(?:ing)?|throw(?:ing)? (?:myself|herself|himself)|step(?:ping)?|walk(?:ing)?) (?:off|from|in front of|out (?:of )?|into) (?:a|the|my|this|that) (?:\\p{L}+ )?(?:bridge|building|roof|rooftop|balcony|window|cliff|train|traffic|subway|car|truck|bus|ledge|tracks|highway|overpass)|(?:is|am) going to jump(?= ?$| ?[.!,])|standing on (?:the|a|this) (?:\\p{L}+ )?(?:bridge|ledge|roof|rooftop|edge)(?!.*(?:sunset|view|watching|pretty|photo|pic|beautiful|fireworks|fishing))",
  ),
  phrase(
    "driv(?:e|ing) (?:my car |his car |her car )?(?:off|into) (?:a|the) (?:road|tree|bridge|wall|cliff|highway|truck|lake|river)",
  ),
  phrase(
    "(?:easiest|best|least painful|painless|quickest|fastest|good|a|peaceful) way (?:to|of) (?:die|dying|go(?=$|[?.!])|kill|end it|killing)|(?:how|where|ways) (?:to|do i|can i|could i|do you) (?:kill (?:myself|yourself)|die|end my life|end it all|hang)|(?:die|kill myself|end it) (?:painlessly|without pain|quickly|fast)|will it hurt (?:when|if|to) (?:i )?(?:die|dying)",
  ),
  phrase(
    `(?:suicide|goodbye|farewell|death) (?:note|letter|video)s?|wrote (?:a|my|the) (?:note|goodbye|letter to (?:say goodbye|my family))(?! for work)`,
  ),
  phrase(
    "(?:thing|one|reason|person)(?: that is| that's| why)?(?: keeping me| i am(?: still)?| i keep| keeps me) (?:alive|living|here on earth)",
  ),
  phrase(
    "(?:goodbye|bye|farewell) (?:cruel )?world|by the time you read this|goodbye forever|know how i am going to do it|tonight (?:it is|its) (?:all )?over|made (?:my )?peace with (?:dying|death)",
  ),
  phrase(
    "(?:death|dying|being dead)(?: \\p{L}+)? (?:sounds|seems|would be|feels|is|looks) (?:so |like )?(?:peaceful|easier|better|nice|a relief|good|comforting|the only|my only)|(?:think|thinking|thoughts|obsessed|dream|fantasi[sz]e|fantasi[sz]ing) (?:about|of|with) (?:dying|death|my (?:own )?(?:death|funeral)|being dead|not being (?:here|alive))",
  ),
  phrase(
    "danger to (?:myself|herself|himself)|not (?:feel )?safe with (?:myself|himself|herself)|(?:might|may|could|gonna|going to|will) do something to (?:myself|herself|himself)|what i (?:might|will|could) do to myself|(?:survive|make it through|get through) (?:the night|tonight|this night)(?! shift)|make it to (?:tomorrow|morning|my next birthday) alive",
  ),
  phrase(
    "(?:want|wish|need|hate).{0,25}(?:my life|everything|it all|the pain|all of this|the suffering) (?:to )?(?:end|stop|be over)|hate my life.{0,20}(?:end|over|die|stop)|ready for (?:my life|it all|everything) to end",
  ),
  phrase(
    "(?:be|join|joining|see) (?:with )?(?:my (?:dead|late) \\p{L}+|(?:him|her|them|my \\p{L}+) (?:in heaven|up there|on the other side))",
  ),
];
const suicideMentionEs = [
  phrase(
    "suicid(?:io|arme|arse|arte|as?|os?|e|o)|desviv(?:ir|irme|irse)|quitar(?:me|se)? la vida|ahorcar(?:me|se)|(?<!(?:vas|van|va) a )matarme(?! de (?:risa|hambre trabajando))|cortar(?:me|se)? las venas|me corte las venas|sobredosis|autolisis|matarse",
  ),
  phrase(
    "carta de (?:despedida|suicidio)|adios (?:para siempre|mundo|vida|a todos para siempre)|cuando leas esto|(?:este|esta|hoy) es(?: va a ser)? mi ultim[oa] (?:mensaje|noche|dia|despedida|adios)(?! (?:de|en (?!este mundo)|por hoy|aqui|antes|del))|mi ultim[oa] (?:noche|dia) (?:en este mundo|con vida|viv[oa])",
  ),
  phrase(
    "(?:tom[eoa]|trag[ueo]+e?|trague|tomar(?:me|se)?|tome|tomado|se tomo|ingeri)(?: \\p{L}+)? ?(?:todas (?:las|mis)|un (?:frasco|bote|monton|puñado|blister)(?: entero| completo)?(?: de)?|un monton de|muchas|demasiadas|cajas? de|como \\d\\d|\\d\\d) ?(?:pastillas|pildoras|medicinas|tabletas|somniferos|medicamentos)?(?<=s)(?<!mas)|pastillas en la mano|cuantas pastillas|(?:tengo|agarre|junte) (?:las|todas las|un monton de) pastillas(?! (?:de la|para|del|que me))",
  ),
  phrase(
    "(?:saltar|voy a saltar|tirar(?:me|se)?|arrojar(?:me|se)|lanzar(?:me|se)|salta|tirarse)(?: yo)? (?:del|de un|al|a las?|por la|desde (?:el|un|la)|frente a(?:l)?|desde) ?(?:puente|balcon|edificio|techo|azotea|tren|vias|ventana|metro|camion|acantilado|piso \\d+|terraza)|en el puente y voy a|(?:pegar(?:me)?|doy|dar(?:me)?) un tiro|me voy a disparar|(?:cuchillo|navaja|pistola|arma|soga|cuerda) en (?:la muñeca|la cabeza|el cuello|las venas|la boca|la sien)",
  ),
  phrase(
    "(?:forma|manera|modo) (?:menos dolorosa|mas facil|indolora|rapida|facil|mas rapida) de (?:morir|matar\\p{L}*|irse|acabar)|como (?:puedo )?(?:morir|matarme|suicidarme)(?: sin dolor| rapido)?|(?:para|hasta) morir(?= ?\\?)|morir sin dolor",
  ),
  phrase(
    "(?:lo unico|unica razon|el unico|la unica|unico motivo)(?: por (?:la|el) que)? ?(?:que)? ?(?:me mantiene|sigo|estoy)(?: con)? (?:viva?|vivo|vida|aqui)",
  ),
  phrase(
    "(?:la )?muerte (?:seria|es|suena|parece) (?:un |la |mi )?(?:alivio|unica|paz|mejor|solucion|salida|descanso)|(?:pienso|pensar|pensando|sueño|fantaseo)(?: mucho| siempre| todo el (?:dia|tiempo))? (?:en|con) (?:la muerte|mi (?:muerte|funeral)|mori(?:r|rme))",
  ),
  phrase(
    "(?:hacerme|hacer) algo(?: a mi mism[oa])?(?=$|[,.!])(?<=(?:miedo de hacerme|me voy a hacer) algo(?: a mi mism[oa])?)|hacer una locura|(?:a salvo|segur[oa]) conmigo|peligro para mi mism[oa]|sobrevivir(?:e)? (?:a )?esta noche|llegar(?:e)? a mañana con vida",
  ),
  phrase(
    "(?:quiero|me quiero ir|irme|reunirme|estar)(?: \\p{L}+)? con (?:mi|el|ella)(?: \\p{L}+)?.{0,12}(?:en el cielo|que (?:murio|fallecio|ya no esta)|muert[oa])",
  ),
];

const suicideWeary = [
  phrase(
    "no (?:more )?(?:reason|point|purpose|meaning|use) (?:to|in|of|for)(?: me(?: to)?)? (?:live|living|go on|going on|be here|being here|be alive|being alive|my life|life|keep going|exist|existing|anymore|continue)",
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
const suicideWearyEs = [
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
    "(?:solo |ya )?quiero desaparecer(?! (?:contigo|del|a una|un (?:rato|finde)|con))|quiero que todo (?:termine|acabe|se acabe|pare)|quiero dormir para siempre",
  ),
];

const selfHarm = [
  phrase(
    `(?:hurt|harm|cut|burn|bruise|scratch|punch|hit|injur|mutilat)(?:t?ing|s|e|ed|ned)? (?:myself|himself|herself|themselves)|self ?-?(?:harm|injur|mutilat)\\p{L}*|selfharm\\p{L}*`,
  ),
  phrase(
    `(?:been|started|starting|stop|stopped|keep|kept|back to|urges? (?:to|for)|is|relapsed|am|want to|need to)(?: back to)?(?: and)? cut(?:ting)?(?= ?$| ?[,.!?]| (?:again|${OWN}|deep|at night|because|to feel|so|every night|right now|and))|cut(?:ting|s)? ${OWN} (?:arms?|thighs?|legs?|skin|wrists?|stomach)|relapsed and cut|cut again`,
  ),
  phrase(
    "(?:burn|burned|burnt|hit|cut|hurt|scratch|scratched|bang|banged|punch|punched)(?: \\p{L}+){1,3} on purpose|(?:razor ?blades?|blade) (?:again|in my drawer|to my skin)|bite myself until|until i bleed",
  ),
];
const selfHarmEs = [
  phrase(
    "me (?:corto|corte|estoy cortando|quiero cortar|voy a cortar|sigo cortando|vuelvo a cortar)(?= ?$| ?[,.!?]| (?:los|las|otra|de nuevo|cuando|en (?:los|las)|todas|cada|para|la piel|el brazo|anoche|y|por))|cort(?:ar|ando|arme|andome)(?:me|se)? (?:los brazos|las piernas|las venas|las muñecas|otra vez|de nuevo|la piel)|cortar(?:me)(?= ?$| ?[,.!?]| (?:otra|de nuevo|para|hoy))|se (?:corta|esta cortando|corto)(?= ?$| ?[,.!?]| (?:los brazos|las venas|las piernas|otra vez|las muñecas|y))",
  ),
  phrase(
    "auto ?lesion\\p{L}*|auto ?agred\\p{L}*|(?:hacer|haciendo)me daño|me (?:hago|hice|quiero hacer|estoy haciendo|voy a hacer) daño(?! (?:en|jugando|con el|corriendo))|me (?:quiero |voy a )?(?:lastim|hier)\\p{L}+(?= ?$| ?[,.!]| (?:a mi|cuando|a proposito|para|otra vez|de nuevo|sol[oa]|los brazos))|lastimarme(?! (?:en|el|la|jugando))|se (?:lastima|hace daño|autolesiona)(?= ?$| ?[,.!]| (?:a si|sol[oa]|otra))",
  ),
  phrase(
    "me (?:quemo|queme|golpeo|golpee|araño|rasguño|muerdo|pego)(?: \\p{L}+){0,4} (?:a proposito|hasta sangrar|para sentir|a mi mism[oa])|me quemo los brazos",
  ),
];

const eating = [
  phrase(
    `starv(?:e|ing|ed) (?:myself|herself|himself)|starving to (?:be|get|lose)|(?:make|made|making|makes|force|forcing) (?:myself|herself|himself) (?:to )?(?:throw up|vomit|puke|sick|be sick)|purg(?:e|es|ing|ed)(?: (?:after|again|everything|my|every|when|and))|been purging|(?:binge|bingeing|binging) and (?:purge|purging)|eating disorder|anorexi[ac]|bulimi[ac]|pro ?-?ana|pro ?-?mia|thinspo|my ana (?:is|came)|ed (?:relapse|is back)`,
  ),
  phrase(
    "(?:have|has) not (?:eaten|ate|had food|eaten anything|eaten food|really eaten)(?: \\p{L}+)? (?:in|for|since) (?:(?:a |the |over |like |almost |about )*(?:\\d+|two|three|four|five|six|seven|several|many|few|couple(?: of)?) (?:whole )?days|days|a week|weeks|\\d+ weeks|(?:mon|tues|wednes|thurs|fri|satur|sun)day.*(?:fat|skinny|weight|thin))|not eating (?:for|until) (?:days|i am|\\d+ days).*",
  ),
  phrase(
    "(?:throw|threw|throwing|throws) up (?:\\p{L}+ ){0,3}(?:on purpose|after (?:eating|every|meals|each|i eat))|(?:throw|threw|throwing) up (?:everything i eat|my (?:dinner|lunch|food) (?:on purpose|so))|vomit(?:ing)? (?:after (?:every|each|meals|eating)|on purpose|everything i eat)",
  ),
  phrase(
    "(?:only |just )?(?:eat(?:ing)?|allow(?:ing)? myself|live on|living on|had) (?:only |just |under |less than |about )?(?:[1-7]?\\d{2}) (?:kcal|cal(?:orie)?s?)(?: (?:a|per) day| today)?|(?:stop|stopped|quit|refuse[sd]?|skipping|skip) (?:eating|to eat|meals|every meal|all my meals)(?: food)? (?:so|to|because|until) .{0,25}(?:skinny|thin|weight|fat|look|deserve|slim|disgusting)|(?:laxatives|diuretics|diet pills) (?:to|so|every|after|for weight)|abus(?:e|ing) laxatives|(?:scared|afraid|terrified) (?:of|to) eat(?:ing)?(?: food)?(?= ?$| ?[,.!]| because)|(?:do not|not) deserve (?:to eat|food)",
  ),
];
const eatingEs = [
  phrase(
    "llev[oa] (?:como |casi |mas de )?(?:\\d+|dos|tres|cuatro|cinco|seis|siete|varios|muchos|una semana|dias)(?: dias?)? sin (?:comer|probar (?:bocado|comida))|(?:hace|desde hace) (?:\\d+|dos|tres|cuatro|cinco|varios) dias que no com\\p{L}+|no (?:como|he comido|come|comi)(?: nada)? (?:en|hace|desde hace) (?:\\d+ |dos |tres |cuatro |cinco |varios |muchos )?dias|no (?:como|he comido|come|comer|estoy comiendo|quiero comer)(?: \\p{L}+)?,? ?(?:para|porque|por) (?:\\p{L}+ ){0,3}(?:adelgazar|gord[oa]|bajar|flac[oa]|engordar|peso|delgad[oa])|no com[eo] nada para",
  ),
  phrase(
    "dej(?:e|ar|o|ando) de comer (?:para|porque|por|hace|del todo|desde)|me (?:provoco|provoque|obligo|fuerzo|induzco|hago)(?: a| el)? (?:vomitar|vomito)|(?:provocarme|provocarse|inducirme) el vomito|vomit(?:o|ar|e|ando) (?:todo )?(?:lo que como|despues de (?:comer|cada|las comidas)|a proposito|para (?:no|adelgazar|bajar)|cada vez que como)|se (?:provoca|obliga a) (?:el )?vomit\\p{L}+",
  ),
  phrase(
    "(?:trastornos?|desorden(?:es)?) (?:alimenticios?|alimentari[oa]s?|de (?:la )?(?:conducta )?aliment\\p{L}+)|tca|anorexi[ac][ao]?|anorexia|bulimi[ac][ao]?|bulimia|anorexic[oa]|bulimic[oa]|ana y mia|pro ?ana|me mato de hambre|(?:laxantes|diureticos) (?:para|cada|despues)|(?:solo )?(?:como|comiendo|comer) (?:solo |menos de |unas )?[1-7]?\\d{2} calorias|miedo a (?:comer|engordar)|no merezco comer|atracon(?:es)? y vomit\\p{L}+|matando de hambre para",
  ),
];

const harmToOthers = [
  phrase(
    `(?:${WANT}|i am|i will|i swear i will) (?:kill|killing|shoot|shooting|stab|stabbing|murder|murdering|hurt|hurting|poison|poisoning|strangle|strangling|beat up|choke|attack) ${HUMAN_EN}(?! (?:feelings|eyes))|(?:afraid|scared|worried) (?:i (?:will|might|may|am going to)|of) (?:hurt(?:ing)?|kill(?:ing)?) (?:someone|somebody|people|my|him|her|them)|(?:thoughts|fantasies|dreams|fantasi[sz]e|urges?) (?:of|about|to) (?:kill(?:ing)?|hurt(?:ing)?|murder(?:ing)?|shoot(?:ing)?|stab(?:bing)?) (?:people|someone|others|him|her|them|my \\p{L}+|everyone)`,
  ),
  phrase(
    "shoot(?:ing)? up (?:a|the|my|this|his|her) (?:\\p{L}+ )?(?:school|office|mall|church|place|workplace|concert|campus|store|job|club)|bring(?:ing)? (?:a |my )?(?:dad's |dads )?(?:gun|knife|weapon|rifle|bomb) to (?:school|work|class|the office|campus)|make them (?:all )?pay(?=.*(?:gun|knife|rifle|blood|dead|die))|burn(?:ing)? (?:the|his|her|their|this) (?:\\p{L}+ )?(?:house|place|building|school)(?: down)? (?:with|while|down with)|bomb(?:ing)? (?:the|a|my) (?:school|place|office|church|mall|building)|(?:they|he|she|everyone)(?: will| are going to| is going to)(?: all)? (?:die|pay|bleed) (?:tomorrow|tonight)",
  ),
];
const harmToOthersEs = [
  phrase(
    `(?:voy a|quiero|quisiera|pienso(?: en)?|tengo ganas de|ganas de|planeo|me gustaria|pensando en|miedo de|a punto de|juro que voy a) (?:matar(?:lo|la|los|las|le)?(?! (?:el|por|de|un rato|una))|apuñalar(?:lo|la|los|le)?|disparar(?:lo|la|le|les)?|envenenar(?:lo|la|los)?|estrangular(?:lo|la)?|golpear(?:lo|la) hasta|hacer(?:le|les)? daño|lastimar) ?(?:(?:a )?${HUMAN_ES}|$|[,.!]|porque|esta noche|con (?:un|mi)|hoy|mañana|a (?:todos|alguien|mi|ese|mis|esa))`,
  ),
  phrase(
    "(?:lo|la|los|las|le|les) (?:voy a|quiero|juro que voy a) (?:matar|apuñalar|disparar|envenenar|lastimar|estrangular|hacer daño)(?! (?:a besos|de amor|a cosquillas))|(?:llevar|llevo|llevare|traer) (?:un arma|una pistola|un cuchillo|la pistola) (?:a la|al) (?:escuela|colegio|trabajo|secundaria|instituto|universidad)|disparar(?:le|les)? a (?:todos|la gente|mis)|quemar (?:la|su) casa con|poner una bomba|(?:van a|todos van a) pagar.*(?:arma|pistola|sangre)",
  ),
];

const inDanger = [
  phrase(
    `${HOME_EN}(?: (?:keeps?|always|still|just|often|sometimes|usually|is|was|has|been|kept|started|nearly|almost|would|drunk|and my \\p{L}+))* (?:beat(?:s|ing|en)?|hit(?:s|ting)?|hurt(?:s|ing)?|chok(?:e|es|ed|ing)|abus(?:e|es|ed|ing)|slap(?:s|ped|ping)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|strangl(?:e|es|ed|ing)|rap(?:e|ed|es|ing)|molest(?:s|ed|ing)?|touch(?:es|ed|ing)|whip(?:s|ped)?|burn(?:s|ed)?) me(?! (?:up|with (?!a|his|her|the)|at (?!home|night|work|all)|in (?:golf|chess|fifa|mario)|to (?:it|the)|a|like a)(?!\\p{L}))(?!.*(?:emotionally invested|feelings lol|at golf|at chess))`,
  ),
  phrase(
    "(?:threaten(?:s|ed|ing)?|swore|vowed|wants|tried|trying) to (?:kill|hurt|shoot|stab|beat|choke|murder) me|(?:says?|said|told me|texted)(?: that)? (?:he|she|they) (?:will|would|is going to|are going to|wants to|was going to) (?:kill|hurt|shoot|stab|murder|beat) me|(?:scared|afraid|terrified|worried|fear)(?: that)? (?:he|she|they|of|my \\p{L}+)(?: (?:is|are|will|might|would|going to|could|may))* ?(?:kill|hurt|beat|find|killing|hurting|hit)(?:s|ing)? me",
  ),
  phrase(
    "(?:not|do not|am not|is not|never) (?:feel )?safe (?:at|in my|in my own|in this|here at) (?:home|house|own home)|(?:scared|afraid|terrified) (?:to|of) (?:go(?:ing)?|be(?:ing)?|come|coming|return)(?: back)? home|(?:will|does|would|did) not let me (?:leave|go home|out of (?:the )?(?:house|room))|(?:locks?|locked|locking|tied|trapped|traps|keeps|held|holds|holding) me (?:in|up|inside|hostage|captive|prisoner|against)(?! (?:suspense|check|stitches|the loop|touch|mind|shape|line|busy))",
  ),
  phrase(
    "i (?:am|was|got|am getting|get|have been|keep getting|keep being)(?: \\p{L}+)? ?(?:being )?(?:abused|beaten(?: up by| by)|raped|molested|sexually (?:abused|assaulted)|assaulted|trafficked|held (?:hostage|captive)|domestic violence)|been (?:abused|raped|molested|assaulted)|raped me|victim of (?:domestic|abuse|rape)|domestic (?:violence|abuse) (?:at home|victim)|(?:being|getting) abused(?! by (?:this|the) (?:game|algorithm))",
  ),
];
const inDangerEs = [
  phrase(
    `${HOME_ES}(?: (?:siempre|a veces|todavia|ya|casi|otra vez|todos los dias|borracho|y mi \\p{L}+))* (?:me|nos) (?:peg(?:a|o|an|aron|aba)|golpe(?:a|o|an|aron)|maltrat(?:a|o|an)|ahorc(?:a|o)|ahorco|viol(?:a|o|an|aron)|abus(?:a|o)|toc(?:a|o)|toca|lastima|hace daño|encierra|azota|cachete[ao]|da (?:palizas|golpes)|empuja|quema|tira del pelo|patea|estrangul[oa]|abofetea)(?! (?:el|unas palizas|una risa|las ganas|la moral|al (?:fifa|ajedrez)|un bajon|(?:la|el) (?:guitarra|piano|turno|corazon|fibra)))`,
  ),
  phrase(
    "(?:amenaz(?:a|o|an|aron)|me amenazo|amenazado|juro|quiere|intento) (?:con )?(?:matarme|golpearme|pegarme|hacerme daño|lastimarme)|(?:dijo|dice) que (?:me )?(?:va a matar(?:me)?|me mata|me quiere matar)|miedo (?:de|a) (?:que me (?:mate|pegue|golpee|haga daño|lastime)|mi (?:marido|esposo|padre|padrastro|pareja|novio|ex)|volver a (?:mi )?casa|ir a (?:mi )?casa|estar en (?:mi )?casa)|me va a pegar(?= ?$| ?[,.!]| (?:otra|si))(?<=(?:casa|miedo|,).{0,4}me va a pegar)",
  ),
  phrase(
    "no (?:estoy|me siento) (?:segur[oa]|a salvo) en (?:mi |la )?(?:propia )?casa|(?:me tiene[n]?|estoy) (?:encerrad[oa]|secuestrad[oa]|amarrad[oa]|retenid[oa])(?! (?:trabajando|estudiando))|no me deja[n]? salir(?: de (?:la )?casa| del cuarto| a la calle)(?!.*(?:examenes|notas))|(?:sufro|vivo|soy victima de|victima de)(?: \\p{L}+)? ?(?:maltrato|violencia|abusos?|golpes)|me (?:maltratan|golpean|violaron|violo|abusaron|pegan|abusan|estan pegando)(?: (?:en|anoche|ayer|de mi|todos|cuando|de))?|(?:maltrato|violencia|abuso) en (?:mi )?casa|violencia (?:domestica|de genero|intrafamiliar) en mi|alguien me hace daño",
  ),
];

const closeOnes = [
  phrase(
    `${CLOSE_EN}(?: \\p{L}+)? (?:is|was|has been|keeps|just|might be|seems|feels)(?: \\p{L}+)? (?:suicidal|cutting|talking about (?:dying|suicide|ending)|self harming|going to jump)`,
  ),
  phrase(
    `${CLOSE_EN}(?: just)? (?:says?|said|told me|keeps saying|texted(?: me)?)(?: that)? (?:he|she|they|(?:he|she) is)(?: \\p{L}+)? ?(?:want(?:s|ed)?|does not want|do not want|did not want|is going|going) to (?:live|die|be here|kill|end|jump|disappear|be alive|hurt)`,
  ),
];
const closeOnesEs = [
  phrase(
    `${CLOSE_ES}(?: \\p{L}+){0,4} (?:se quiere (?:matar|morir|suicidar)|quiere (?:matarse|morirse|suicidarse|morir|quitarse la vida)|intento (?:matarse|suicidarse|quitarse la vida)|no quiere (?:vivir|seguir)|se va a (?:matar|tirar|suicidar|colgar)|se (?:esta )?(?:corta|cortando)|se tomo (?:muchas|todas|un monton de) (?:las )?pastillas)`,
  ),
];

const anyLife = "(?:live|living|alive|life|existing|existence|being here)";
const NOT_MY_LIFE =
  "(?! (?:in (?!this life|it)|with|at|near|together|alone with|changing|insurance|story|hack|coach|partner|music|show|stream|of the party|time|out of|on (?!this earth|earth)|without (?:you|wifi|coffee|your|my (?:phone|coffee)|music)))";
/** A negation or weariness within a few words of life itself: "can't see myself living", "lost the will to live". */
const againstLife = [
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
const againstLifeEs = [
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

/** Death named of oneself in other words. */
const deathOfSelf = [
  phrase(
    "(?:let|just let|please let) me die|(?:i|hope i|pray i|if i|until i|by|when i|hoping i)(?: \\p{L}+)? (?:die|dying)(?: in my sleep)?(?= ?$|[.,!?]| (?:in|tonight|soon|today|tomorrow|alone|already))|(?:when|if|once|after|because) (?:i am|i was|i)(?: \\p{L}+)? (?:dead|gone)(?= ?$|[.,!?])(?! (?:to|on))|(?:want|wanna|ready|wish) (?:to|i could)? ?be gone(?! (?:from work|for the))|(?:with|without) me gone|me being gone|better (?:off )?(?:with me|when i am) (?:gone|dead)",
  ),
  phrase(
    "(?:hope|hoping|wish|pray|wishing|praying|would not (?:mind|care)|want)(?: \\p{L}+){0,4} (?:hit by a|hit me|runs? me over|crash(?:es)?(?: into me)?|get cancer|takes? me)(?: (?:car|truck|bus|train))?|(?:planning|plan|imagine|picture|at|to|about) my (?:own )?funeral|(?:could|want to|can i|to) (?:just )?stop being(?= ?$|[.,!])|come to my funeral|six feet under|6 feet under|(?:meet|be with|go to) (?:god|jesus|my maker)(?:,? (?:tonight|now|soon|today))|(?:god|heaven|death|lord) (?:is calling|calls|take|come take|please take) me|(?:on|from) the other side(?! of (?!life)|of the (?:road|street|world))",
  ),
  phrase(
    "(?:left|leaving|wrote|writing) (?:a |my )?(?:letters?|notes?) (?:for|to) (?:my|everyone|them)(?:.*(?:why|explain|sorry|goodbye))|tell my (?:family|mom|kids|parents|wife|friends?) (?:that )?i (?:love|loved|am sorry)|take care of my \\p{L}+ (?:when|after|once|if) i|(?:person|one) i (?:wanted|want) to (?:talk|speak) to before i|sorry for everything.*(?:problem|burden|bye|goodbye|end)|(?:second|third|another|an|my last) attempt(?= (?:tonight|and)| ?$)|try (?:it )?again tonight",
  ),
  phrase(
    "(?:on|from|up on) (?:the|a|my) (?:roof|rooftop|ledge|bridge|balcony|overpass)(?: \\p{L}+)* (?:thinking about it|right now|ready|about to|and i want|rn)|is on (?:a|the) (?:bridge|ledge|roof)(?! (?:watching|fixing|working))|not trust myself|something (?:bad|terrible) to (?:myself|himself|herself)|(?:painful|hurt|easy|scary|long) to (?:hang|shoot|drown|die|overdose|kill)(?: yourself| myself)?(?! (?:out|some))|voices(?: \\p{L}+){0,3} (?:tell|telling|say|saying|want)(?: \\p{L}+)? to",
  ),
];
const deathOfSelfEs = [
  phrase(
    "(?:deja|dejen|dejar)(?:me)? morir|dejenme morir|(?:espero|necesito|quiero|quisiera|ganas de|voy a) (?:morirme|morir)(?! (?:contigo|de|en tus))|(?:si|cuando|que) me (?:muero|muera|mate|suicide)(?= ?$|[.,!?]| (?:hoy|mañana|esta))(?! si)|muriendome|(?:me quito|quitandome) la vida|que me mate(?= ?$|[.,!])(?<=(?:dicen|voces).{0,20})|tres metros bajo tierra|bajo tierra(?= ?$|[.,!])|(?:irme|estar|reunirme|ir) con dios|nos vemos (?:del|en el) otro lado|(?:dios|diosito|señor|la muerte)(?: \\p{L}+)? (?:llevame|me lleve|me llame)|(?:que me|me) (?:atropell|arroll)\\p{L}+(?<=(?:ojala|importaria|espero|quiero|quisiera).{0,25})|(?:a )?mi (?:propio )?funeral",
  ),
  phrase(
    "(?:deje|escribi|dejando|escribiendo)(?: \\p{L}+){0,2} carta(?:s)? (?:a|para) (?:mi|todos|mis)|di(?:ga|le)(?:n|nle|les|le)? a mi (?:familia|madre|padre|hijos?)(?: que)?(?: \\p{L}+)? (?:los|la|lo) (?:amo|quiero)|cuid(?:a|en|ame|as) (?:a |de )?mi \\p{L}+ (?:cuando|si) (?:ya no|me)|ya no (?:voy a|vo(?:y)? a) (?:molestar|ser una carga|estorbar|dar problemas)|(?:segundo|tercer|otro|un) intento(?= esta noche| y| ?$)|intentarlo otra vez|esto es un adios|no creo (?:estar|llegar|seguir) (?:aqui|a)(?: \\p{L}+)* (?:semana|mes|año|mañana)(?!.*(?:viaje|vuelo|vacaciones))|publico una despedida",
  ),
  phrase(
    "(?:en|desde|sobre) (?:la|el|un|una) (?:azotea|puente|techo|balcon|cornisa)(?: \\p{L}+){0,3} (?:pensandolo|pensando|ahorita|ahora mismo|list[oa]|por|quiere|y)|no confio en mi|miedo de lo que (?:me )?(?:pueda|puedo|vaya a) hacer|me puedo hacer daño|(?:duele|duelen|dolera) (?:ahorcarse|morir(?:se)?|colgarse|dispararse)|las voces (?:me|quieren)|pegarse un tiro|hacerle un favor al mundo|favor al mundo|estarian? mejor(?: \\p{L}+)? (?:sin (?:un|una) (?:padre|madre|\\p{L}+) como yo|si (?:me|yo))|mundo esta mejor|ya lo decidi.*(?:hoy|esta noche|me voy)|no (?:valgo|sirvo) (?:para )?nada.*(?:muert|mori)|esta hablando de matarse|amenaza de muerte",
  ),
];

const selfHarmMore = [
  phrase(
    "(?:urges?|need|want|going|about|have) to cut(?= ?$|[.,!]| (?:again|so|is|tonight|right))|urge to cut|cutting is|(?:fresh|new|deep) cuts|cut too deep|cuts (?:on|all over) (?:my|her|his) (?:arms?|legs?|thighs?|wrists?)|(?:keep|kept) adding (?:more|scars)|scars and i|(?:till|until) (?:they|it|i) bl(?:ed|eed)|(?:hit|bang|punch|bite|scratch|slap)(?: \\p{L}+){1,8} (?:hate myself|angry at myself)|with a lighter to|cuts (?:herself|himself)",
  ),
  phrase(
    "cortarme (?:es|me|y|otra)|(?:necesito|quiero|ganas de|volver a|urgencia de) cortarme|me corte (?:muy|demasiado) (?:profundo|hondo)|(?:tengo|hice) cort(?:es|adas) en (?:el|los|la|las|mi|mis) (?:brazos?|piernas?|muñecas?)|cicatrices y (?:sigo|me)|hasta sangrar|(?:me doy golpes|me golpeo|me pego|me muerdo|me araño)(?: \\p{L}+){0,5} (?:me odio|conmigo|a mi mism[oa])|con un encendedor (?:para|y)|se corta(?= (?:que|y|los)| ?$)",
  ),
];
const eatingMore = [
  phrase(
    "(?:still |i )?feel (?:so )?fat(?= ?$|[.,!])(?<=(?:weigh|pounds|lbs|eat).*)|ana is (?:winning|back|my)|fingers down my throat|me meto los dedos|(?:relaps|recay|reca)\\p{L}+ (?:in|into|en)(?: la)? (?:anorexi|bulimi)\\p{L}*|(?:scared|afraid|terrified) to eat|(?:me da )?miedo (?:a |de )?comer(?= ?$|[.,!])|me sigo viendo gord[oa]",
  ),
];

const harmMore = [
  phrase(
    `(?:pay|die|regret|bleed)(?=.*(?:i have|i got|with) (?:a |my )?(?:gun|knife|rifle|bomb))|(?:could|would|might|dream of|dreamed of) (?:kill|killing|stab|shoot|murder)(?:ing)? (?:her|him|them|my family|${HUMAN_EN})(?=.*(?:knife|gun|hand|want to do it|right now))|kill(?:ing)? my (?:whole )?family|voices(?: \\p{L}+)* (?:hurt|kill)|hurt my ex|shoot up`,
  ),
  phrase(
    "(?:pagar|arrepentir|morir)(?=.*(?:tengo|con) (?:un |una )?(?:arma|pistola|cuchillo|bomba))|l[ao]s? mataria(?=.*(?:cuchillo|pistola|arma|ahora))|matar a (?:toda )?mi familia|las voces (?:me )?dicen|(?:quiero|voy a) (?:apuñalarl[oa]s?|matarl[oa]s?|dispararles?)|llev(?:o|are) (?:una |la )?(?:pistola|arma) al? |hacer(?:le)? daño a mi (?:ex|\\p{L}+)|le voy a hacer daño",
  ),
];
const dangerMore = [
  phrase(
    `${HOME_EN.slice(0, -1)}|my (?:mom's|moms|mother's|dad's) (?:boyfriend|girlfriend|husband|wife))(?: (?:just|always|keeps|often|has|then|nearly|and))* (?:push(?:ed|es)?|shov(?:ed|es)|threw|throws?|drag(?:ged|s)|grab(?:bed|s)|hits?|beats?|punch(?:ed|es)?|kick(?:ed|s)?|slap(?:ped|s)?|chok(?:ed|es)) (?:me|us|my kids)(?= ?$|[.,!]| (?:down|again|against|into|to the|by|around|so|hard|in front|when|every|because|last|today|tonight|and|until))`,
  ),
  phrase(
    "hands around my neck|forced (?:himself|herself) on me|(?:and|he|she) (?:touches|beats|hits) me|into my room at night|(?:hiding|hide|hid) (?:in .{1,25} )?from (?:my (?:husband|dad|boyfriend|ex|stepdad|partner|wife)|him)|outside with a (?:knife|gun)|took my keys|(?:he is|she is|hes) (?:violent|going to (?:hurt|kill|beat) (?:me|us))|going to (?:hurt|beat) me|if i leave,? (?:he|she) (?:will|is going to)|(?:throws|throwing) things at me|beats me(?= ?$|[.,!]| (?:up|when|every|if))(?<!^beats me)|i (?:got|was) assaulted",
  ),
  phrase(
    `me (?:empujo|tiro|arrastro|lanzo|estrangulo|agarro) (?:por|de|contra|al|a) (?:las escaleras|la pared|el pelo|los pelos|el cuello|piso|suelo)|manos en el cuello|volvio a (?:pegar|golpear)(?:me)?|(?:y|me) me toca(?= ?$|[.,!])|entra a mi cuarto|(?:novio|marido|esposo|pareja) de mi (?:madre) (?:me|nos)|afuera con un (?:cuchillo|arma)|(?:me )?encerro y|es violent[oa]|si lo dejo,? me mata|(?:tira|avienta) cosas y me|escondid[oa] (?:en .{1,20})?de mi|me va a (?:lastimar|hacer daño|matar si)|asaltaron sexualmente|me obligo a (?:tener|acostarme|hacerlo)|(?:me )?(?:golpea|pega|maltrata) (?:mi (?:pareja|marido|esposo|padre|madre|novio|novia|papa))|me da (?:palizas|golpes)|amenaza(?:ndo)? de muerte|dijo que si .{1,20} me mata`,
  ),
];
const closeMore = [
  phrase(
    `${CLOSE_EN}(?:.{0,30})? (?:took (?:the |her |his |some |a lot of )?pills|stopped eating|is not eating|goodbye note|shooting (?:himself|herself)|is on (?:a|the) bridge|wants to end (?:it|things|everything)|cuts (?:herself|himself))`,
  ),
  phrase(
    `${CLOSE_ES}(?:.{0,30})? (?:tomo (?:muchas |unas |las )?pastillas|dejo de comer|no come|se corta|pegarse un tiro|quiere (?:saltar|acabar con todo|terminar con todo|desaparecer)|se va a matar|intento ahorcarse|publico una despedida|es suicida|se suicide)(?! (?:el pelo|las uñas))`,
  ),
];

/** Words that are a crisis only side by side, in any order. */
const meansAtHand = [phrase(MEANS), phrase(AT_HAND)];
const restrictsForBody = [phrase(RESTRICTS), phrase(BODY_IMAGE)];

export const CRISIS_RULES: readonly CrisisRule[] = [
  { kind: "suicide", directness: "direct", sureness: "wish", patterns: [...suicideWish, ...suicideWishEs] },
  {
    kind: "suicide",
    directness: "direct",
    sureness: "mention",
    patterns: [
      ...suicideMention,
      ...suicideMentionEs,
      ...deathOfSelf,
      ...deathOfSelfEs,
      ...closeOnes,
      ...closeOnesEs,
      ...closeMore,
    ],
    together: meansAtHand,
  },
  {
    kind: "self_harm",
    directness: "direct",
    sureness: "mention",
    patterns: [...selfHarm, ...selfHarmEs, ...selfHarmMore],
  },
  {
    kind: "eating_disorder",
    directness: "direct",
    sureness: "mention",
    patterns: [...eating, ...eatingEs, ...eatingMore],
    together: restrictsForBody,
  },
  {
    kind: "harm_to_others",
    directness: "direct",
    sureness: "mention",
    patterns: [...harmToOthers, ...harmToOthersEs, ...harmMore],
  },
  {
    kind: "in_danger",
    directness: "direct",
    sureness: "mention",
    patterns: [...inDanger, ...inDangerEs, ...dangerMore],
  },
  {
    kind: "suicide",
    directness: "indirect",
    sureness: "weary",
    patterns: [...suicideWeary, ...suicideWearyEs, ...againstLife, ...againstLifeEs],
  },
];

const notLife = phrase(`${NOT_LIFE}|${STAGE}`);
const longPast = phrase(LONG_PAST);
const again = phrase(AGAIN);
const trivial = phrase(TRIVIAL);

/** Does the rule find its sign in this text (figures of speech already taken out), and is nothing there to excuse it? */
export function finds(rule: CrisisRule, text: string): boolean {
  const sign =
    rule.patterns.some((pattern) => pattern.test(text)) ||
    (rule.together?.every((pattern) => pattern.test(text)) ?? false);
  return sign && !isExcused(text, rule.sureness);
}

/** True when what stands around the phrase takes the danger out of it. */
function isExcused(text: string, sureness: Sureness): boolean {
  if (longPast.test(text) && !again.test(text)) return true;
  if (sureness === "wish") return false;
  return notLife.test(text) || (sureness === "weary" && trivial.test(text));
}
