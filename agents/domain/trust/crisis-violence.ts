// Signs of violence (trust C13): planned against others, or suffered at home.
import { phrase } from "./crisis-phrase.ts";
import { CLOSE_EN, CLOSE_ES, HOME_EN, HOME_ES, HUMAN_EN, HUMAN_ES, WANT } from "./crisis-words.ts";

export const harmToOthers = [
  phrase(
    `(?:${WANT}|i am|i will|i swear i will) (?:kill|killing|shoot|shooting|stab|stabbing|murder|murdering|hurt|hurting|poison|poisoning|strangle|strangling|beat up|choke|attack) ${HUMAN_EN}(?! (?:feelings|eyes|an? (?:email|text|message|dm|line|note|look|offer)|the (?:link|address)))|(?:afraid|scared|worried) (?:i (?:will|might|may|am going to)|of) (?:hurt(?:ing)?|kill(?:ing)?) (?:someone|somebody|people|my|him|her|them)|(?:thoughts|fantasies|dreams|fantasi[sz]e|urges?) (?:of|about|to) (?:kill(?:ing)?|hurt(?:ing)?|murder(?:ing)?|shoot(?:ing)?|stab(?:bing)?) (?:people|someone|others|him|her|them|my \\p{L}+|everyone)`,
  ),
  phrase(
    "shoot(?:ing)? up (?:a|the|my|this|his|her) (?:\\p{L}+ )?(?:school|office|mall|church|place|workplace|concert|campus|store|job|club)|bring(?:ing)? (?:a |my )?(?:dad's |dads )?(?:gun|knife|weapon|rifle|bomb) to (?:school|work|class|the office|campus)|make them (?:all )?pay(?=.*(?:gun|knife|rifle|blood|dead|die))|burn(?:ing)? (?:the|his|her|their|this) (?:\\p{L}+ )?(?:house|place|building|school)(?: down)? (?:with|while|down with)|bomb(?:ing)? (?:the|a|my) (?:school|place|office|church|mall|building)|(?:they|he|she|everyone)(?: will| are going to| is going to)(?: all)? (?:die|pay|bleed) (?:tomorrow|tonight)",
  ),
];

export const harmToOthersEs = [
  phrase(
    `(?:voy a|quiero|quisiera|pienso(?: en)?|tengo ganas de|ganas de|planeo|me gustaria|pensando en|miedo de|a punto de|juro que voy a) (?:matar(?:lo|la|los|las|le)?(?! (?:el|por|de|un rato|una))|apuñalar(?:lo|la|los|le)?|disparar(?:lo|la|le|les)?|envenenar(?:lo|la|los)?|estrangular(?:lo|la)?|golpear(?:lo|la) hasta|hacer(?:le|les)? daño|lastimar) ?(?:(?:a )?${HUMAN_ES}|$|[,.!]|porque|esta noche|con (?:un|mi)|hoy|mañana|a (?:todos|alguien|mi|ese|mis|esa))`,
  ),
  phrase(
    "(?:lo|la|los|las|le|les) (?:voy a|quiero|juro que voy a) (?:matar|apuñalar|disparar|envenenar|lastimar|estrangular|hacer daño)(?! (?:a besos|de amor|a cosquillas))|(?:llevar|llevo|llevare|traer) (?:un arma|una pistola|un cuchillo|la pistola) (?:a la|al) (?:escuela|colegio|trabajo|secundaria|instituto|universidad)|disparar(?:le|les)? a (?:todos|la gente|mis)|quemar (?:la|su) casa con|poner una bomba|(?:van a|todos van a) pagar.*(?:arma|pistola|sangre)",
  ),
];

export const armedThreats = [
  phrase(
    `(?:pay|die|regret|bleed)(?=.*(?:i have|i got|with) (?:a |my )?(?:gun|knife|rifle|bomb))|(?:could|would|might|dream of|dreamed of) (?:kill|killing|stab|shoot|murder)(?:ing)? (?:her|him|them|my family|${HUMAN_EN})(?=.*(?:knife|gun|hand|want to do it|right now))|kill(?:ing)? my (?:whole )?family|voices(?: \\p{L}+)* (?:hurt|kill)|hurt my ex|shoot up`,
  ),
  phrase(
    "(?:pagar|arrepentir|morir)(?=.*(?:tengo|con) (?:un |una )?(?:arma|pistola|cuchillo|bomba))|l[ao]s? mataria(?=.*(?:cuchillo|pistola|arma|ahora))|matar a (?:toda )?mi familia|las voces (?:me )?dicen|(?:quiero|voy a) (?:apuñalarl[oa]s?|matarl[oa]s?|dispararles?)|llev(?:o|are) (?:una |la )?(?:pistola|arma) al? |hacer(?:le)? daño a mi (?:ex|\\p{L}+)|le voy a hacer daño",
  ),
];

export const inDanger = [
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

export const inDangerEs = [
  phrase(
    `${HOME_ES}(?: (?:siempre|a veces|todavia|ya|casi|otra vez|todos los dias|borracho|y mi \\p{L}+))* (?:me|nos) (?:peg(?:a|o|an|aron|aba)|golpe(?:a|o|an|aron)|maltrat(?:a|o|an)|ahorc(?:a|o)|ahorco|viol(?:a|o|an|aron)|abus(?:a|o)|toc(?:a|o)|toca|lastima|hace daño|encierra|azota|cachete[ao]|da (?:palizas|golpes)|empuja|quema|tira del pelo|patea|estrangul[oa]|abofetea)(?! (?:el|unas palizas|una risa|las ganas|la moral|al (?:fifa|ajedrez)|un bajon|(?:la|el) (?:guitarra|piano|turno|corazon|fibra)))`,
  ),
  phrase(
    "(?:amenaz(?:a|o|an|aron)|me amenazo|amenazado|juro|quiere|intento) (?:con )?(?:matarme|golpearme|pegarme|hacerme daño|lastimarme)|(?:dijo|dice) que (?:me )?(?:va a matar(?:me)?|me mata|me quiere matar)|miedo (?:de|a) (?:que me (?:mate|pegue|golpee|haga daño|lastime)|mi (?:marido|esposo|padre|padrastro|pareja|novio|ex)|volver a (?:mi )?casa|ir a (?:mi )?casa|estar en (?:mi )?casa)|me va a pegar(?= ?$| ?[,.!]| (?:otra|si))(?<=(?:casa|miedo|,).{0,4}me va a pegar)",
  ),
  phrase(
    "no (?:estoy|me siento) (?:segur[oa]|a salvo) aqui|no (?:estoy|me siento) (?:segur[oa]|a salvo) en (?:mi |la )?(?:propia )?casa|(?:me tiene[n]?|estoy) (?:encerrad[oa]|secuestrad[oa]|amarrad[oa]|retenid[oa])(?! (?:trabajando|estudiando))|no me deja[n]? salir(?: de (?:la )?casa| del cuarto| a la calle)(?!.*(?:examenes|notas))|(?:sufro|vivo|soy victima de|victima de)(?: \\p{L}+)? ?(?:maltrato|violencia|abusos?|golpes)|me (?:maltratan|golpean|violaron|violo|abusaron|pegan|abusan|estan pegando)(?: (?:en|anoche|ayer|de mi|todos|cuando|de))?|(?:maltrato|violencia|abuso) en (?:mi )?casa|violencia (?:domestica|de genero|intrafamiliar) en mi|alguien me hace daño",
  ),
];

export const violence = [
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

export const captive = [
  phrase(
    "(?:hit|hits|beat|beats|whipped|burned|burnt) me with (?:a|his|her|the) (?:belt|bat|stick|cord|cigarette|cable|iron|pan)|(?:scared|afraid|terrified) of my (?:husband|dad|father|stepdad|boyfriend|partner|ex|mom|mother|stepmom|uncle|brother)(?= ?$|[.,!]| (?:and|he|she|when|because))|trapped (?:in|at) (?:this|the|my|his|our) (?:house|home|room|apartment|basement)|trapped with (?:him|her)|against my will|going to kill me if i|(?:coach|teacher|priest|pastor|boss|doctor|neighbou?r|tutor|stepbrother) (?:touches|touched|molests|gropes|hurts) me",
  ),
  phrase(
    "(?:pego|pega|golpeo|golpea) con (?:el|un|una) (?:cinturon|cinto|palo|cable|bate|chancla)|me quemo con un cigarro|(?:anoche|ayer|hoy|otra vez|siempre) me (?:pego|golpeo|pega|golpea)(?= ?$|[.,!]| y)|(?:tengo|le tengo) miedo a mi (?:marido|esposo|padre|padrastro|pareja|novio|ex|madre|tio|hermano)|atrapad[oa] en (?:esta|la|mi|su) casa|contra mi voluntad|me va a matar si (?:regreso|vuelvo|lo dejo|me voy|hablo|digo|lo denuncio)|(?:entrenador|profesor|profe|cura|padre|pastor|jefe|vecino|doctor|primo|hermanastro) me (?:toca|toco|manosea)",
  ),
  phrase(
    `(?:lastimarl[oa]s?|ahorcar a|golpearl[oa]s? hasta)(?= |$)(?<=(?:quiero|voy a|ganas de) \\p{L}+(?: a| hasta)?)|${CLOSE_EN}(?:.{0,25})? (?:has|got|holding) a (?:gun|knife|noose)(?! (?:collection|safe|license|range|store|permit|shop))|${CLOSE_ES}(?:.{0,25})? (?:tiene|trae) una? (?:pistola|arma|soga|navaja|cuchillo)(?! de)`,
  ),
];
