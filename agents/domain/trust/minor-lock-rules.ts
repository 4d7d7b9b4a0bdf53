// The rules behind the minor lock (trust C11). They read plain form in standard words, with numbers as digits.
import type { MinorReason } from "./minor-lock.ts";
import {
  AGE,
  ATTENDS_ES,
  DEVICE,
  DEVICE_ES,
  END,
  GRADE_EN,
  NOT_COUNTED,
  OTHERS_EN,
  OTHERS_ES,
  PARENT_EN,
  PARENT_ES,
  PUPIL_EN,
  SCHOOL_EN,
  SCHOOL_ES,
  SOFTENERS,
  START,
  STOP,
  YOUNG_PERSON_ES,
} from "./minor-lock-words.ts";
import { anyFits, whichFit } from "./pattern-index.ts";

const rule = (source: string): RegExp => new RegExp(source, "u");

const GREETING =
  "^(?:(?:hey+|hi+|hello|hola+|holi|bueno|ok|well|um+|yo|sup|buenas|btw|pd|ps)(?: (?:there|babe|amor|guapa))?[ ,.!]+)?";
const SOFT = `(?: (?:${SOFTENERS}),?)*`;
const I_AM = `${START}(?<!(?:(?:people|everyone|they|you|he|she|always) (?:think|thinks|thought|say|says|said|guess|guesses)(?: that)?|feel|felt|act|look|acting|feeling|dream|dreamed|like when) (?:like )?)(?:i am|^am|^only|^just|me|^i)${SOFT}`;
const YEARS_OLD = "(?: ?-?(?:years?|yrs)? ?-?old| ?yo(?!\\p{L})|(?: years?)? of age| years?| añ?os de edad)";
const YOUTH = "(?:boy|girl|guy|kid|male|female|dude|teen(?:ager)?|student|fan|m|f)";
const MONTHS =
  "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre)";
const LATER = `(?:en ${MONTHS}|next|soon|tomorrow|today|in (?!the)(?:a|an|\\d+|one|two|three|four|five|six|like|about|${MONTHS})|on |this (?:week|month|year|summer|winter|fall|spring)|later|eventually|${MONTHS})`;

const statedAge = [
  rule(`${I_AM} ${AGE}(?:yo|y/o)?${END}${NOT_COUNTED}`),
  // "hey i'm jake, 15", "name's tyler 14 from ohio", "me llamo dani, 16 años".
  rule(
    `${START}(?:i am|name's|name is|named|soy|me llamo|mi nombre es) (?!number|level|size|row|gate|top|page|at|in|on|down|up|over|past|above|plus|about|the|del?|solo)\\p{L}+(?:,? (?:y|and))?(?:, ?| )(?:de )?${AGE}(?:${YEARS_OLD}| años)?(?:${STOP}| (?:from|de|here|aqui|and|y)${END})`,
  ),
  rule(
    `${START}(?<!(?:at|since|from|by|the|of|my \\p{L}+|la|una) )(?:my )?(?:real |actual |true )?age[d]?(?: is|:|=|-)? ?${AGE}${END}${NOT_COUNTED}`,
  ),
  rule(`${START}(?:mi )?edad(?: real| verdadera)?(?: es|:|=|-)?(?: de)? ?${AGE}${END}`),
  // The answer to "how old are you" behind a few words: "honestly? 16", "me: 15, you: 25".
  rule(
    `^(?!.*(?:how much|price|cost|pay|\\$|pics?|photos?|cuanto|precio|fotos?|score|room|channel|lap|page|episode)${END})[^\\d]{0,40}[,.:?!] ${AGE}[.! ]*$`,
  ),
  rule(`${START}(?:me|yo|myself) ?[:=] ?${AGE}${END}`),
  rule(`${START}my age${END}[^\\d]{0,12} ${AGE}${END}`),
  rule(
    `(?<!(?:my|her|his|our) \\p{L}* ?)${START}${AGE} (?:turning|going on|about to be|almost|casi|and almost) 1[0-8]${END}|^${AGE} (?:n|and|y|&) (?:a half|medi[oa]|\\S+ (?:months|meses))(?! (?:hour|mile|inch|hora))`,
  ),
  rule(
    `${START}(?:your|tu|tu mayor|tu mas) (?:\\p{L}+ )?(?:${AGE}[ -]?years?[ -]?old|(?:fan|admirador[a]?|seguidor[a]?)(?: mas (?:chiquit[oa]|joven))? de ${AGE}(?: años)?)${END}`,
  ),
  rule(
    `${START}(?:we are|we're|^were)(?: (?:both|all|just|only|still))* ${AGE}${END}${NOT_COUNTED}|${START}and i are (?:both |all )?${AGE}${END}|${START}tenemos ${AGE}(?: años)?(?= ?$|[.,!]| los dos| y)`,
  ),
  rule(
    `^${AGE} (?:right now|ahorita|ahora|atm|currently)${END}|${START}(?:asl|age ?\\/ ?sex|edad ?\\/ ?sexo)[^\\p{L}\\d]{1,4}${AGE}${END}|${START}soy (?:hombre|mujer|varon|chic[oa]),? (?:de )?${AGE}${END}`,
  ),
  rule(
    `${START}(?:ok|okay|cool|fine|alright) with ${AGE}${END}${NOT_COUNTED}|^(?:would|is|does|are|do) (?:being )?${AGE} (?:be|count|seem|sound|bother|work)|^${AGE} (?:seria|es|esta)(?: \\p{L}+){0,2} (?:problema|mal|poco|raro|joven|chico)|${START}(?:may or may not|might) be ${AGE}${END}${NOT_COUNTED}|${START}(?:puede que|capaz que|quizas?|tal vez) (?:yo )?tenga ${AGE}${END}|asking as an? ${AGE}`,
  ),
  rule(`${START}(?:tiene|tienes) \\d\\d,? (?:y )?yo(?: tengo)? ${AGE}${END}`),
  // A message that opens with the age.
  rule(
    `${GREETING}(?:only |just |solo |apenas )?${AGE}(?: ?-?years?(?: |-)?old| ?y\\/?o| years?| años| añ?itos)(?! (?:ago|of|de (?:experiencia|casad|servicio|trabajo|matrimonio|noviazgo|novios|relacion|carrera|sobri|amistad|garantia|vida|no|ser|haber|estar|conocer)|en|in|on|at|as|con|later|now|together|sober|clean|hace|atras|warranty|and counting))${END}`,
  ),
  rule(
    `${GREETING}${AGE}(?:,| here| and (?!\\d|counting|a half (?:hour|mile))| from| male| female| y (?!\\d|media|cuarto)| aqui)(?= ?(?:$|[^\\d\\s]))`,
  ),
  rule(
    `(?<!(?:my|an?|her|his|our|the|your|of|with) )${START}${AGE}${YEARS_OLD} ${YOUTH}(?: here)?(?:${STOP}| (?:from|in|here|looking|who))`,
  ),
  // "just turned 16", "today is my 16th birthday", "my sweet 16".
  rule(
    `(?:${START}i(?: have)?(?: just| only| recently| literally| finally)?|^(?:just|finally|literally)?) ?turned ${AGE}${END}(?! (?:years|weeks|down|off|into|people|out|it|them|my|around|when))`,
  ),
  rule(
    `${START}i was ${AGE} (?:yesterday|last (?:week|month))|^(?:i have )?been ${AGE} (?:since|for .{1,12} (?:days|weeks|months))`,
  ),
  // "13 😊 y tú?", "15, you?", "15 / monterrey".
  rule(
    `^${AGE}[, ]*\\p{Extended_Pictographic}* ?(?:y (?:tu|vos|usted)|(?:and |n )?(?:you|yours)|wbu|hbu)[?! ]*$|^${AGE} / (?!(?:mes|month|mo|hr?|hour|hora|min|dia|day|week|semana|person|each|noche|night|am|pm)${END})\\p{L}{2,} ?\\p{L}*$`,
  ),
  rule(
    `(?<!(?:since|after|before|until|remember) )${START}my (?:sweet ${AGE}|${AGE}(?:th|rd)? (?:birthday|bday))(?! (?:was|were|i (?:got|had)))(?!.*(?:years ago|back then))`,
  ),
  rule(
    `${START}(?:my|having a) (?:quincea[nñ]era|quince)(?: is|${STOP}| party| in)|having my (?:quincea[nñ]era|15${END})|^(?!.*(?:hij|sobrin|herman|niet|prim)).*mi(?:s)?(?: fiesta de)? (?:15|xv)(?: años)?(?: son| es| va| el| en|${STOP})|(?:fue|es|tuve|sera|planeando|hacer|para) mi fiesta de (?:15|xv|quincea[nñ]era)|planeando mis (?:15|xv)|${START}soy (?:la )?quincea[nñ]era`,
  ),
  // Asked of the writer's own age: "is 15 too young", "do you talk to 16 year olds", "if i was 15".
  rule(
    `^(?:\\p{L}+ )?(?:is|are|was) (?:being )?${AGE}(?:${YEARS_OLD})?(?: (?:too|still|even|really))? (?:young|ok|okay|cool|fine|enough|weird|bad|allowed|old enough|little|alright|illegal|legal)`,
  ),
  rule(
    `${START}(?:young|old enough|allowed|join|subscribe|sign up|talk to me|date me|buy|enter|here|okay?|weird|bad)(?: to .{1,20}| for (?:you|this))? (?:at|with|if i am|being|when i am|for an?) ${AGE}${END}${NOT_COUNTED}`,
  ),
  rule(
    `^(?:hey |so )?(?:can|could|would|do|does|is|are|will) (?:you |it |a |an )*(?!.*(?:my|her|his|your) ).{0,30}${START}${AGE}[ -]?years?[ -]?olds?${END}(?!.*(?:whisk|wine|car|dog|cat|scotch|rum))`,
  ),
  rule(
    `${START}(?:if|that|knowing|told you|tell you|knew|know|say|admit|confess|mention) i (?:was|were|am) (?:only |just |like |actually )*${AGE}${END}(?! again)${NOT_COUNTED}`,
  ),
  rule(`${START}(?:like|with|for|asking for) (?:a )?${AGE} ?-?years? ?-?old (?:like me|boy like|girl like)`),
  // Spanish.
  rule(
    `(?<!(?:cree[ns]?|dicen?|piensan?|pensaba[ns]?) que |(?:cuando|mi \\p{L}+|ella|el) )${START}(?:tengo|acabo de cumplir|cumpli|cumplo|cumplire|voy a cumplir|(?:estoy )?por cumplir|(?:importa|molesta|mal|enojas|pasa|da igual)(?: de)? (?:que|si) (?:yo )?ten(?:ga|go)|(?<!como )si (?:yo )?(?:tuviera|tuviese)|supieras que tengo)(?:(?: (?:solo|solamente|apenas|casi|como|ya|recien|unos|nomas|hoy|los|mis|hace poco|aun|todavia|tan solo|nada mas))*) ${AGE}${END}${NOT_COUNTED}`,
  ),
  rule(`${START}y yo(?: solo| apenas| tengo)? ${AGE}${END}${NOT_COUNTED}|(?:^|[?,.] )yo ${AGE}${END}${NOT_COUNTED}`),
  rule(
    `${START}(?:soy|^)(?: ?un[a]?)? ?${YOUNG_PERSON_ES}(?: \\p{L}+)? (?:de|con)(?: solo| apenas)? ${AGE}${END}(?! (?:pisos|metros))|^${YOUNG_PERSON_ES} ${AGE} años|^soy de ${AGE} años`,
  ),
  rule(
    `${START}(?<!(?:un|una|el|la|mi) )(?:joven|chic[oa]|pequeñ[oa]|peque|niñ[oa]|nen[ea])(?: para .{1,12})? (?:a los|con|de|si tengo) ${AGE}${END}`,
  ),
  rule(
    `(?:^|${START}(?:puedo|dejan|deja|aceptas|aceptan|hablas|hablarias|hablarias|sales|saldrias|suscrib\\p{L}+|comprar|entrar|alguien|vale)(?: \\p{L}+){0,3} )(?:con|de) ${AGE}${END}(?: años)?(?! (?:euros|pesos|dolares))(?=$|[?, ]| (?:me|soy|puedo|se puede|dejan))(?!.* (?:tenia|empece|me mude|trabajaba|era|fui|conoci|ya))${NOT_COUNTED}`,
  ),
  rule(`${START}a mis ${AGE}(?: años)? (?:nunca|no|aun|todavia|ya|me|soy|estoy|sigo|jamas)(?!.*(?:tenia|mude))`),
  rule(`${START}(?:mi|de mi|es mi) cumpleaños(?: de| numero|,)? ${AGE}${END}(?! de)`),
  rule(
    `${START}(?:hago|me caen|festejo) los ${AGE}(?: años)?${END}${NOT_COUNTED}|${START}(?:haber cumplido|recien cumplid[oa]s?|cumplidos) (?:los )?${AGE}${END}${NOT_COUNTED}`,
  ),
  // Others.
  rule(`${START}(?:j'ai|jai) ${AGE} ans${END}`),
  rule(`${START}(?:eu )?tenho ${AGE} anos${END}(?! (?:de|a))|${START}tenho ${AGE} años${END}(?! (?:de|a))`),
  rule(`${START}ich bin (?:erst )?${AGE}(?: jahre alt)?${END}(?! (?:minuten|wochen|stunden|tage|jahre (?!alt)))`),
  rule(`${START}ho ${AGE} anni${END}(?! di)`),
];

const AGE_AND_SEX_END = `(?=$|[ ]?[,./!?]|[ ]?\\p{Extended_Pictographic}| (?!away|left|late|walk|drive|more|of|from (?:here|my|the (?:station|house|beach|hotel))|followers|views|people|outside|degrees|today|to|ago|in|until|wide|long|tall|high|deep|por|de|al|para)\\p{L})`;
const ageAndSex = [
  rule(
    `(?<!(?:it is|feels like|below|degrees|at|minus|-) )${START}1[0-7] ?\\/? ?f${END}(?! (?:outside|degrees|today|tonight|here today))`,
  ),
  rule(`${GREETING}(?:i am )?1[0-7] ?\\/? ?(?:m|h|nb|ftm|mtf)(?<!\\d ?h)${AGE_AND_SEX_END}`),
  rule(
    `${GREETING}[[(]?1[0-7] ?[/, ] ?(?:m|f|h|v|female|male|girl|boy|mujer|hombre|chica|chico)(?: ?[/,]|[\\])]|$| \\p{L}+$| (?:de|from) )`,
  ),
  rule(`${GREETING}[[(]1[0-7] ?(?:m|f)[\\])]`),
  rule(`${GREETING}(?:hombre|mujer|chic[oa]|male|female|boy|girl|guy),? (?:de )?1[0-7](?: años)?$`),
  rule(`${GREETING}1[0-7] ?(?:male|female|boy|girl)${END}`),
  rule(`${GREETING}(?:i am )?(?:f|m|h|v) ?\\/? ?1[0-7]${AGE_AND_SEX_END}`),
];

const notYetAdult = [
  rule(
    `${START}i will be old enough|when i grow up|no puedo (?:manejar|votar|conducir|entrar).{0,12}hasta los 1[0-8]|(?:otro|proximo) año ya tengo(?: la)? edad`,
  ),
  rule(
    `${START}lied (?:about|on|in) (?:my|the) age|clicked.{0,20}(?:over|above|am) 18.{0,12}(?:but|not)|(?:said|put|wrote|clicked)(?: yes)?(?: that)? i (?:am|was) (?:over )?18.{0,4} but i am not|menti (?:en|con|sobre)(?: lo de)? (?:la|mi) edad|(?:puse|dije|marque)(?: que)?(?: si)? ten(?:ia|go) 18(?: años)? pero`,
  ),
  rule(
    `${START}(?:i )?(?:become|will become|becoming) an adult (?:in|next|soon)|(?:me hago|sere|me vuelvo) mayor de edad|shy of (?:being )?18|for (?:under 18s|minors) like me|just became a teen(?:ager)?|^(?:18) (?:el (?:mes|año) que viene|el proximo|la proxima|en (?:unos|\\d+) (?:meses|dias))|18s like me`,
  ),
  rule(
    `${START}i(?: will| am going to| am about to|'m)?(?: only| just| finally)? turn(?:ing)? 1[0-8]${END}${NOT_COUNTED}`,
  ),
  rule(
    `(?:${START}i am(?: only| just| finally)?|^(?:finally |only )?|wait to|until i|soon) ?turn(?:ing)? 1[0-8]${END}${NOT_COUNTED}`,
  ),
  rule(
    `${START}(?:i will|going to) (?:only |finally |still )?be 1[0-8]${END}(?! (?:minutes|mins|hours|weeks|days|late|years (?!old)))${NOT_COUNTED}(?!.*(?:son|daughter|kid|sister|brother))`,
  ),
  rule(
    `(?:^|${START}i am |i become )18 ${LATER}|${START}i (?:will|am|do) not (?:be |turn |turning |even )*18${END}(?!\\+)`,
  ),
  rule(
    `${START}i am(?: \\p{L}+)? (?:almost|nearly|not(?: yet| even| quite)?|under|below|soon to be|about to (?:be|turn)|close to|practically|younger than|less than) (?:being )?18${END}(?!\\+)(?<!not (?:under|below|almost|younger than|less than) 18)`,
  ),
  rule(
    `^(?:i am )?(?:almost|nearly|basically|practically|not|not yet|not even|not quite|under|soon|close to) 18(?: yet| soon| until .*| years old| lol| haha)?${STOP}`,
  ),
  rule(
    `${START}(?<!not )(?:until|before|once|when|after|by the time|as soon as|if only|wait for when|the day|then) i (?:am|turn|will be|become|hit|get to|reach|finally turn|am finally) 18${END}(?! (?:weeks|minutes|years (?!old)))`,
  ),
  rule(
    `${START}(?:until|before|once|when|as soon as) i (?:am|turn|become|will be)(?: finally)? (?:legal|an adult|of age)${END}`,
  ),
  rule(
    `${START}i (?:am|will be)(?: \\p{L}+)? (?:almost|nearly|soon|not)(?: yet| even| quite)? (?:legal|of age|an adult)${END}|${START}i will be (?:finally )?(?:legal|an adult)|(?:^|i am )legal (?:in|next|soon)|^not (?:legal|an adult)(?: yet| for)|${START}legal(?: in \\d+| in a| next)`,
  ),
  rule(
    `^(?!.*(?:my ${OTHERS_EN}|years ago)${END}).*(?:years?|months?|weeks?|days?|\\d+) (?:away from|under|until|before|shy of|short of|off|to|left until|younger than|from)(?: being| turning| i am| i turn)? (?:18|legal|my 18th)${END}`,
  ),
  rule(
    `${START}(?:i am|i'm) (?:still )?(?:waiting|counting (?:down )?(?:the days )?)(?: to| until| for)? (?:be |turn |my )?18`,
  ),
  rule(`${START}my 18th (?:birthday )?(?:is )?(?:${LATER})`),
  // Spanish.
  rule(
    `^(?:mañana|hoy|por fin)(?: cumplo)? los 1[0-8]${END}|${START}en (?:${MONTHS}|unos meses|poco)(?: ya)? soy (?:mayor|legal)`,
  ),
  rule(`${START}(?:tengo|con) menos de 18${END}|soy menor (?:a|de|que) 18`),
  rule(
    `^(?!.*(?:mis? ${OTHERS_ES}) cumple).*${START}(?:cumplo|voy a cumplir|cumplire|por cumplir|falta para cumplir) (?:los )?1[0-8]${END}${NOT_COUNTED}`,
  ),
  rule(
    `${START}(?:todavia|aun) no (?:tengo|cumplo|llego a|he cumplido)(?: los)? 18${END}|${START}no (?:tengo|cumplo|llego a|he cumplido)(?: (?:aun|todavia|ni|los))* 18${END}${NOT_COUNTED}`,
  ),
  rule(
    `${START}(?:cuando|en cuanto|hasta que|apenas|una vez que|ni bien|el dia que|antes de que) (?:yo )?(?:tenga|cumpla|llegue a)(?: los| mis)? 18${END}`,
  ),
  rule(
    `${START}(?:me )?(?:falta|queda)(?:n)?(?: (?!mi|a mi)\\S+){0,4} (?:para|a)(?: (?:los|cumplir(?: los)?|tener|llegar a(?: los)?|mis))? (?:18|ser mayor|ser legal|la mayoria)${END}`,
  ),
  rule(
    `(?<!(?:hij[oa]|herman[oa]|sobrin[oa]) (?:ya )?)${START}casi (?:tengo |cumplo |los )?18(?= ?(?:$|[,.!?]|años|jaja|ya|pero|amor))`,
  ),
  rule(`${START}(?:cuando|hasta que|en cuanto) (?:yo )?sea (?:mayor(?: de edad)?|legal|adult[oa]|grande)${END}`),
  rule(
    `${START}(?:en|dentro de) (?!la)\\S+ (?:años?|mes(?:es)?|semanas?|dias?)(?: ya| recien)? (?:soy|sere|tengo|cumplo|voy a ser|tendre) (?:mayor|legal|18|adult[oa]|1[0-7])${END}`,
  ),
  rule(
    `${START}no soy(?: (?:aun|todavia))? (?:mayor(?: de edad)?|adult[oa])${END}(?! que)|${START}(?:todavia|aun) no soy (?:mayor|adult|legal)`,
  ),
];

const saysMinor = [
  rule(
    `${START}i am(?: (?:${SOFTENERS}|a bit|definitely|obviously|sorry))*(?<!not) (?:a )?(?:minor|under ?-?age(?:d)?|(?:only |just )?(?:a )?teen(?:ager)?|high schooler|middle schooler|school ?(?:boy|girl|kid)|not legal(?: yet)?|not an adult(?: yet)?|kid|child|in my (?:\\p{L}+ )?teens|under 18|below 18|preteen)${END}(?! (?:at heart|again|problem|in the|of the|league|character|issue|trapped|stuck|compared|person|deep|in (?:music|psych|art|eco|math|bus)))(?<!like a (?:kid|child|teen|teenager))(?<!i am (?:a )?minor (?!$).*)`,
  ),
  rule(
    `${START}i am(?: \\p{L}+)? a minor${STOP}|${START}(?:i am a|because i am a|still a|being a) minor${END}(?! (?:in|league|problem|issue|character|inconvenience|celebrity))`,
  ),
  rule(`^(?:a )?teen(?:ager)? here|^being (?:a minor|under ?age)|^ser menor(?: de edad)?|(?:es que|porque) soy menor`),
  rule(`${START}(?:if|that|bad|cause|because) (?:i am )(?:a minor|under ?age)`),
  rule(
    `${START}(?:i am|says i am|me|am i|think i am|i think i am)(?: \\p{L}+)? too (?:young|little)(?:$|[.!?,)]| to (?:drive|vote|buy|subscribe|be (?:on )?here|join|pay|have|get|date|watch|see this|sign up|use)|for (?:this|that|you|u|here|onlyfans|adult)|at)`,
  ),
  rule(`${START}(?:says|say|said) i am(?: way| still)? too (?:young|little)`),
  rule(
    `${START}(?:not|do not think i am|am i|if i am) old enough(?: yet)?(?: (?:to|for) (?!(?:retire|remember|be (?:your|her|his)|run for|rent)${END})| yet|${STOP})`,
  ),
  rule(
    `^(?!.*(?:no soy|ser|de los|hij)).*${START}soy(?: (?:solo|apenas|aun|todavia|muy|un|una|el|la))* menor(?: de edad)?(?: de (?:16|17|18))?(?:${STOP}| (?:y|pero|no|asi|tengo|aun|todavia|vale|igual|perdon|lo siento|jaja\\p{L}*)${END})`,
  ),
  rule(
    `${START}(?<!no )soy(?: \\p{L}+)? menor de edad|${START}(?<!no )(?:aun|todavia) soy (?:menor|un niñ|una niñ|chic[oa])|porque soy menor|por ser menor`,
  ),
  rule(
    `${START}(?<!(?:no|como si|cuando|ya no) )soy(?: (?:solo|apenas|aun|todavia|muy|nomas))*(?: un[a]?)? (?:adolescente|niñ[oa]|nen[ea]|cri[oa]|chiquit[oa]|teen|pubert[oa]|chavit[oa]|chamit[oa]|pibit[oa]|chibol[oa]|colegial[a]?|escolar|quinceañer[oa])${END}(?! (?:buen|mal|grande|rata|bonit|interior|en el|por dentro|de mama|mimad|eterno))`,
  ),
  rule(
    `${START}soy (?:muy|demasiado|bastante|aun muy|todavia muy) (?:chic[oa]|joven|jovencit[oa]|pequeñ[oa]|peque|chiquit[oa]|nen[ea]|menor) (?:para (?:ti|vos|esto|eso|tener|usar|pagar|comprar|estar|manejar|votar|suscribirme|usted)|a los|con|de)`,
  ),
  rule(`${START}(?:dicen?|cree[n]?) que soy (?:muy|demasiado) (?:chic[oa]|joven|pequeñ[oa]|niñ[oa])`),
  rule(
    `(?<!ya )${START}(?:aun |todavia )?no tengo(?: la)? edad(?: (?:suficiente|legal|permitida|para (?!andar|andar|estas|esos|fiestas|esas|correr|trasnoch|bailar|aguantar|juegos|tonter|boliche|salir de)\\p{L}+)|${STOP})(?!.*(?:2|3|4|5|6|7)\\d${END})`,
  ),
  /\b(?:je suis mineure?|sou menor(?: de idade)?|ich bin minderjahrig|sono minorenne)\b/,
];

/** A sentence of someone else, of work or of the past: school words in it say nothing about the writer today. */
const NOT_ME_NOW = rule(
  `${START}(?:when i (?!turn)|when we|back (?:in|when|then)|since|used to|i was|we were|were|was|had|teach(?:es|er|ing)?(?! took| just| is| hates| gave| caught| made| yelled| says)|substitute|coach(?:es|ing)?(?! benched| is| hates| says| made)|work(?:s|ed|ing)? (?:at|for|in|as)|for work|drive a|my (?:\\p{L}+ )?${OTHERS_EN}|he|she|they|his|her|their|years ago|graduated|finished|dropped out|hated|loved|remember|remind(?:s)?|miss|reunion|sweetheart|diploma|ged|alumni?|dropout|yearbook|crush|nostalgia|from high school|in college|budd(?:y|ies)|compas|drama|peaked|football game|near a|next to a (?:high|middle)|across from|outside a|by a|with a (?:guy|girl)|friday night|i do|college|university|uni|masters|phd|law school|movie|musical|show|series|anime|taught|met|did|went|played|cuando (?:era|estaba|iba|tenia|fui)|desde|era|eran|estaba|iba|tenia|tuve|fui|fue|deje|termine|odiaba|odie|conoci|acuerdo|recuerdo|extraño (?:la|el|mi)|no termine|mis? ${OTHERS_ES}|los niños|el niño|la niña|(?:soy|como|fui|era) (?:\\p{L}+ )?(?:profe(?:sor|sora)?|maestr[oa]|docente|director[a]?|tutor[a]?|prefect[oa])|doy clases?|dando clase|enseño|trabajo|trabajamos|trabaje|hace (?:\\d+|un|una|dos|tres|diez|veinte|muchos|unos|siglos|mil|años)|universi\\p{L}*|carrera|master|doctorado|generacion|\\p{L}{2,}aba(?:n|mos)?|soy (?:chofer|intendente|conserje|entrenador[a]?|vigilante|cociner[oa]|secretari[oa])|amig[oa]s? de|compañer[oa]s? de|se casaron|me case|hice|doy \\p{L}+ en|^(?:maestr[oa]|profe(?:sor|sora)?) de|ex compañer\\p{L}+|egresad[oa]|serie|pelicula|abogados|medico|de abogad|de medic|de ingenier|recoger|llevo a|barrio)${END}`,
);
/** Words of today that make a school sentence in the past tense the writer's own: "i skipped class in high school today". */
const TODAY = rule(
  `${START}(?:today|tomorrow|tonight|right now|still|currently|this (?:week|year)|just|acabo de|sorry|brb|gtg|hoy|mañana|ahorita|todavia|aun|perdon)${END}`,
);
const NEVER_ME = rule(
  `${START}(?:my (?:\\p{L}+ )?${OTHERS_EN}|his|her|their|teach(?:es|ing)?|i coach|(?:a|an|am) (?:\\p{L}+ ){0,2}(?:school|grade) (?:\\p{L}+ )?(?:principal|teacher|coach|counselor|janitor|nurse|librarian|bus driver)|as a teacher|teacher here|(?:am|as) an? (?:\\p{L}+ )*teacher|work(?:s|ed|ing)? (?:at|in|as)|for work|mis? ${OTHERS_ES}|los niños|doy (?:clases?|\\p{L}+ en)|enseño|entreno|dar clases|^(?:maestr[oa]|profe(?:sor|sora)?) de|hermano se|(?:soy|como) (?:\\p{L}+ )?(?:profe(?:sor|sora)?|maestr[oa]|docente|director[a]?)|trabajo|llevo a|recoger|college|universidad|carrera|reunion|movie|musical)${END}`,
);

const schoolEn = [
  rule(`${START}${GRADE_EN}${END}(?! (?:bolts?|steel|titanium|screws?|hardware|beef))`),
  rule(
    `${START}(?:i am|we are)(?: \\p{L}+)? (?:in |a )?year (?:[7-9]|1[0-3])${END}(?! of)|^year (?:[7-9]|1[0-3])${END}(?= (?:student|here|kid|is|sucks)|${STOP})`,
  ),
  rule(`${START}${SCHOOL_EN}${END}`),
  rule(
    `${START}(?:in|from|india|of) class (?:[5-9]|1[0-2])(?:th)?${END}(?! of| action)|${START}class (?:[5-9]|1[0-2])(?:th)? (?:student|boy|girl)`,
  ),
  rule(
    `${START}i (?:go to|attend) \\p{L}+(?: \\p{L}+)? (?:middle|high|elementary|junior high|jr high)(?= ?$|[.,!]| school)|i have school (?:tomorrow|in the morning).*(?:mom|dad|parents|bed)`,
  ),
  rule(`${START}(?:freshman|sophomore|junior|senior) (?:at|in) (?:\\p{L}+ )?(?:high|hs|prep|academy)${END}`),
  rule(`${START}${PUPIL_EN}${END}`),
  rule(
    `${START}(?:my|going to|at|have|for) prom(?:'s)?(?: (?:is|this|date|dress|night|was yesterday|this|next|tonight)|${STOP})|^prom(?: is|'s)`,
  ),
  rule(`${START}the school bus${END}|on the bus to school|my school bus`),
  rule(
    `${START}(?:my|ms|mr|mrs) (?:\\p{L}+ ){0,4}?teacher (?:just )?(?:took|is|hates|gave|caught|made|yelled|says|saw|will|just|called|confiscated|keeps)`,
  ),
  rule(`${START}(?:suspended|expelled|sent home|kicked out) from (?:my )?school${END}`),
];
const schoolEs = [
  rule(`${START}(?:todavia|aun) (?:estoy|voy) (?:en|a) la escuela${END}`),
  rule(
    `${START}(?:secundaria|preparatoria|primaria)${END}(?! (?:via|fuente|cuenta|emocion|razon|opcion))|${START}(?:me )?lleve \\d materias|llevarme materias|${START}me toca el simce|mañana hay escuela|en(?:trar)? al bachillerato`,
  ),
  rule(
    `${START}${ATTENDS_ES}(?: (?:todavia|aun|apenas|ya|ahorita|recien|un|una|en|a|de|del|para|al|el|la|los|mi|estudiante|alumn[oa]|clase(?:s)?|mates|mate|tercer|primer|segundo|tercero|primero|cuarto|quinto|sexto|ultimo|[1-6](?:[oº°]|ro|do|to|er|ero)?|semestre|año|años|grado|terminar|acabar|examen|parcial|recuperacion|tarea|turno|historia|fisica|lengua|en la|sus|mis|estudiando|cursando))* ${SCHOOL_ES}${END}(?! (?:de abogad|de belleza|electoral|de ingles|de medic|nacional))`,
  ),
  rule(
    `${START}(?:[1-6](?:[oº°]|ro|do|to|er|ero)?|primero|segundo|tercero|cuarto|quinto|sexto|noveno|decimo|octavo|ultimo año|(?:primer|segundo|tercer|cuarto|quinto|sexto) (?:semestre|año|grado))(?: grado| año)? (?:de )?(?:la |el |del )?(?:secundaria|preparatoria|bachillerato|eso|primaria|liceo|medio|colegio|instituto)${END}`,
  ),
  rule(
    `${START}en (?:la secundaria|la preparatoria|el liceo|el instituto|el colegio|la escuela) (?:me|nos|hoy|mañana|se|hay|tengo|tenemos)${END}`,
  ),
  rule(
    `${START}(?:mi|la|el) (?:tutor[a]?|profe(?:sor|sora)?|prefect[oa]|preceptor[a]?|maestr[oa]|directora?|inspector[a]?)(?: de \\p{L}+| del? (?:la )?\\p{L}+)? (?:es |me (?:quito|regaño|saco|castigo|odia|suspendio|reprobo|mando|puso|pillo|cacho))`,
  ),
  rule(
    `${START}(?:me )?(?:suspendieron|expulsaron|castigaron)(?: de| en) (?:la |el |del )?(?:secundaria|preparatoria|colegio|liceo|instituto|escuela)|en el recreo|mi boletin de notas|mi mochila del colegio`,
  ),
  rule(
    `${START}(?:mi|mis) (?:graduacion|fiesta|examen(?:es)?|boleta|uniforme|salon|clase|profe|graduado)(?: de| del) (?:la |el )?${SCHOOL_ES} (?:es|sera|son)|graduado de la eso|(?:empezar|entrar a|entrar en|terminar) (?:la |el )?(?:secundaria|preparatoria|bachillerato|liceo|instituto)`,
  ),
  rule(
    `${START}(?:voy a|salgo de|sali de|no fui a|falte a|llego a|vengo de|toca ir a) la escuela(?! (?:por|de mi|a (?:recoger|dejar|dar|trabajar)))|estoy en (?:el )?recreo|acabo el recreo|(?:firma|vio|entregaron) la boleta|junta de padres en (?:la|mi) (?:secundaria|preparatoria|escuela).*mi (?:madre|padre)|grado (?:once|decimo|11|10|9|noveno|octavo)`,
  ),
  rule(`${START}(?:hay|tengo|mañana) colegio${END}|(?:del|al|el) colegio (?:mañana|ahora|a las|ya)`),
];

const YEAR_AT_SCHOOL_LEFT = rule(
  `${START}(?:years?|months?) (?:left )?(?:of|in) high school(?: left)?|graduat(?:e|ing) (?:from )?high school|still in (?:high|middle) school|class of '?\\d\\d(?:\\d\\d)? in high school`,
);

/** Rules at home that bind children only. */
const parents = [
  rule(`${START}${PARENT_ES}.{0,25} y me (?:quito|quitaron|castigo|castigaron)(?: el| la| mi)? ?(?:${DEVICE_ES})?`),
  rule(
    `${START}${PARENT_EN} (?:says? lights out|thinks (?:you|i|this)(?: is| are| am)? (?:too|bad)|(?:will|does|do|did) not buy me)|${PARENT_ES} (?:dice[n]? que (?:apague|me duerma|ya es tarde|eres muy grande)|no me quieren? comprar|me (?:corto|apago|quito) (?:el|la) (?:wifi|internet|luz))`,
  ),
  rule(
    `${START}${PARENT_EN}(?:'s)?(?: \\p{L}+)? (?:(?:.{0,20} and )?grounded me|(?:.{0,20} and )?took (?:away )?(?:my (?:${DEVICE})(?! to)|it away|all my electronics)|(?:will|is going to|are going to) (?:take (?:away )?my ${DEVICE}|ground me)|(?:do|does|will|did) not (?:let|allow) me (?!live it|forget|down|pay|cook|in her|win)|checks? (?:my|all my) (?:${DEVICE}|messages|texts|dms|history)|(?:go|goes) through my ${DEVICE}|put(?:s)? (?:screen ?time|parental|a limit|a tracker)|track(?:s)? my|says? i am(?: way| still)? (?:too|not (?:allowed|old enough))|(?:is |are )?(?:coming|going) to take my ${DEVICE}|makes? me (?:go to bed|do my homework|do chores)|(?:drives|drops|picks|walks) me (?:to|off at|up from|up after|home from) ?(?:school|class|practice)?|only lets? me|sends? me to bed|limits? my)`,
  ),
  rule(
    `${START}${PARENT_EN} (?:said|says) no (?:${DEVICE}|dating|boys|girls)|${PARENT_EN}.{0,30}(?:she|he|they|and|always) (?:reads?|checks?|monitors?) my (?:texts|messages|dms|chats)|${PARENT_EN} found my (?:${DEVICE}|account).*(?:grounded|trouble|mad)|${PARENT_EN} (?:would|will|is going to) be (?:so )?mad|(?:sneak|steal|borrow|take|took|using|used) ${PARENT_EN}(?:'s|s)? (?:credit )?card|my (?:mom|dad|mother|father)s (?:credit )?card|my allowance|allowance from`,
  ),
  rule(
    `${START}(?:mi mesada|(?:tarjeta|credencial) (?:a|de) mi (?:madre|padre)|${PARENT_ES} (?:se enojan?|me leen?|me revisan?)|paso mi hora de dormir|${PARENT_ES}.{0,40} me (?:castigo|castigaron|dejo faltar))(?!.*(?:2|3|4|5|6)\\d)`,
  ),
  rule(
    `(?<!(?:my (?:\\p{L}+ )?${OTHERS_EN}|he|she|they) )${START}(?:i am|i got|got|been|getting)(?: \\p{L}+)? grounded(?! in| by)${END}`,
  ),
  rule(`${START}(?:i have a|my|past my|it is my|have a) (?:bedtime|curfew)${END}(?! (?:story|routine|stories|tea))`),
  rule(
    `${START}(?:ask|tell|beg) ${PARENT_EN}(?: if i can| before| for permission| to (?:let|buy|pay)| first| for money)|(?:need|get|have|want) ${PARENT_EN}(?:'s|s)? permission|(?:parents|parental|moms|dads) permission`,
  ),
  rule(`^(?!.*my (?:${OTHERS_EN})).*screen ?time (?:limit|is up|passcode|ran out|just)`),
  rule(
    `${START}(?:if|when) ${PARENT_EN} (?:sees|finds|catches|reads|checks) .*(?:checks my|take my|grounded|ground me)`,
  ),
  rule(
    `${START}${PARENT_ES}(?: (?:ya|siempre|hoy|ayer|nunca))?(?: (?:me|no me|me ha|me han|me va a|me van a))+ ?(?:quito|quitaron|quitado|quita|quitan|quitar|saco|sacaron|sacan|confisco)(?: el| la| mi| los)? ${DEVICE_ES}`,
  ),
  rule(
    `${START}${PARENT_ES}(?: (?:ya|siempre|hoy|ayer|nunca))? (?:me (?:castigo|castigaron|castigan|ha castigado|han castigado|tienen? castigad[oa]|revisan?|controlan?|vigilan?|lleva a la escuela|recoge(?:n)? (?:de|en)|llevan? al (?:colegio|instituto|liceo)|llevan? a la|busca(?:n)? (?:en|de)|mandan? a dormir|obligan? a estudiar|pusieron? (?:control|limite|hora))|no (?:me|quiere que|quieren que) (?:dejan?|use|tenga|hable|permiten?))(?! (?:en paz|plantad|sol[oa]$))`,
  ),
  rule(`${START}(?:estoy|me tienen|ando|sigo|quede) castigad[oa]${END}(?! por (?:dios|la vida|el destino))`),
  rule(
    `(?:pedir(?:le|les)?|pido|pida|pedi) permiso a (?:mi|mis)? ?(?:madre|padre|padres|viejos|mama|papa|tutor)|permiso de mis? (?:madre|padre|padres|viejos)`,
  ),
  rule(`${START}(?:mi )?hora de (?:dormir|llegada) (?:es|son)|toque de queda de mis padres`),
];

/** "16", "seventeen", "l7" as a whole message: the common answer to "how old are you". */
const BARE_AGE = /^(?:1[2-7])[.! ]*\p{Extended_Pictographic}*$/u;

const reasonsIn = whichFit<MinorReason>([
  ["stated_age", statedAge],
  ["age_and_sex", ageAndSex],
  ["not_yet_adult", notYetAdult],
  ["says_minor", saysMinor],
  ["parents", parents],
  ["bare_age", [BARE_AGE]],
]);

const ORDER: readonly MinorReason[] = ["stated_age", "age_and_sex", "not_yet_adult", "says_minor", "parents"];

/** Why the text says that its writer is under age; null: it does not. */
export function minorReason(text: string): MinorReason | null {
  const reasons = reasonsIn(text);
  const said = ORDER.find((reason) => reasons.has(reason));
  if (said !== undefined) return said;
  if (text.split(CLAUSE_END).some(isSchool)) return "school";
  return reasons.has("bare_age") ? "bare_age" : null;
}

const CLAUSE_END = /[.!?;\n]|\bbut\b|\bpero\b/;
const saysSchool = anyFits([...schoolEn, ...schoolEs]);
/** "i left high school in 1989": school that ended, with the year it did. */
const LEFT_IN = rule(
  `${START}(?:left|quit|started|ended|sali|entre|acabe|deje|empece|termine)${END}.*(?<!\\d)(?:19\\d\\d|200\\d|'?[789]\\d)(?!\\d)`,
);

function isSchool(clause: string): boolean {
  if (!saysSchool(clause) || NEVER_ME.test(clause) || LEFT_IN.test(clause)) return false;
  return TODAY.test(clause) || YEAR_AT_SCHOOL_LEFT.test(clause) || !NOT_ME_NOW.test(clause);
}
