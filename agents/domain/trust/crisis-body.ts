// Signs of harm to the own body (trust C13): self-harm and eating disorders.
import { phrase } from "./crisis-phrase.ts";
import { OWN } from "./crisis-words.ts";

export const selfHarm = [
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

export const selfHarmEs = [
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

export const selfHarmMarks = [
  phrase(
    "(?:urges?|need|want|going|about|have) to cut(?= ?$|[.,!]| (?:again|so|is|tonight|right))|urge to cut|cutting is|(?:fresh|new|deep) cuts|cut too deep|cuts (?:on|all over) (?:my|her|his) (?:arms?|legs?|thighs?|wrists?)|(?:keep|kept) adding (?:more|scars)|scars and i|(?:till|until) (?:they|it|i) bl(?:ed|eed)|(?:hit|bang|punch|bite|scratch|slap)(?: \\p{L}+){1,8} (?:hate myself|angry at myself)|with a lighter to|cuts (?:herself|himself)",
  ),
  phrase(
    "cortarme (?:es|me|y|otra)|(?:necesito|quiero|ganas de|volver a|urgencia de) cortarme|me corte (?:muy|demasiado) (?:profundo|hondo)|(?:tengo|hice) cort(?:es|adas) en (?:el|los|la|las|mi|mis) (?:brazos?|piernas?|muñecas?)|cicatrices y (?:sigo|me)|hasta sangrar|(?:me doy golpes|me golpeo|me pego|me muerdo|me araño)(?: \\p{L}+){0,5} (?:me odio|conmigo|a mi mism[oa])|con un encendedor (?:para|y)|se corta(?= (?:que|y|los)| ?$)",
  ),
];

export const eating = [
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

export const eatingEs = [
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

export const eatingFears = [
  phrase(
    "(?:still |i )?feel (?:so )?fat(?= ?$|[.,!])(?<=(?:weigh|pounds|lbs|eat).*)|ana is (?:winning|back|my)|fingers down my throat|me meto los dedos|(?:relaps|recay|reca)\\p{L}+ (?:in|into|en)(?: la)? (?:anorexi|bulimi)\\p{L}*|(?:scared|afraid|terrified) to eat|(?:me da )?miedo (?:a |de )?comer(?= ?$|[.,!])|me sigo viendo gord[oa]",
  ),
];
