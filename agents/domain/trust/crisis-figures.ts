// Everyday figures that only sound like danger (trust C13), English and Spanish.
import { figure } from "./crisis-phrase.ts";

/** Everyday figures that only sound like danger; taken out before the rules read. */
export const FIGURES_OF_SPEECH: readonly RegExp[] = [
  figure(
    "overdosed? (?:on|of) (?:coffee|caffeine|sugar|chocolate|candy|family|tacos|memes|netflix)|(?:phone|battery|laptop|car|wifi) is about to die|songs? (?:is )?about dying|(?:curry|salsa|chili|workout|hill|bike) (?:almost )?(?:tried|wants) to kill me",
  ),
  figure(
    "(?:cancion|pelicula|serie|libro|novela)(?: \\p{L}+){0,2} (?:habla )?de morir(?! yo)|(?:trafico|calor|gym|gimnasio|examen|salsa) me quiere matar|cartas? a mi (?:casero|jefe|banco|abogad[oa])|desaparecer (?:una semana|unos dias|el fin de semana|un mes) (?:en|a)",
  ),
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
    "hits? me (?:up|with(?! (?:a|his|her|the) (?:belt|bat|stick|cord|cable|fist|iron|pan|chair))|on|like|back|different|hard|that|right)|(?:beats?|beating) me (?:at|in|to|every (?:game|time))|^beats me|got beat|hits different|punch(?:ed|ing)? (?:the clock|my (?:ticket|card))",
  ),
  figure("bath bomb|bombed|the bomb|time bomb|photo ?bomb|blew my brains|mind blown|heart attack"),
  figure(
    "can not live without (?:you|your|coffee|my (?:phone|coffee)|music|it|that|this|u)(?! anymore)|(?:reason|reasons) to live lol",
  ),
  figure(
    "(?:no |never |not )(?:puedo|podria|se) vivir sin (?:ti|vos|tus?|cafe|mi (?:celular|cafe)|musica|internet)|razon de (?:mi )?vivir|joie de vivir|vivir la vida",
  ),
  figure(
    "(?:me )?(?:quiero |voy a |podria )?(?:muer[oe]|mori|moria|morir(?:me)?|muriendo|morire|morirme|muert[oa]s?)(?: ya)? (?:de (?!sobredosis|tristeza|dolor|pena|una vez|verdad)(?:la |el |un |tanta? )?\\p{L}+|del (?!dolor|todo)\\p{L}+|por(?! dentro) \\p{L}+|si (?:me|no me|te|no te|subes|no subes) (?:contestas|respondes|hablas|escribes|dejas ver|mandas|veo|ves)?(?!.*en serio)|jaja\\p{L}*|xd|cuando (?:vi|te vi|lei|subiste)|y resucite|con (?:esa|esta|tu|tus|eso|lo)|viendo|literal)",
  ),
  figure(
    "muero(?= ?[,.!]?$| jaja| xd)(?<!me muero)|(?:ni|estoy|vengo|quede|ando|toy) muert[oa](?! por dentro)|a muerte|hasta la muerte|(?:te|os|la|lo) (?:amo|quiero|adoro) a morir|a morir|(?<!amenaz\\p{L}* )de muerte|que muerte|guap\\p{L}+ a morir|se (?:me )?(?:muere|murio|murieron|muri[oó])|sobre mi cadaver",
  ),
  figure(
    "(?:me|nos) (?:mat(?:a|as|an|aste|aron)|estas? matando|van? a matar|mataran?|torturas?|esta matando|matarian?)(?: (?:de|con|en|la|el|los|las|esa|esta|tu|tus|por|si (?!regreso|vuelvo|lo|me voy|hablo|digo)|jaja\\p{L}*|cuando|tanto|el gym))(?! serio)|(?:esa|esta|tu|tus|ese|este|lo que) \\p{L}+ me (?:mat\\p{L}+|esta matando)|(?:trabajo|calor|curro|espalda|cabeza|gripe|resaca|examen|gym|jefe|mujer|esposa|madre|marido|novia|novio|padre) me (?:esta matando|mata|va a matar)(?! en serio|.*(?:miedo|arma))|me matas|me estas matando|me mataste|mataria por|matar (?:el|un) (?:tiempo|rato)|matar a besos|matando el \\p{L}+|mate(?:s)? (?:con|a la|a todos en|al jefe|una? (?:araña|mosca|cucaracha|mosco))|tomo mate",
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
  figure(
    "(?:goodbye|bye|farewell) (?:for ever|forever) to (?!(?:the|this) (?:world|earth)|(?:every|any|some)(?:one|body|thing)|all|life|my life|you)\\p{L}+|(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|alarms?|alarm clocks?|traffic|laundry|homework|taxes|emails?) (?:can|should|needs to|must) (?:just )?die",
  ),
  figure(
    "(?:hambre|sed|sueño|frio|calor|risa|verguenza|vergüenza|pereza|flojera|cansancio|ganas|antojo|aburrimiento|envidia|susto)(?: \\p{L}+){0,3} que (?:me|nos) (?:muero|morimos)|(?:esta|estan|estas|estaba|estaban|es|son|quedo) (?:como )?(?:que te mueres|para morirse)|adios para siempre al?(?! (?:(?:el|la|los|las|est[ea]|mi|mis) )?(?:mundo|vida|todos?|todas?|ti|vosotr[oa]s|ustedes)(?![\\p{L}]))(?: \\p{L}+){1,2}",
  ),
  figure(
    "die (?:my|your|her|his|our|mine|it) ?(?:\\p{L}+ )?(?:hair|bangs|roots|eyebrows|blonde?|red|blue|pink|black)|(?:let|lets|allow|allows) me die mine|(?:phones?|battery|signal|laptop|tablet|ipad|car|wifi|[0-9]+ ?%?(?: battery)?,?(?: it)?)(?:'?s)?(?: is| are)? (?:about|going|gonna) to die|die on (?:this|that|my) hill",
  ),
  figure(
    "(?:any|some|every)(?:body|one)(?: \\p{L}+){0,3} on the other side|(?:human|person|woman|man|girl|guy|heart|bot|machine|team|voice)(?: \\p{L}+){0,3} (?:on|from) the other side",
  ),
  figure(
    "want out(?=.*(?:remov|delet|unsubscri|purg|mut(?:e|ed)|take (?:me|my)|these|messages|texts?|number|account|list|link))|(?:unsubscribe|leave|list|delete|mute)\\p{L}*.*want out|purg(?:e|ing) (?:all )?(?:of )?(?:my|our|the|any|every) (?:\\p{L}+ )?(?:data|records?|info\\p{L}*|history|conversations?|accounts?|watchlist|profile|details|number|photos?|messages|files?)|no (?:deseo|quiero|quisiera) seguir (?:recibiendo|suscrit[oa]|apuntad[oa]|en (?:esta|la|su|tu) (?:lista|app|pagina))",
  ),
  figure(
    "(?:that|this|the) (?!only|answer|way|best|easiest|solution|plan|thing|last|next|option)\\p{L}+(?: \\p{L}+)? (?:is|was|were) (?:like |pure )?suicide|(?:plants?|tomato\\p{L}*|ferns?|flowers?|phone|computer|team|cat|fish|cactus|succulents?|printer|laptop)(?: \\p{L}+){0,5} commit\\p{L}*(?: \\p{L}+)? suicide|suicide (?:helpline|awareness|mode)|sporting suicide",
  ),
  figure(
    "(?<!(?:lo|mia|mio|solucion|salida|opcion|unico|mejor|queda) )(?:es|son|era|eran|fue|fueron) un suicidio|(?:equipo|defensa|plantas?|gat[oa]|impresora)(?: \\p{L}+){0,3} (?:se )?suicid\\p{L}+|linea de prevencion del suicidio",
  ),
  figure(
    "overdos\\p{L}* (?:on|of) (?:(?:family|holiday|halloween|christmas|easter|birthday|spicy|garlic|halo) )*(?:bread|candy|chocolates?|biscuits?|cookies?|garlic|cheese|pizza|pasta|cake|tacos?|halo|sunshine|christmas|halloween|football|tv|gossip|cuteness|reality|nostalgia|wings|sushi|ice cream|pie|turkey|naps?)|sobredosis de (?:cafe|chocolate|pan|azucar|dulces?|roscon|turron|queso|pizza|series|tele|futbol|ternura|realidad|trabajo|reuniones|familia|helado|tacos|sushi|sol|siesta)",
  ),
  figure(
    "rather die than (?:eat|sing|wear|watch|drink|listen|touch|date|admit|miss|dance|cook|share|root|use|do karaoke|go (?:back )?to (?:the )?(?:gym|work|school|office))|(?:jump|throw myself|dive|step|run)(?: \\p{L}+)? (?:in front of|off|under|into) (?:a|the) \\p{L}+,? (?:for|4) (?:you|u|my|that|those|your|this|her|his|a|another)(?! to)",
  ),
  figure(
    "(?<!(?:\\d|one|two|three|four|five|six|few|couple|some) (?:days?|weeks?) )(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|many) (?:whole )?years? (?:self ?-? ?harm free|free of self ?-? ?harm|without (?:hurting|cutting|harming) myself)(?: today)?(?!.*(?:relaps|slip|again|blade|razor|but |until|then ))|(?:\\d+|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|muchos) años? sin (?:hacerme daño|cortarme|autolesionarme|lastimarme)(?!.*(?:reca|otra vez|de nuevo|pero|volv|cajita|cuchill|hasta))",
  ),
  figure(
    "(?:had|suffered from|beat|survived) (?:an eating disorder|anorexia|bulimia) (?:in (?:my|her|his) (?:teens|twenties|thirties|youth|\\d+s)|as (?:a )?(?:teen\\p{L}*|kid|child|girl|boy|student)|in (?:college|high ?school|school|uni\\p{L}*)|(?:many |\\d+ |\\p{L}+ )?years ago|when (?:i|she|he) was)|(?:tuv[eo]|sufri[o]?|pase por) (?:la )?(?:anorexia|bulimia|un trastorno \\p{L}+) (?:de|cuando era) (?:muy )?(?:chic[ao]|joven|adolescente|niñ[ao]|pequeñ[ao]|estudiante)|de (?:joven|chic[ao]|adolescente) (?:tuve|sufri|pase) (?:por )?(?:la )?(?:anorexia|bulimia)",
  ),
  figure(
    "(?:this|the|my) (?!ex(?! )|dad|father|stepdad|stepfather|husband|boyfriend|partner|mother|mom|mum|stepmom|uncle|brother|roommate|wife|girlfriend|neighbou?r|son|voice)\\p{L}+ (?:is |are |was |were )?(?:literally |honestly |really )?trying to (?:kill|murder) me|(?:murder|kill|strangle) (?:my|him|her|them|this|the|whoever|you)(?: \\p{L}+){0,3},? (?:(?:he|she|they|who|for|that|you) )*(?:ate|eating|finished|finishing|stole|took) (?:all )?(?:my|the|our) (?:last )?(?:\\p{L}+ )?(?:leftovers|dessert|food|fries|snacks?|pizza|chocolates?|cake|cookies|ice cream|charger|hoodie|lunch|dinner)",
  ),
  figure(
    "(?:mi|mis|la|el|tu|este|esta) (?:vieja|viejo|mama|papa|suegr[oa]|jef[ea]|vecin[oa]|herman[oa]|prof\\p{L}*|turno|lavadora|impresora|mates|matematicas|lengua|entrenador[a]?|trafico|examen|semana|lunes)(?: \\p{L}+){0,4} me (?:va a|quiere|van a|quieren) matar(?!.*(?:arma|cuchillo|miedo|pistola|en serio|golpea))|mates me va a matar",
  ),
  figure(
    "(?:metro|tunel|tren|cargador|señal|bateria|pila|datos|banco|telefono|llamada|ascensor|elevador|wifi|internet|sotano|carretera|cobertura|por si)[^.!?]{0,60} se cort[ao]",
  ),
  figure("starving(?! (?:myself|himself|herself|themselves|to (?:be|get|lose)))|(?:chill pill)"),
];
