// Signs of suicide that are not a plain wish (trust C13): acts, means, farewells, and someone close in danger.
import { phrase } from "./crisis-phrase.ts";
import { CLOSE_EN, CLOSE_ES, OWN, SELF } from "./crisis-words.ts";

export const suicideMention = [
  phrase(
    `kms|kill(?:ing)? ${SELF}|end(?:ing)? (?:${OWN} life|it all|things tonight|${SELF})|tak(?:e|ing) ${OWN} (?:own )?life|(?:commit(?:ted|ting)?|attempt(?:ed|ing)?|tried|contemplat(?:e|ing)|consider(?:ing)?) suicide|suicid(?:e|al)|unaliv(?:e|ing)(?: ${SELF})?|off(?:ing)? ${SELF}|(?:hang|hanging|shoot|shooting|drown|drowning|poison|poisoning|stab) ${SELF}|(?:slit|slitting|cut|cutting) ${OWN} wrists?|sewer ?slide|catch(?:ing)? the bus|ctb|overdos(?:e|ed|ing)|noose|tied (?:the|a) rope|rope around ${OWN} neck`,
  ),
  phrase(
    `(?:gun|pistol|knife|blade|razor|rope) (?:to|in|at|around|against|on) ${OWN} (?:head|mouth|wrists?|throat|neck|temple|arm)|use it on ${SELF}`,
  ),
  phrase(
    "(?:took|taken|take|taking|swallow(?:ed|ing)?|downed|ate) (?:\\p{L}+ )?(?:all (?:my|the|of|his|her|these|those|this)|a (?:whole|full|entire) bottle|a bottle|a bunch|a handful|too many|lots|so many|a lot|every one of|\\d\\d+)(?: of)?(?: \\p{L}+){0,2} ?(?:pills|tablets|meds|medication|xanax|tylenol|sleeping pills|painkillers)|(?:pills|tablets) in (?:my|his|her) hand|how many (?:pills|tylenol|xanax|tablets)|(?:have|got|holding) (?:the|all the|a bottle of) pills(?! (?:from|for|my doctor))",
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

export const suicideMentionEs = [
  phrase(
    "suicid(?:io|arme|arse|arte|as?|os?|e|o)|desviv(?:ir|irme|irse)|quitar(?:me|se)? la vida|ahorcar(?:me|se)|(?<!(?:vas|van|va) a )matarme(?! de (?:risa|hambre trabajando))|cortar(?:me|se)? las venas|me corte las venas|sobredosis|autolisis|matarse",
  ),
  phrase(
    "carta de (?:despedida|suicidio)|adios (?:para siempre|mundo|vida|a todos para siempre)|cuando leas esto|(?:este|esta|hoy) es(?: va a ser)? mi ultim[oa] (?:mensaje|noche|dia|despedida|adios)(?! (?:de|en (?!este mundo)|por hoy|aqui|antes|del))|mi ultim[oa] (?:noche|dia) (?:en este mundo|con vida|viv[oa])",
  ),
  phrase(
    "(?:tom[eoa]|trag[ueo]+e?|trague|tomar(?:me|se)?|tome|tomado|se tomo|ingeri)(?: \\p{L}+)? ?(?:todas (?:las|mis|estas|esas|sus)(?= (?:pastill|pildor|medic|tablet|somnif)| ?$)|un (?:frasco|bote|monton|puñado|blister)(?: entero| completo)?(?: de)?|un monton de|muchas|demasiadas|cajas? de|como \\d\\d|\\d\\d) ?(?:pastillas|pildoras|medicinas|tabletas|somniferos|medicamentos)?(?<=s)(?<!mas)|pastillas en la mano|cuantas pastillas|(?:tengo|agarre|junte) (?:las|todas las|un monton de) pastillas(?! (?:de la|para|del|que me))",
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

/** Death named of oneself in other words. */
export const deathOfSelf = [
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

export const deathOfSelfEs = [
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

/** Signs that need no word of death: last times, means bought, blood, bones, captivity. */
export const lastThings = [
  phrase(
    "(?:hard|longer|struggl\\p{L}*|trying|tired|can not|reason)(?: \\p{L}+){0,4} (?:stay|staying|keep myself|remain) alive|(?:hope|wish|pray|hoping)(?: \\p{L}+){0,2} (?:is |was |will be |be )?my last(?= ?$|[.,!]| (?:night|day|breath))|(?:dying|death|suicide) is (?:all|the only)|life has no (?:purpose|meaning|point)|want out(?= ?$|[.,!]| of (?:this )?life)|last (?:night|day)(?: \\p{L}+)? (?:on earth|alive)|(?:pain|suffering|it all|everything) (?:will|is going to) (?:finally )?(?:be over|end|stop) (?:tonight|soon|tomorrow|forever)|goodbye (?:everyone|everybody|all),? i (?:love|loved)|called (?:988|the hotline|the crisis line)|painless death|bleach kill",
  ),
  phrase(
    "tonight i am (?:jumping|ending|dying|leaving this)|have a plan.{0,25}(?:do it|tonight)|(?:edge|ledge|side) of (?:a|the|this) (?:bridge|roof|building|cliff|balcony)(?! (?:watching|taking))|(?:world|life) is not (?:made )?for me|not made for this (?:world|life)|happier dead|bought (?:a |some )?(?:rope|noose|gun|razor blades?)(?= ?$|[.,!]| (?:today|and|to (?:end|kill|do|finish)|for (?:it|myself)))|crash (?:my car|the car|it) on purpose|(?:walk|step|run|jump) (?:into|in front of) traffic|(?:about|going|ready) to (?:step off|jump)(?= ?$|[.,!])|(?:covered in|so many) cuts|(?:carve|carved|carving)(?: \\p{L}+){0,3} (?:my )?(?:skin|arm|leg|thigh)|when i bleed|(?:to|want to) be (?:just )?(?:skin and )?bones",
  ),
  phrase(
    "(?:me cuesta|cuanto mas|no se si|razon para|dificil)(?: \\p{L}+){0,3} (?:seguir|estar|seguire|mantenerme|quedarme)(?: con)? (?:viv[oa]|vida)|espero que (?:sea|esta sea) (?:la|mi) ultima|vida no tiene (?:proposito|rumbo|sentido|caso)|ultim[oa] (?:noche|dia) (?:en la tierra|con vida|viv[oa])|(?:dolor|sufrimiento) (?:se )?(?:acaba|termina) (?:hoy|ya|esta noche|pronto)|ya no voy a sufrir|adios a todos,? (?:los|las) (?:quiero|amo)|llame a la linea|muerte sin dolor|se mata la gente|(?:cloro|veneno|raticida) mata|rendirme con todo",
  ),
  phrase(
    "(?:hoy|esta noche|hoy en la noche|mañana) me (?:tiro|aviento|lanzo|ahorco|cuelgo)(?= ?$|[.,!])|tengo un plan y (?:lo|esta noche|voy)|(?:al|en el) borde de(?:l)? (?:un |una |la )?(?:puente|azotea|techo|edificio|balcon|precipicio)|mundo (?:ya )?no es para mi|mas feliz muert[oa]|no (?:vas|van) a (?:volver a )?saber (?:mas )?de mi|compre (?:una |un |la )?(?:soga|pistola|navajas?|veneno|raticida)(?! de (?!verdad))|estrellar(?:me)?(?: \\p{L}+){0,3} a proposito|(?:aventar|lanzar|arrojar|tirar)(?:me|se)? (?:al trafico|del? (?:un )?puente|a los carros|al metro|a las vias)|me voy a aventar|voy a saltar(?= ?$|[.,!])|(?:llen[oa]s? de) cortes|palabras en la piel|cuando sangro|puro hueso|me corte la(?:s)? (?:muñeca|vena)s?|vomit\\p{L}+(?: la comida)? a proposito|se tomo (?:todas )?(?:sus|las|muchas) pastillas|prefiere estar muert[oa]",
  ),
];

export const closeOnes = [
  phrase(
    `${CLOSE_EN}(?: \\p{L}+)? (?:is|was|has been|keeps|just|might be|seems|feels)(?: \\p{L}+)? (?:suicidal|cutting|talking about (?:dying|suicide|ending)|self harming|going to jump)`,
  ),
  phrase(
    `${CLOSE_EN}(?: just)? (?:says?|said|told me|keeps saying|texted(?: me)?)(?: that)? (?:he|she|they|(?:he|she) is)(?: \\p{L}+)? ?(?:want(?:s|ed)?|does not want|do not want|did not want|is going|going) to (?:live|die|be here|kill|end|jump|disappear|be alive|hurt)`,
  ),
];

export const closeOnesEs = [
  phrase(
    `${CLOSE_ES}(?: \\p{L}+){0,4} (?:se quiere (?:matar|morir|suicidar)|quiere (?:matarse|morirse|suicidarse|morir|quitarse la vida)|intento (?:matarse|suicidarse|quitarse la vida)|no quiere (?:vivir|seguir)|se va a (?:matar|tirar|suicidar|colgar)|se (?:esta )?(?:corta|cortando)|se tomo (?:muchas|todas|un monton de) (?:las )?pastillas)`,
  ),
];

export const closeActs = [
  phrase(
    `${CLOSE_EN}(?:.{0,30})? (?:took (?:the |her |his |some |a lot of )?pills|stopped eating|is not eating|goodbye note|shooting (?:himself|herself)|is on (?:a|the) bridge|wants to end (?:it|things|everything)|cuts (?:herself|himself))`,
  ),
  phrase(
    `${CLOSE_ES}(?:.{0,30})? (?:tomo (?:muchas |unas |las )?pastillas|dejo de comer|no come|se corta|pegarse un tiro|quiere (?:saltar|acabar con todo|terminar con todo|desaparecer)|se va a matar|intento ahorcarse|publico una despedida|es suicida|se suicide)(?! (?:el pelo|las uñas))`,
  ),
];
